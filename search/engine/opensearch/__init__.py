"""The OpenSearch engine: for many machines, or more offers than one process should hold."""

from search.engine.opensearch.connection import Address
from search.engine.opensearch.engine import open_opensearch

__all__ = ["Address", "open_opensearch"]
