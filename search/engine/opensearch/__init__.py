"""The OpenSearch engine: for many machines, or more offers than one process should hold."""

from search.engine.opensearch.connection import Address
from search.engine.opensearch.engine import open_opensearch
from search.engine.opensearch.node_shelf import NodeShelf
from search.engine.opensearch.zones import Lying, ZoneIndex

__all__ = ["Address", "Lying", "NodeShelf", "ZoneIndex", "open_opensearch"]
