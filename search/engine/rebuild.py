"""A rebuild as a thing: what comes out of it, by which checks, how far it is, and which builds there are.

The new content is made beside the live one and becomes live only after a last look at it: whoever asked for the
rebuild may catch up with what changed meanwhile, and may refuse it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import TypeAdapter

from search.document import Document
from search.errors import BuildRefused, EngineUnavailable

if TYPE_CHECKING:
    from search.engine.port import Engine

TOLD_EVERY = 2.0
"""Seconds after which a rebuild under way says again how far it is: fine enough for who looks on."""

RebuildState = Literal["running", "done", "refused", "failed", "broken off"]
"""`refused`: a check failed; `failed`: a fault; `broken off`: its process died."""

ENDED_BADLY: tuple[RebuildState, ...] = ("refused", "failed", "broken off")
"""In all three the old content serves."""

Role = Literal["live", "previous", "being made", "left over"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check of a new build saw, and what it wants to see, in words for an operator.

    `accepted`: it failed, and the operator said beforehand that this may be.
    """

    name: str
    passed: bool
    seen: str
    wanted: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """What a rebuild made: so many documents, without those (ids) that the engine did not take."""

    documents: int
    refused: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


Finish: TypeAlias = "Callable[[Engine, Built], tuple[Finding, ...]]"
"""Gets the new build as an engine before it is live; may write to it, and refuses it by raising `BuildRefused`."""


@dataclass(frozen=True, slots=True)
class Build:
    """One build that an engine keeps. What is not known is `None`: of one being made, or made by another version.

    `version`: schema, structure and analysis of the program that made it; `vocabulary_version`: see `EngineInfo`.
    """

    name: str
    role: Role
    documents: int | None
    position: int | None
    made_at: datetime | None
    version: str | None
    bytes: int | None
    vocabulary_version: str | None


@dataclass(frozen=True, slots=True)
class Rebuild:
    """The last rebuild, or the one under way. `documents` of `expected` are in the new build; `by`: which process."""

    state: RebuildState
    build: str
    started: datetime
    by: str
    documents: int = 0
    expected: int | None = None
    ended: datetime | None = None
    findings: tuple[Finding, ...] = ()
    reason: str | None = None


REBUILD = TypeAdapter(Rebuild)
"""Reads back what was kept of a rebuild."""


class Running:
    """A rebuild under way, as it stands."""

    def __init__(self, rebuild: Rebuild) -> None:
        """As it begins."""
        self.now = rebuild

    def counted(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents; each that passes is counted."""
        for count, document in enumerate(documents, start=1):
            self.now = replace(self.now, documents=count)
            yield document

    def finished(self, built: Built) -> None:
        """What came of it."""
        self.now = replace(self.now, documents=built.documents, findings=built.findings)


@contextmanager
def under_way(
    begun: Rebuild, tell: Callable[[Rebuild], None], tell_end: Callable[[Rebuild], None], clock: Callable[[], float]
) -> Iterator[Running]:
    """Tell every `TOLD_EVERY` seconds how far a rebuild is, from another thread, and in the end how it went.

    Where that cannot be told it goes on all the same. `clock` gives seconds since 1970.
    """
    running, over = Running(begun), Event()

    def keep_telling() -> None:
        while not over.wait(TOLD_EVERY):
            with suppress(EngineUnavailable):
                tell(running.now)

    thread = Thread(target=keep_telling, name="progress of the rebuild", daemon=True)
    tell(begun)
    thread.start()
    try:
        yield running
        running.now = replace(running.now, state="done")
    except BuildRefused as refused:
        running.now = replace(running.now, state="refused", findings=refused.findings, reason=refused.message)
        raise
    except BaseException as fault:
        # Of other faults only the kind: their message may quote the record that caused them.
        reason = fault.message if isinstance(fault, EngineUnavailable) else type(fault).__name__
        running.now = replace(running.now, state="failed", reason=reason)
        raise
    finally:
        over.set()
        thread.join()
        with suppress(EngineUnavailable):
            tell_end(replace(running.now, ended=moment(clock())))


def moment(seconds: float) -> datetime:
    """Seconds since 1970 as a moment, without fractions."""
    return datetime.fromtimestamp(int(seconds), UTC)
