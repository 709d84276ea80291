"""The indices of one installation: a template, numbered builds, and the aliases by which one of them is live.

loket                  alias of the build that counts
loket-previous         alias of the one before, to which one may go back
loket-build-000007     a build
loket-lease            says which process writes, and which one makes a build
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from opensearchpy import NotFoundError

from search.engine.made_by import MadeBy
from search.engine.opensearch.bulk import Written, write_many
from search.engine.opensearch.clauses import term
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import COPIES, template
from search.errors import EngineUnavailable

GENERATIONS = 1_000_000_000
"""Changes that a build may have: the generations of a later build lie above all of those before."""


@dataclass(frozen=True, slots=True)
class Builds:
    """The builds under one prefix. But for reading, only who holds the lease for rebuilding uses it.

    `vocabulary_version`: of those that are made here (`EngineInfo`).
    """

    connection: Connection
    prefix: str
    vocabulary_version: str | None = None

    @property
    def previous(self) -> str:
        """The alias of the build before the live one."""
        return f"{self.prefix}-previous"

    def new(self, made_by: MadeBy, last: str | None) -> str:
        """An empty build that does not count yet, without copies: those are made once it is full.

        Its number is above that of all builds and of the `last` one that was begun: a name is never used again, for
        a process that stood still may yet write to it.
        """
        self.connection.write("PUT", f"/_index_template/{self.prefix}", template(self.prefix, self._meta(made_by)))
        number = max(map(number_of, [*self.all(), *([last] if last is not None else [])]), default=0) + 1
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

    def count(self, index: str) -> int:
        """How many offers a build shows."""
        counted: int = self.connection.read(f"/{index}/_count", {"query": term("kind", "offer")})["count"]
        return counted

    def describe(self, index: str, made_by: MadeBy, made: Mapping[str, Any]) -> None:
        """Keep with a build how it was made."""
        self.connection.write("PUT", f"/{index}/_mapping", {"_meta": {**self._meta(made_by), "made": made}})

    def vocabulary_of(self, index: str) -> str | None:
        """With which words of the vocabulary a build was made; `None` where it does not say."""
        kept = self.connection.read(f"/{index}/_mapping")[index]["mappings"].get("_meta", {})
        version: str | None = kept.get("vocabulary_version")
        return version

    def _meta(self, made_by: MadeBy) -> dict[str, Any]:
        """What a build is made with. Whoever writes its state leaves this alone: it is of when the build was made."""
        return {**asdict(made_by), "vocabulary_version": self.vocabulary_version}

    def make_live(self, index: str, instead_of: Iterable[str]) -> None:
        """From here on this build counts, and no other; the one before becomes the previous one. One call.

        Raises `EngineUnavailable`: another build than those of `instead_of` is live by now, or `index` is gone, and
        nothing changed; or there was no answer, and it may or may not have happened.
        """
        went = [one for one in instead_of if one != index]
        before = [
            *({"remove": {"index": one, "alias": self.prefix, "must_exist": True}} for one in went),
            *({"remove": {"index": one, "alias": self.previous}} for one in self.before()),
        ]
        after = [
            {"add": {"index": index, "alias": self.prefix}},
            *({"add": {"index": one, "alias": self.previous}} for one in went),
        ]
        try:
            self.connection.write("POST", "/_aliases", {"actions": before + after})
        except NotFoundError:
            raise EngineUnavailable(
                "Een ander proces heeft intussen een andere zoekindex in gebruik genomen."
            ) from None

    def left_over(self) -> list[str]:
        """Builds that neither count nor are the previous one."""
        kept = {*self.live(), *self.before()}
        return [index for index in self.all() if index not in kept]

    def remove(self, index: str) -> None:
        """Remove a build; one that is gone already is fine."""
        try:
            self.connection.write("DELETE", f"/{index}")
        except NotFoundError:
            return

    def all(self) -> list[str]:
        """By their exact names, oldest first: nothing is ever removed by a pattern."""
        found = self.connection.read(f"/{self.prefix}-build-*/_alias")
        return sorted(name for name in found if re.fullmatch(rf"{re.escape(self.prefix)}-build-\d{{6}}", name))

    def live(self) -> list[str]:
        """The build that counts, if there is one; by hand there may be made more."""
        return self.connection.behind(self.prefix)

    def before(self) -> list[str]:
        """The build before the live one, if there is one; by hand there may be made more."""
        return self.connection.behind(self.previous)


def number_of(index: str) -> int:
    """The number of a build; a later one has a higher one."""
    return int(index.rpartition("-")[2])
