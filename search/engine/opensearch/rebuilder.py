"""Makes builds beside the live one and changes which one counts: one process at a time, while another one writes.

A new build is written under versions of the term 0, below those of every writer: whoever follows the store goes on in
it after the change, from the position that it has.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock
from typing import Any

from opensearchpy import NotFoundError

from search.analysis import Analyser
from search.document import Document
from search.engine.made_by import MadeBy
from search.engine.opensearch.builds import GENERATIONS, Builds, number_of
from search.engine.opensearch.bulk import stand_ins, write_many
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.state import read_kept, read_state, write_state
from search.engine.opensearch.writing import actions, versioned
from search.engine.port import Engine, Reached
from search.engine.rebuild import REBUILD, Build, Built, Finish, Rebuild, Role, Running, moment, under_way
from search.errors import EngineUnavailable, IndexOutdated

NOBODYS_TERM = 0
"""Below the first term of a writer."""


class Aside:
    """The right to write a build that does not count yet: of the process that makes it, as long as it may."""

    def __init__(self, lease: Lease) -> None:
        """`lease`: the one for rebuilding, which is held."""
        self._lease = lease

    def hold(self) -> int:
        """The term to write in. Raises `EngineLocked` where another process makes builds by now."""
        self._lease.still()
        return NOBODYS_TERM

    def keep(self) -> None:
        """Who makes the build gives signs of life."""

    def release(self) -> None:
        """Who makes the build lets go."""


@dataclass(frozen=True, slots=True)
class Rebuilder:
    """The builds of one installation, for who may write. `clock` gives seconds since 1970."""

    connection: Connection
    builds: Builds
    analyser: Analyser
    made_by: MadeBy
    lease: Lease
    clock: Callable[[], float]
    over: Callable[[str, Aside], Engine]
    """An engine over one build, by its name."""
    _one: Lock = field(default_factory=Lock)  # thread of this process at a time

    def rebuild(
        self, documents: Iterable[Document], reached: Reached, finish: Finish | None, expected: int | None
    ) -> Built:
        """See `Engine.rebuild`."""
        self.first_build()
        with self._alone(), self._under_way(expected) as running:
            index, instead_of = running.now.build, self.builds.live()
            try:
                self._clear(but=index)
                built = self._fill(index, running.counted(documents), reached)
                if finish is not None:
                    findings = finish(self.over(index, Aside(self.lease)), built)
                    built = replace(built, documents=self.builds.count(index), findings=findings)
                running.finished(built)
                self._describe(index, built)
                self.lease.still()
            except BaseException:
                with suppress(EngineUnavailable):  # what is left goes with the next rebuild
                    self.builds.remove(index)
                raise
            self.builds.make_live(index, instead_of)
            with suppress(EngineUnavailable):
                self._clear()
            return built

    def first_build(self) -> None:
        """An empty build where there is none; one of another version stays until it is rebuilt."""
        if self.builds.live():
            return
        with self._alone():
            if self.builds.live():
                return
            index = self.builds.new(self.made_by, self._last())
            self._fill(index, (), Reached(0))
            self.builds.make_live(index, ())

    def roll_back(self) -> None:
        """See `Engine.roll_back`."""
        with self._alone():
            previous = self.builds.before()
            if len(previous) != 1:
                raise EngineUnavailable("Er is geen vorige zoekindex. Maak hem opnieuw met `loket rebuild`.")
            try:
                read_state(self.connection, previous[0], self.made_by)
            except IndexOutdated:
                raise EngineUnavailable(
                    "De vorige zoekindex is gemaakt door een andere versie van het programma of van de woordenlijsten. "
                    "Ga terug met die versie, of maak hem opnieuw met `loket rebuild`."
                ) from None
            self.builds.make_live(previous[0], self.builds.live())

    def prune(self, *, keep_previous: bool) -> tuple[str, ...]:
        """See `Engine.prune`."""
        with self._alone():
            removed = self._clear()
            if not keep_previous:
                removed += (previous := self.builds.before())
                for index in previous:
                    self.builds.remove(index)
            return tuple(removed)

    def last(self) -> Rebuild | None:
        """See `Engine.last_rebuild`."""
        told = self.lease.told()
        if told is None:
            return None
        kept, held = told
        rebuild = REBUILD.validate_python(dict(kept))
        return replace(rebuild, state="broken off") if rebuild.state == "running" and not held else rebuild

    def listed(self) -> tuple[Build, ...]:
        """See `Engine.builds`."""
        live, previous, last = self.builds.live(), self.builds.before(), self.last()
        making = last.build if last is not None and last.state == "running" else None
        roles: dict[str, Role] = {**dict.fromkeys(previous, "previous"), **dict.fromkeys(live, "live")}
        sizes = self.connection.read(f"/{self.builds.prefix}-build-*/_stats/store")["indices"]
        return tuple(
            self._seen(index, roles.get(index, "being made" if index == making else "left over"), sizes)
            for index in self.builds.all()
        )

    def _fill(self, index: str, documents: Iterable[Document], reached: Reached) -> Built:
        """Write a whole build, and see that all of it is there."""
        generation = number_of(index) * GENERATIONS
        known: set[str] = set()

        def named() -> Iterator[Document]:
            for document in documents:
                known.add(document.id)
                yield document

        version = versioned(index, NOBODYS_TERM, reached.position)
        refused = self.builds.fill(index, actions(named(), self.analyser, version, generation)).refused
        write_many(self.connection, stand_ins(version, refused))
        self.builds.show(index)
        if self.builds.count(index) != len(known) - len(refused):
            raise EngineUnavailable("De nieuwe zoekindex is onvolledig.")
        write_state(self.connection, index, reached, generation, self.made_by, moment(self.clock()))
        return Built(len(known) - len(refused), tuple(one.id for one in refused))

    def _clear(self, but: str | None = None) -> list[str]:
        """Remove what is neither live nor previous; gives the names."""
        removed = [index for index in self.builds.left_over() if index != but]
        for index in removed:
            self.builds.remove(index)
        return removed

    def _describe(self, index: str, built: Built) -> None:
        """Keep with a build how and when it was made."""
        made = {"at": moment(self.clock()), "by": _this_process(), "documents": built.documents}
        self.builds.describe(index, self.made_by, made | {"findings": built.findings})

    def _seen(self, index: str, role: Role, sizes: Mapping[str, Any]) -> Build:
        """A build as `listed` tells it; one that is not full has no state yet."""
        size = sizes[index]["total"]["store"]["size_in_bytes"] if index in sizes else None
        try:
            kept, vocabulary = read_kept(self.connection, index).told, self.builds.vocabulary_of(index)
        except NotFoundError:
            return Build(index, role, None, None, None, None, size, None)
        version = MadeBy(**kept["made_by"]).told()
        made_at = datetime.fromisoformat(kept["made_at"]) if "made_at" in kept else None
        return Build(index, role, self.builds.count(index), kept["position"], made_at, version, size, vocabulary)

    def _last(self) -> str | None:
        """The name of the build that was last begun."""
        last = self.last()
        return last.build if last is not None else None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else makes, changes or removes builds meanwhile. Raises `EngineLocked`, saying who does."""
        with self._one:
            self.lease.hold()
            try:
                yield
            finally:
                with suppress(EngineUnavailable):  # it runs out by itself
                    self.lease.release()

    @contextmanager
    def _under_way(self, expected: int | None) -> Iterator[Running]:
        """A new build, of which is told how far it is."""
        index = self.builds.new(self.made_by, self._last())
        begun = Rebuild("running", index, moment(self.clock()), _this_process(), expected=expected)
        with under_way(
            begun, lambda now: self.lease.keep(_json(now)), lambda end: self.lease.release(_json(end)), self.clock
        ) as running:
            yield running


def _json(rebuild: Rebuild) -> dict[str, Any]:
    told: dict[str, Any] = REBUILD.dump_python(rebuild, mode="json")
    return told


def _this_process() -> str:
    return f"proces {os.getpid()} op {socket.gethostname()}"
