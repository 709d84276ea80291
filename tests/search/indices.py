"""Indices in a real OpenSearch, under names that only one run of the tests has."""

from __future__ import annotations

import secrets
from hashlib import blake2b
from pathlib import Path

from search import Analyser
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.clauses import terms
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.opensearch.fields import MadeBy
from search.engine.opensearch.state import write_state


class Indices:
    """Opens engines, each with what it keeps under the name of a folder."""

    def __init__(self, address: Address, analyser: Analyser) -> None:
        self.address = address
        self._analyser = analyser
        self._quick = False
        self._run = f"loket-test-{secrets.token_hex(4)}"

    def prefix(self, folder: Path) -> str:
        """The same for the same folder."""
        return f"{self._run}-{blake2b(str(folder).encode(), digest_size=4).hexdigest()}"

    def open(self, folder: Path) -> OpenSearchEngine:
        """An engine that writes."""
        return open_opensearch(self.address, self.prefix(folder), self._analyser, writer=True)

    def emptied(self) -> OpenSearchEngine:
        """An engine with nothing in it, over an index that all tests share: making one takes a second."""
        engine = self.open(Path("shared"))
        state, connection = engine.state(), Connection(self.address)
        if not self._quick:  # nothing here has to outlive the node
            connection.write("PUT", f"/{state.index}/_settings", {"index": {"translog": {"durability": "async"}}})
            self._quick = True
        content = {"query": terms("kind", ("offer", "hours"))}
        connection.write("POST", f"/{state.index}/_delete_by_query", content, {"refresh": "true"})
        connection.write("POST", f"/{state.index}/_forcemerge", None, {"max_num_segments": "1"})  # gone words count
        write_state(connection, state.index, 0, state.generation + 1, MadeBy.now(self._analyser.version), state)
        connection.close()
        return engine

    def remove_all(self) -> None:
        """Take everything of this run away, by name."""
        connection = Connection(self.address)
        for index in connection.read(f"/{self._run}-*/_alias"):
            connection.write("DELETE", f"/{index}")
        for template in connection.read(f"/_index_template/{self._run}-*").get("index_templates", ()):
            connection.write("DELETE", f"/_index_template/{template['name']}")
        connection.close()
