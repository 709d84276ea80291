"""The indices of one installation: a template, numbered builds, and the alias by which one of them is live.

loket                  alias of the build that counts, changed by one call
loket-build-000007     a build
loket-lease            says which process writes
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from opensearchpy import NotFoundError

from search.engine.made_by import MadeBy
from search.engine.opensearch.bulk import Written, write_many
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import template

COPIES = "0-1"
"""One copy of everything, where there is a second node to keep it."""

GENERATIONS = 1_000_000_000
"""Changes that a build may have: the generations of a later build lie above all of those before."""


@dataclass(frozen=True, slots=True)
class Builds:
    """The builds under one prefix."""

    connection: Connection
    prefix: str

    def new(self, made_by: MadeBy) -> str:
        """An empty build that does not count yet, without copies: those are made once it is full.

        Only the process that holds the lease makes one.
        """
        self.connection.write("PUT", f"/_index_template/{self.prefix}", template(self.prefix, made_by))
        number = max(map(number_of, self._all()), default=0) + 1
        index = f"{self.prefix}-build-{number:06d}"
        alone = {"index": {"auto_expand_replicas": False, "number_of_replicas": 0}}
        self.connection.write("PUT", f"/{index}", {"settings": alone})
        return index

    def fill(self, index: str, actions: Iterable[dict[str, Any]]) -> Written:
        """Write many documents into a build that nobody reads yet; it may have copies afterwards, whatever comes."""
        try:
            written = write_many(self.connection, actions)
        finally:
            self.connection.write("PUT", f"/{index}/_settings", {"index": {"auto_expand_replicas": COPIES}})
        self.show(index)
        return written

    def show(self, index: str) -> None:
        """Let searches see what was written."""
        self.connection.write("POST", f"/{index}/_refresh")

    def make_live(self, index: str) -> None:
        """From here on this build counts, and no other."""
        actions = [{"remove": {"index": one, "alias": self.prefix}} for one in self.live() if one != index]
        add = {"add": {"index": index, "alias": self.prefix}}
        self.connection.write("POST", "/_aliases", {"actions": [*actions, add]})

    def remove_others(self, index: str) -> None:
        """Remove every other build: the one before, and what was left half made."""
        for other in self._all():
            if other != index:
                self.remove(other)

    def remove(self, index: str) -> None:
        """Remove a build; one that is gone already is fine."""
        try:
            self.connection.write("DELETE", f"/{index}")
        except NotFoundError:
            return

    def _all(self) -> list[str]:
        """By their exact names: nothing is ever removed by a pattern."""
        found = self.connection.read(f"/{self.prefix}-build-*/_alias")
        return sorted(name for name in found if re.fullmatch(rf"{re.escape(self.prefix)}-build-\d{{6}}", name))

    def live(self) -> list[str]:
        """The build that counts, if there is one; by hand there may be made more."""
        try:
            return list(self.connection.read(f"/_alias/{self.prefix}"))
        except NotFoundError:
            return []


def number_of(index: str) -> int:
    """The number of a build; a later one has a higher one."""
    return int(index.rpartition("-")[2])
