"""The embedded engine: tantivy for words, numpy for facts, in this process, in one folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from threading import Lock

import numpy as np
from tantivy import Document as IndexedDocument
from tantivy import Index

from geo import Point
from search.analysis import Analyser
from search.document import SCHEMA_VERSION, Document
from search.engine.columns.candidates import Scored
from search.engine.columns.facts import Facts
from search.engine.embedded import folder as builds
from search.engine.embedded.doings import elsewhere, serving
from search.engine.embedded.folder import STRUCTURE, WriterLock
from search.engine.embedded.journal import Journal
from search.engine.embedded.live import FIELDS, HEAP, Live, write_state
from search.engine.embedded.select import select
from search.engine.embedded.snapshot import Snapshot, State
from search.engine.embedded.text import indexed, matches, name_query, near_words, text_query
from search.engine.made_by import MadeBy
from search.engine.nearness import Nearness, near
from search.engine.port import Completion, Elsewhere, EngineInfo, EngineQuery, EngineResult, Home, Reached
from search.engine.rebuild import Build, Built, Finish, Rebuild
from search.errors import EngineUnavailable, IndexOutdated
from search.meaning.shelf import Shelf


class EmbeddedEngine:
    """An `Engine` over a folder. One process writes, any number read; see `open_embedded`."""

    def __init__(
        self,
        folder: Path,
        analyser: Analyser,
        lock: WriterLock | None,
        shelf: Shelf | None,
        journal: Journal,
        vocabulary_version: str | None,
    ) -> None:
        self._folder = folder
        self._journal = journal
        self._analyser = analyser
        self._lock = lock
        self._nearness = Nearness(shelf)
        self._made_by = MadeBy.now(STRUCTURE, analyser.version)
        self._vocabulary_version = vocabulary_version
        self._changing = Lock()  # one thread at a time makes the next snapshot
        self._live: Live | None = None
        self._fault: EngineUnavailable | None = None

    def start(self) -> None:
        """Open the live build; a writer makes an empty one where there is none.

        Raises `IndexOutdated`; a writer keeps that for later, so that it can still rebuild.
        """
        build = builds.live_build(self._folder)
        if self._lock is not None:
            builds.remove_others(self._folder)
            if build is None:
                build = self._empty_build(State())
                builds.make_live(build)
        try:
            if build is None:
                raise IndexOutdated("er is nog geen")
            builds.check(build, self._made_by)
            self._live = Live(build, writable=self._lock is not None)
        except IndexOutdated as fault:
            if self._lock is None:
                raise
            self._fault = fault

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`; gives all candidates."""
        live, seen = self._current()
        columns = seen.columns
        found = np.ones(len(columns), dtype=np.bool_)
        text = np.zeros(len(columns), dtype=np.float64)
        named = np.zeros(len(columns), dtype=np.bool_)
        if query.text is not None:
            ords, scores = matches(seen.searcher, text_query(query.text, FIELDS))
            rows = np.searchsorted(columns.rows.ord, ords)
            found[:] = False
            found[rows] = True
            text[rows] = scores
            named[np.searchsorted(columns.rows.ord, matches(seen.searcher, name_query(query.text, FIELDS))[0])] = True
        cosine = self._nearness.cosines(columns.rows.passage, query.nearest)
        if query.nearest is not None and query.text is not None:
            found |= near(cosine, query.nearest)
        facts = Facts(columns, live.builder, query, found)
        chosen = select(facts, Scored(text, cosine, named), seen.name_rank)
        total = len(chosen.candidates)
        with_words = total if query.nearest is None else int(np.count_nonzero(chosen.candidates.text))
        return EngineResult(total, with_words, chosen.candidates, chosen.facets, seen.state.generation)

    def question(self) -> AbstractContextManager[None]:
        """See `Engine.question`; nothing here takes long."""
        return nullcontext()

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """See `Engine.documents`."""
        return self._current()[1].documents(ids)

    def near_words(self, word: str, stem: str) -> tuple[str, ...]:
        """See `Engine.near_words`."""
        return near_words(self._current()[1].searcher, word, stem)

    def complete(self, typed: str, municipality: str | None, limit: int) -> tuple[Completion, ...]:
        """See `Engine.complete`."""
        return self._current()[1].names.complete(typed, municipality, limit)

    def serving(self, does: frozenset[str], home: Home, today: date) -> Sequence[str]:
        """See `Engine.serving`."""
        live, seen = self._current()
        return serving(seen.columns, live.builder, does, home, today)

    def elsewhere(self, does: frozenset[str], home: Home, today: date, here: Point) -> Elsewhere:
        """See `Engine.elsewhere`."""
        live, seen = self._current()
        return elsewhere(seen.columns, live.builder, does, home, today, here)

    def passages(self, since: int = 0) -> Iterator[Mapping[str, bytes]]:
        """See `Engine.passages`; always of all documents, as one part."""
        rows = self._current()[1].columns.rows
        yield dict(zip(rows.id.tolist(), rows.passage.tolist(), strict=True))

    def position(self) -> int:
        """See `Engine.position`."""
        return self.reached().position

    def reached(self) -> Reached:
        """See `Engine.reached`."""
        state = self._current()[1].state
        return Reached(state.position, state.mark)

    def generation(self) -> int:
        """See `Engine.generation`."""
        return self._current()[1].state.generation

    def info(self) -> EngineInfo:
        """See `Engine.info`."""
        live, seen = self._current()
        return EngineInfo(
            documents=len(seen.columns),
            generation=seen.state.generation,
            schema_version=SCHEMA_VERSION,
            analysis_version=self._analyser.version,
            vocabulary_version=live.vocabulary_version,
            position=seen.state.position,
            made_at=live.made_at,
            mark=seen.state.mark,
        )

    def read_ahead(self) -> Iterator[int]:
        """See `Engine.read_ahead`: all of it is at hand since the index was opened."""
        return iter(())

    def apply(
        self, upserts: Sequence[Document], deletes: Sequence[str], position: int, mark: str | None = None
    ) -> None:
        """See `Engine.apply`. One commit, on disk when this returns."""
        self._must_write()
        with self._changing:
            live, seen = self._current()
            last = {document.id: document for document in upserts}
            gone = [id_ for id_ in deletes if id_ in seen.addresses]
            state = State(
                position=position,
                generation=seen.state.generation + bool(last or gone),
                last_ord=seen.state.last_ord + len(last),
                mark=mark,
            )
            documents = [
                indexed(document, seen.state.last_ord + number, self._analyser, FIELDS)
                for number, document in enumerate(last.values(), start=1)
            ]
            live.commit([*gone, *last], documents, state)

    def rebuild(
        self,
        documents: Iterable[Document],
        position: int,
        finish: Finish | None = None,
        expected: int | None = None,
        mark: str | None = None,
    ) -> Built:
        """See `Engine.rebuild`. Changes wait until it is done."""
        self._must_write()
        with self._changing:
            build = self._empty_build(State())
            with self._journal.under_way(build.name, expected) as running:
                try:
                    fresh, built = self._made(build, running.counted(documents), Reached(position, mark), finish)
                except BaseException:
                    builds.remove(build)
                    raise
                builds.make_live(build)
                running.finished(built)
            replaced, self._live, self._fault = self._live, fresh, None
            if replaced is not None:
                replaced.close()
            builds.remove_others(self._folder)
            return built

    def builds(self) -> tuple[Build, ...]:
        """See `Engine.builds`: there is one, and for a while the one being made."""
        live, last = builds.live_build(self._folder), self._journal.last()
        making = last.build if last is not None and last.state == "running" else None
        return tuple(
            Build(
                name=build.name,
                role="live" if build == live else "being made" if build.name == making else "left over",
                documents=self.info().documents if build == live and self._live is not None else None,
                position=self.position() if build == live and self._live is not None else None,
                made_at=builds.made_at(build),
                version=builds.version(build),
                bytes=builds.size(build),
                vocabulary_version=builds.vocabulary_version(build),
            )
            for build in builds.all_builds(self._folder)
        )

    def last_rebuild(self) -> Rebuild | None:
        """See `Engine.last_rebuild`."""
        return self._journal.last()

    def roll_back(self) -> None:
        """No previous build is kept: on one machine it would take the room of the next one."""
        raise EngineUnavailable(
            "Deze zoekindex bewaart geen vorige versie. Zet een reservekopie van de gegevens terug als zij fout zijn, "
            "en maak de zoekindex opnieuw met `loket rebuild`."
        )

    def prune(self, *, keep_previous: bool) -> tuple[str, ...]:
        """See `Engine.prune`. A rebuild leaves nothing; what a killed process left goes when a writer opens."""
        self._must_write()
        with self._changing:
            return builds.remove_others(self._folder)

    def close(self) -> None:
        """See `Engine.close`. Searches that are under way end as if nothing happened."""
        with self._changing:
            if self._live is not None:
                self._live.close()
            self._live, self._fault = None, EngineUnavailable("De zoekindex is gesloten.")
            if self._lock is not None:
                self._lock.release()

    def _current(self) -> tuple[Live, Snapshot]:
        """The live index and its newest snapshot. A reader first looks whether the writer went on."""
        live = self._live
        if live is None:
            raise self._fault or EngineUnavailable()
        if self._lock is None and self._changing.acquire(blocking=False):
            try:
                live = self._follow(live)
            finally:
                self._changing.release()
        return live, live.seen

    def _follow(self, live: Live) -> Live:
        """What is live now. A build that goes while it is being opened makes room for another: then look again."""
        build = builds.live_build(self._folder)
        try:
            if build is None or build == live.build:
                live.refresh()
            else:
                builds.check(build, self._made_by)
                self._live = live = Live(build, writable=False)
        except (IndexOutdated, FileNotFoundError):
            if builds.live_build(self._folder) == build:
                raise
            return self._follow(live)
        return live

    def _must_write(self) -> None:
        if self._lock is None:
            raise EngineUnavailable("Dit proces leest de zoekindex alleen.")

    def _empty_build(self, state: State) -> Path:
        build = builds.new_build(self._folder, self._made_by, self._vocabulary_version)
        writer = Index(FIELDS, path=str(build), reuse=False).writer(HEAP, 1)
        writer.add_document(IndexedDocument.from_dict(state.indexed(), FIELDS))
        writer.commit()
        writer.wait_merging_threads()
        return build

    def _made(
        self, build: Path, documents: Iterable[Document], reached: Reached, finish: Finish | None
    ) -> tuple[Live, Built]:
        """A whole build, open, that does not count yet."""
        # After a build that cannot be read, far above whatever generation that had.
        before = self._live.seen.state.generation if self._live is not None else builds.number(build) * 1_000_000
        built = Built(self._fill(build, documents, reached, before + 1))
        fresh = Live(build, writable=True)
        if finish is None:
            return fresh, built
        over = EmbeddedEngine(self._folder, self._analyser, self._lock, None, self._journal, None)
        over._live = fresh
        try:
            findings = finish(over, built)
        except BaseException:
            fresh.close()
            raise
        return fresh, Built(len(fresh.seen.columns), findings=findings)

    def _fill(self, build: Path, documents: Iterable[Document], reached: Reached, generation: int) -> int:
        writer = Index.open(str(build)).writer(HEAP, 1)
        known: set[str] = set()
        ord_ = 0
        for ord_, document in enumerate(documents, start=1):
            if document.id in known:
                writer.delete_documents_by_term("id", document.id)
            known.add(document.id)
            writer.add_document(indexed(document, ord_, self._analyser, FIELDS))
        write_state(writer, State(reached.position, generation, ord_, reached.mark))
        writer.commit()
        writer.wait_merging_threads()
        return len(known)


def open_embedded(
    folder: Path,
    analyser: Analyser,
    *,
    writer: bool,
    shelf: Shelf | None = None,
    clock: Callable[[], float] = time.time,
    vocabulary_version: str | None = None,
) -> EmbeddedEngine:
    """Open the index in `folder`, which is made where it is absent; `shelf` has the vectors, if any are used.

    `clock` gives seconds since 1970; `vocabulary_version` is what a build that is made here will tell (`EngineInfo`).

    A reader follows what the writer commits, and raises `IndexOutdated` where the index is absent or of another
    version. A writer opens even then: everything but `rebuild` raises `IndexOutdated` until that is done.

    Raises:
        EngineLocked: another process writes this index.
        IndexOutdated: see above.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(folder) if writer else None
    engine = EmbeddedEngine(folder, analyser, lock, shelf, Journal(folder, clock), vocabulary_version)
    try:
        engine.start()
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return engine
