"""The embedded engine: no server, one folder, one writing process."""

from search.engine.embedded.engine import open_embedded

__all__ = ["open_embedded"]
