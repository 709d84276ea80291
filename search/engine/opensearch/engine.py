"""The OpenSearch engine: words, filters and counts by the node, facts of what it gives by `search.fit`, here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from itertools import chain
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from opensearchpy import NotFoundError

from search.analysis import Analyser, fold
from search.boosts import Boosts
from search.document import SCHEMA_VERSION, Document
from search.engine.made_by import MadeBy
from search.engine.opensearch.builds import GENERATIONS, Builds, number_of
from search.engine.opensearch.bulk import stand_ins, write_many
from search.engine.opensearch.clauses import every, term
from search.engine.opensearch.completion import completion_body, completions
from search.engine.opensearch.connection import NOTHING_MORE, Address, Connection, Params
from search.engine.opensearch.facets import facet_counts
from search.engine.opensearch.fields import STRUCTURE
from search.engine.opensearch.hours import HoursBook, hours_actions
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.passages import Passages
from search.engine.opensearch.question import NAMED, WORDS, search_body
from search.engine.opensearch.record import record
from search.engine.opensearch.state import State, read_state, write_state
from search.engine.opensearch.text import slips, slips_body
from search.engine.port import Completion, EngineInfo, EngineQuery, EngineResult
from search.engine.reference import candidates_of
from search.errors import EngineAway, EngineUnavailable, IndexOutdated
from search.meaning.shelf import Shelf
from search.slips import slips_allowed

MOST_REFUSED_TOLD = 100
"""Ids of documents that the node did not take which `info` names."""

LOOKS = 3
"""Times that a build which was replaced in the middle of a question is looked for again."""

POSITIONS = 2**32
"""Numbers in the change log are below this."""

T = TypeVar("T")


class OpenSearchEngine:
    """An `Engine` over an OpenSearch cluster. Any number of processes read; one at a time writes, by its lease."""

    def __init__(
        self,
        connection: Connection,
        prefix: str,
        analyser: Analyser,
        shelf: Shelf | None,
        lease: Lease | None,
        boosts: Boosts | None,
    ) -> None:
        self._connection = connection
        self._builds = Builds(connection, prefix)
        self._prefix = prefix
        self._analyser = analyser
        self._made_by = MadeBy.now(STRUCTURE, analyser.version)
        self._lease = lease
        self._boosts = boosts
        self._hours = HoursBook(connection)
        self._passages = Passages(connection, shelf)
        self._started = False
        self._changing = Lock()  # one thread of this process at a time writes

    def start(self) -> None:
        """Look at the live build; a writer makes an empty one where there is none."""
        try:
            self.state()
        except IndexOutdated:
            if self._lease is None:
                raise
            self._first_build()
        self._started = True

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`; gives the first `MOST_CANDIDATES`."""
        return self._over(lambda state: self._search(state, query))

    def question(self) -> AbstractContextManager[None]:
        """See `Engine.question`: all of it in the seconds of one answer."""
        return self._connection.question()

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """See `Engine.documents`."""
        offers = every(term("kind", "offer"), {"ids": {"values": list(ids)}})
        body = {"size": len(ids), "query": offers, "_source": ["stored"]}
        hits = self._over(lambda state: self._ask(state, body))["hits"]["hits"]
        return {hit["_id"]: Document.model_validate_json(hit["_source"]["stored"]) for hit in hits}

    def near_words(self, word: str, stem: str) -> tuple[str, ...]:
        """See `Engine.near_words`."""
        if not slips_allowed(word):
            return ()
        return slips(word, self._over(lambda state: self._ask(state, slips_body(word, stem))))

    def complete(self, typed: str, municipality: str | None, limit: int) -> tuple[Completion, ...]:
        """See `Engine.complete`."""
        wanted = fold(typed)
        if not wanted or limit < 1:
            return ()
        body = completion_body(wanted, municipality, limit)
        return completions(self._over(lambda state: self._ask(state, body))["aggregations"], limit)

    def passages(self) -> Mapping[str, bytes]:
        """See `Engine.passages`."""
        return self._over(lambda state: self._passages.texts(state).by_id)

    def position(self) -> int:
        """See `Engine.position`. Who writes gives a sign of life with it: who follows asks it again and again."""
        if self._lease is not None:
            if not self._started:
                self.start()
            self._lease.keep()
        return self.state().position

    def generation(self) -> int:
        """See `Engine.generation`."""
        return self.state().generation

    def info(self) -> EngineInfo:
        """See `Engine.info`."""
        return self._over(self._info)

    def apply(self, upserts: Sequence[Document], deletes: Sequence[str], position: int) -> None:
        """See `Engine.apply`. The position is written last: what broke off before it is done again.

        What the node does not take is not found any more, and told by `info`. Raises `EngineLocked` while another
        process writes.
        """
        with self._changing:
            term = self._must_write().hold()
            state = self.state()
            last = {document.id: document for document in upserts}
            versioned = _versioned(state.index, term, position)
            removed: Iterator[dict[str, Any]] = (
                versioned | {"_op_type": "delete", "_id": id_} for id_ in dict.fromkeys(deletes) if id_ not in last
            )
            actions = self._actions(last.values(), versioned, state.generation + 1)
            done = write_many(self._connection, chain(actions, removed))
            write_many(self._connection, stand_ins(versioned, done.refused))
            self._builds.show(state.index)
            generation = state.generation + bool(done.written or done.refused)
            write_state(self._connection, state.index, position, generation, self._made_by, state)

    def rebuild(self, documents: Iterable[Document], position: int) -> int:
        """See `Engine.rebuild`. Changes by this process wait until it is done; others are refused meanwhile."""
        with self._changing:
            lease = self._must_write()
            term = lease.hold()
            index = self._builds.new(self._made_by)
            try:
                count = self._fill(index, documents, position, term)
                lease.hold()
                self._builds.make_live(index)
            except BaseException:
                self._builds.remove(index)
                raise
            self._builds.remove_others(index)
            return count

    def close(self) -> None:
        """See `Engine.close`. Where OpenSearch does not answer any more, the lease runs out by itself."""
        with self._changing:
            with suppress(EngineUnavailable):
                if self._lease is not None:
                    self._lease.release()
            self._connection.close()

    def _search(self, state: State, query: EngineQuery) -> EngineResult:
        moments = {query.filters.open_at, query.wishes.open_at}
        hours = {moment: self._hours.opened(state, moment) for moment in moments if moment is not None}
        likeness = self._passages.likeness(state, query.nearest)
        body = search_body(query, hours, likeness.found, self._boosts)
        answer = self._ask(state, body, {"include_named_queries_score": "true"})
        hits = answer["hits"]["hits"]
        documents = [Document.model_validate_json(hit["_source"]["facts"]) for hit in hits]
        matched = [hit.get("matched_queries", {}) for hit in hits]
        text = np.array([each.get(WORDS, 0.0) for each in matched], dtype=np.float64)
        named = np.array([NAMED in each for each in matched], dtype=np.bool_)
        total, counted = answer["hits"]["total"]["value"], answer.get("aggregations", {})
        return EngineResult(
            total=total,
            with_words=counted[WORDS]["doc_count"] if WORDS in counted else total,
            candidates=candidates_of(documents, query, text, likeness.of([one.id for one in documents]), named),
            facets={facet: facet_counts(facet, counted[facet]) for facet in query.facets},
            generation=state.generation,
        )

    def _ask(self, state: State, body: Mapping[str, Any], params: Params = NOTHING_MORE) -> dict[str, Any]:
        return self._connection.search(f"/{state.index}/_search", body, params)

    def _over(self, ask: Callable[[State], T]) -> T:
        """Ask the live build; once more where it made room for another in the meantime."""
        for _ in range(LOOKS):
            try:
                return ask(self.state())
            except NotFoundError:
                continue
        raise EngineUnavailable

    def state(self) -> State:
        """The live index as it is now. Raises `IndexOutdated` and `EngineUnavailable`."""
        return read_state(self._connection, self._prefix, self._made_by)

    def _count(self, index: str) -> int:
        counted: int = self._connection.read(f"/{index}/_count", {"query": term("kind", "offer")})["count"]
        return counted

    def _info(self, state: State) -> EngineInfo:
        refused = {"size": MOST_REFUSED_TOLD, "sort": ["id"], "_source": False, "query": term("kind", "refused")}
        ids = tuple(hit["_id"] for hit in self._ask(state, refused)["hits"]["hits"])
        documents, version = self._count(state.index), self._analyser.version
        return EngineInfo(documents, state.generation, SCHEMA_VERSION, version, state.position, ids)

    def _must_write(self) -> Lease:
        if self._lease is None:
            raise EngineUnavailable("Dit proces leest de zoekindex alleen.")
        return self._lease

    def _first_build(self) -> None:
        """An empty build where there is none; one of another version stays until it is rebuilt."""
        if self._builds.live():
            return
        term = self._must_write().hold()
        index = self._builds.new(self._made_by)
        self._fill(index, (), 0, term)
        self._builds.make_live(index)

    def _fill(self, index: str, documents: Iterable[Document], position: int, term: int) -> int:
        """Write a whole build, and see that all of it is there."""
        generation = number_of(index) * GENERATIONS
        known: set[str] = set()
        lease = self._must_write()

        def counted() -> Iterator[Document]:
            for document in documents:
                known.add(document.id)
                lease.keep()
                yield document

        versioned = _versioned(index, term, position)
        done = self._builds.fill(index, self._actions(counted(), versioned, generation))
        write_many(self._connection, stand_ins(versioned, done.refused))
        self._builds.show(index)
        if self._count(index) != len(known) - len(done.refused):
            raise EngineUnavailable("De nieuwe zoekindex is onvolledig.")
        write_state(self._connection, index, position, generation, self._made_by, None)
        return len(known) - len(done.refused)

    def _actions(
        self, documents: Iterable[Document], versioned: Mapping[str, Any], generation: int
    ) -> Iterator[dict[str, Any]]:
        """Each document after the opening hours that it names."""
        told: set[str] = set()
        for document in documents:
            made = record(document, self._analyser)
            new = {key: rows for key, rows in made.hours.items() if key not in told}
            told.update(new)
            yield from hours_actions(versioned["_index"], new, generation)
            source = made.source | {"since": generation}
            yield {**versioned, "_op_type": "index", "_id": made.id, "_source": source}


