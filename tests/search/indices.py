"""Indices in a real OpenSearch, under names that only one run of the tests has."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from opensearchpy import NotFoundError

from search import Analyser, Boosts, Reached
from search.engine.made_by import MadeBy
from search.engine.opensearch import Address, NodeShelf, open_opensearch
from search.engine.opensearch.clauses import ALL, terms
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.state import write_state

EVERYTHING = {"query": ALL}

SHARED = Path("shared")


class Indices:
    """Opens engines, each with what it keeps under the name of a folder."""

    def __init__(self, address: Address, analyser: Analyser, boosts: Boosts) -> None:
        self.address = address
        self._analyser = analyser
        self._boosts = boosts
        self._quick = False
        self._run = f"loket-test-{secrets.token_hex(4)}"

    def prefix(self, folder: Path) -> str:
        """The same for the same folder."""
        return f"{self._run}-{blake2b(str(folder).encode(), digest_size=4).hexdigest()}"

    def shelf(self, folder: Path) -> NodeShelf:
        """Where the vectors of an index are kept."""
        return NodeShelf(self.address, self.prefix(folder))

    def open(
        self, folder: Path, shelf: NodeShelf | None = None, vocabulary_version: str | None = None
    ) -> OpenSearchEngine:
        """An engine that writes."""
        return open_opensearch(
            self.address,
            self.prefix(folder),
            self._analyser,
            writer=True,
            shelf=shelf,
            boosts=self._boosts,
            vocabulary_version=vocabulary_version,
        )

    def emptied(self) -> Path:
        """The name of an index that all tests share, with nothing in it: making one takes a second."""
        engine, connection = self.open(SHARED), Connection(self.address)
        state = engine.state()
        if not self._quick:  # nothing here has to outlive the node
            connection.write("PUT", f"/{state.index}/_settings", {"index": {"translog": {"durability": "async"}}})
            self._quick = True
        content = {"query": terms("kind", ("offer", "hours", "refused"))}
        connection.write("POST", f"/{state.index}/_delete_by_query", content, {"refresh": "true"})
        connection.write("POST", f"/{self.prefix(SHARED)}-vectors-*/_refresh")
        connection.write("POST", f"/{self.prefix(SHARED)}-vectors-*/_delete_by_query", EVERYTHING, {"refresh": "true"})
        # What is gone would still count for how seldom a word is.
        connection.write("POST", f"/{state.index}/_forcemerge", None, {"max_num_segments": "1"})
        made_by = MadeBy.now(STRUCTURE, self._analyser.version)
        write_state(connection, state.index, Reached(0), state.generation + 1, made_by, state)
        connection.close()
        engine.close()
        return SHARED

    def remove_all(self) -> None:
        """Take everything of this run away, by name."""
        connection = Connection(self.address)
        for index in connection.read(f"/{self._run}-*/_alias"):
            connection.write("DELETE", f"/{index}")
        with suppress(NotFoundError):  # where no engine was opened
            for template in connection.read(f"/_index_template/{self._run}-*")["index_templates"]:
                connection.write("DELETE", f"/_index_template/{template['name']}")
        connection.close()