def _versioned(index: str, term: int, position: int) -> dict[str, Any]:
    """Lets nobody overwrite what a later writer, or the same one at a later change, has written."""
    return {"_index": index, "version": term * POSITIONS + position, "version_type": "external_gte"}


def open_opensearch(
    address: Address,
    prefix: str,
    analyser: Analyser,
    *,
    writer: bool,
    shelf: Shelf | None = None,
    boosts: Boosts | None = None,
    clock: Callable[[], float] = time.time,
) -> OpenSearchEngine:
    """Open the index under `prefix`; a writer makes an empty one where there is none.

    Where OpenSearch is away it opens too: whatever is asked raises `EngineAway` until it is back.

    `shelf` has the vectors, if any are used; `boosts` tell what but the words makes an offer one of the first; `clock`
    gives seconds since 1970.

    Raises:
        EngineUnavailable: OpenSearch refuses this user, or its certificate is not trusted.
        EngineLocked: there is no index yet, and another process is making it.
        IndexOutdated: to a reader; a writer opens, and everything but `rebuild` raises it until that is done.
    """
    connection = Connection(address)
    lease = Lease(connection, prefix, clock) if writer else None
    engine = OpenSearchEngine(connection, prefix, analyser, shelf, lease, boosts)
    try:
        with suppress(EngineAway):
            engine.start()
    except BaseException:
        engine.close()
        raise
    return engine
