"""The OpenSearch engine: words, filters and counts by the node; what ranking needs of what it gives, here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from functools import partial
from itertools import chain
from secrets import token_hex
from threading import Lock
from typing import Any, TypeVar

from opensearchpy import NotFoundError

from geo import Point
from search.analysis import Analyser, fold
from search.boosts import Boosts
from search.document import SCHEMA_VERSION, Document
from search.engine.columns.sheet_book import SheetBook
from search.engine.made_by import MadeBy
from search.engine.opensearch.builds import Builds
from search.engine.opensearch.bulk import stand_ins, write_many
from search.engine.opensearch.clauses import term, terms
from search.engine.opensearch.completion import completion_body, completions
from search.engine.opensearch.connection import NOTHING_MORE, Address, Connection, Params
from search.engine.opensearch.doings import elsewhere_body, serving_body
from search.engine.opensearch.facets import facet_counts
from search.engine.opensearch.fields import STRUCTURE, is_record
from search.engine.opensearch.hits import candidates_of_hits
from search.engine.opensearch.hours import HoursBook
from search.engine.opensearch.lease import Lease
from search.engine.opensearch.look import forget, looked, one_look
from search.engine.opensearch.node_shelf import NodeShelf
from search.engine.opensearch.passages import Likeness, passages
from search.engine.opensearch.question import WORDS, search_body
from search.engine.opensearch.rebuilder import Aside, Rebuilder
from search.engine.opensearch.state import State, read_state, write_state
from search.engine.opensearch.text import slips, slips_body
from search.engine.opensearch.writing import actions, versioned
from search.engine.port import Completion, Elsewhere, Engine, EngineInfo, EngineQuery, EngineResult, Home, Reached
from search.engine.rebuild import Build, Built, Finish, Rebuild
from search.errors import EngineAway, EngineUnavailable, IndexOutdated
from search.slips import slips_allowed

MOST_REFUSED_TOLD = 100
"""Ids of documents that the node did not take which `info` names."""

LOOKS = 3
"""Times that is looked again where a build was replaced, or an offer changed, in the middle of a question."""

AHEAD = 500
"""Offers that are read ahead at a time: 25 ms of the processor, for which questions wait."""

T = TypeVar("T")


class OpenSearchEngine:
    """An `Engine` over an OpenSearch cluster. Any number of processes read; one at a time writes, by its lease."""

    def __init__(
        self,
        connection: Connection,
        name: str,
        analyser: Analyser,
        shelf: NodeShelf | None,
        lease: Lease | Aside | None,
        boosts: Boosts | None,
        clock: Callable[[], float],
        vocabulary_version: str | None,
    ) -> None:
        """`name`: of one build, or the prefix of all, which is the alias of the live one.

        `lease`: the right to write it. `vocabulary_version`: of the builds that are made here.
        """
        self._connection = connection
        self._builds = Builds(connection, name, vocabulary_version)
        self._name = name
        self._analyser = analyser
        self._made_by = MadeBy.now(STRUCTURE, analyser.version)
        self._lease = lease
        self._boosts = boosts
        self._hours = HoursBook(connection)
        self._sheets = SheetBook()
        self._shelf = shelf
        self._likeness = Likeness(connection, shelf)
        self._started = False
        self._changing = Lock()  # one thread of this process at a time writes
        self._clock = clock
        self._rebuilder = Rebuilder(
            connection,
            self._builds,
            analyser,
            self._made_by,
            Lease(connection, name, clock, "rebuild"),
            clock,
            self._over_build,
        )

    def start(self) -> None:
        """Look at the live build; a writer makes an empty one where there is none."""
        try:
            self.state()
        except IndexOutdated:
            if self._lease is None:
                raise
            self._rebuilder.first_build()
        self._started = True

    def search(self, query: EngineQuery) -> EngineResult:
        """See `Engine.search`; gives the first `MOST_CANDIDATES`."""
        return self._over(lambda state: self._search(state, query))

    @contextmanager
    def question(self) -> Iterator[None]:
        """See `Engine.question`: all of it in the seconds of one answer, over one look at the live build."""
        with one_look(), self._connection.question():
            yield

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """See `Engine.documents`."""
        stored = self._over(lambda state: self._connection.stored(state.index, list(filter(is_record, ids))))
        return {id_: Document.model_validate_json(one) for id_, one in stored.items()}

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

    def passages(self, since: int = 0) -> Iterator[Mapping[str, bytes]]:
        """See `Engine.passages`."""
        with self._of_one_build():
            yield from passages(self._connection, self.state().index, since)

    def read_ahead(self) -> Iterator[int]:
        """See `Engine.read_ahead`: the sheets of the offers, as far as there is room to remember them."""
        offers = {"size": AHEAD, "query": term("kind", "offer"), "sort": ["id"], "_source": ["facts"]}
        with self._of_one_build(), closing(self._connection.pages(self.state().index, offers)) as pages:
            for hits in pages:
                if not self._sheets.learn([hit["_source"]["facts"].encode() for hit in hits]):
                    return
                yield len(hits)

    def serving(self, does: frozenset[str], home: Home, today: date) -> Sequence[str]:
        """See `Engine.serving`."""
        body = serving_body(does, home, today.toordinal())
        return tuple(self._ids(body, self._page(body)))

    def elsewhere(self, does: frozenset[str], home: Home, today: date, here: Point) -> Elsewhere:
        """See `Engine.elsewhere`."""
        body = elsewhere_body(does, home, today.toordinal(), here)
        first = self._page(body)
        return Elsewhere(first["total"]["value"], self._ids(body, first))

    def position(self) -> int:
        """See `Engine.position`."""
        return self.reached().position

    def reached(self) -> Reached:
        """See `Engine.reached`. Who writes gives a sign of life with it: who follows asks it again and again."""
        if self._lease is not None:
            if not self._started:
                self.start()
            self._lease.keep()
        return self.state().reached

    def generation(self) -> int:
        """See `Engine.generation`."""
        return self._looked_at().generation

    def info(self) -> EngineInfo:
        """See `Engine.info`."""
        return self._over(self._info)

    def apply(
        self, upserts: Sequence[Document], deletes: Sequence[str], position: int, mark: str | None = None
    ) -> None:
        """See `Engine.apply`. The position is written last: what broke off before it is done again.

        What the node does not take is not found any more, and told by `info`. Raises `EngineLocked` while another
        process writes.
        """
        with self._changing:
            term = self._must_write().hold()
            state = self.state()
            last = {document.id: document for document in upserts}
            version = versioned(state.index, term, position)
            removed: Iterator[dict[str, Any]] = (
                version | {"_op_type": "delete", "_id": id_} for id_ in dict.fromkeys(deletes) if id_ not in last
            )
            new = actions(last.values(), self._analyser, version, state.generation + 1)
            done = write_many(self._connection, chain(new, removed))
            write_many(self._connection, stand_ins(version, done.refused))
            self._builds.show(state.index)
            generation = state.generation + bool(done.written or done.refused)
            write_state(self._connection, state.index, Reached(position, mark), generation, self._made_by, state)

    def rebuild(
        self,
        documents: Iterable[Document],
        position: int,
        finish: Finish | None = None,
        expected: int | None = None,
        mark: str | None = None,
    ) -> Built:
        """See `Engine.rebuild`. Whoever follows the store goes on writing the live build meanwhile.

        Raises `EngineLocked` while another process makes a build.
        """
        self._must_write()
        return self._rebuilder.rebuild(documents, Reached(position, mark), finish, expected)

    def builds(self) -> tuple[Build, ...]:
        """See `Engine.builds`."""
        return self._rebuilder.listed()

    def last_rebuild(self) -> Rebuild | None:
        """See `Engine.last_rebuild`."""
        return self._rebuilder.last()

    def roll_back(self) -> None:
        """See `Engine.roll_back`."""
        self._must_write()
        self._rebuilder.roll_back()

    def prune(self, *, keep_previous: bool) -> tuple[str, ...]:
        """See `Engine.prune`."""
        self._must_write()
        return self._rebuilder.prune(keep_previous=keep_previous)

    def close(self) -> None:
        """See `Engine.close`. Where OpenSearch does not answer any more, the lease runs out by itself."""
        with self._changing:
            with suppress(EngineUnavailable):
                if self._lease is not None:
                    self._lease.release()
            self._connection.close()
            if self._shelf is not None:
                self._shelf.close()

    def _search(self, state: State, query: EngineQuery) -> EngineResult:
        moments = {query.filters.open_at, query.wishes.open_at}
        hours = {moment: self._hours.opened(state, moment) for moment in moments if moment is not None}
        alike = self._likeness.to(query.nearest, state)
        body = search_body(query, hours, alike.found if alike is not None else (), self._boosts)
        for _ in range(LOOKS):
            one_copy = {"preference": token_hex(4)}  # of several that may differ for a moment
            answer = self._ask(state, body, {"include_named_queries_score": "true", **one_copy})
            read = partial(self._sheets_of, state, one_copy)
            hits = answer["hits"]["hits"]
            candidates = candidates_of_hits(hits, query, alike, self._sheets, read)
            if len(candidates) == len(hits):
                break  # else one changed in the middle of it
        total, counted = answer["hits"]["total"]["value"], answer.get("aggregations", {})
        return EngineResult(
            total=total,
            with_words=counted[WORDS]["doc_count"] if WORDS in counted else total,
            candidates=candidates,
            facets={facet: facet_counts(facet, counted[facet]) for facet in query.facets},
            generation=state.generation,
        )

    def _sheets_of(self, state: State, one_copy: Params, keys: Sequence[str]) -> Iterator[bytes]:
        """The sheets with these keys, as they are written."""
        body = {"size": len(keys), "query": terms("sheet", keys), "_source": ["facts"]}
        hits = self._ask(state, body, one_copy)["hits"]["hits"]
        return (hit["_source"]["facts"].encode() for hit in hits)

    def _ask(self, state: State, body: Mapping[str, Any], params: Params = NOTHING_MORE) -> dict[str, Any]:
        return self._connection.search(f"/{state.index}/_search", body, params)

    def _ids(self, body: Mapping[str, Any], page: Mapping[str, Any]) -> Iterator[str]:
        """The ids of this page of a search in order of `id`, and of those that follow it."""
        while hits := page["hits"]:
            yield from (hit["sort"][-1] for hit in hits)
            if len(hits) < body["size"]:
                return
            page = self._page({**body, "search_after": hits[-1]["sort"]})

    def _page(self, body: Mapping[str, Any]) -> dict[str, Any]:
        hits: dict[str, Any] = self._over(lambda state: self._ask(state, body))["hits"]
        return hits

    def _over(self, ask: Callable[[State], T]) -> T:
        """Ask the live build; once more where it made room for another in the meantime."""
        for _ in range(LOOKS):
            try:
                return ask(self._looked_at())
            except NotFoundError:
                forget(self._name)
        raise EngineUnavailable

    @contextmanager
    def _of_one_build(self) -> Iterator[None]:
        """What is read within is of one build, or not at all: what was read of another one says nothing about it."""
        try:
            yield
        except NotFoundError:
            raise EngineUnavailable("De zoekindex maakte intussen plaats voor een andere.") from None

    def _looked_at(self) -> State:
        """The live build, looked at once for a question."""
        return looked(self._name, self.state)

    def state(self) -> State:
        """The live index as it is now. Raises `IndexOutdated` and `EngineUnavailable`."""
        return read_state(self._connection, self._name, self._made_by)

    def _info(self, state: State) -> EngineInfo:
        refused = {"size": MOST_REFUSED_TOLD, "sort": ["id"], "_source": False, "query": term("kind", "refused")}
        ids = tuple(hit["_id"] for hit in self._ask(state, refused)["hits"]["hits"])
        documents, version = self._builds.count(state.index), self._analyser.version
        vocabulary, (position, mark) = self._builds.vocabulary_of(state.index), state.reached
        return EngineInfo(
            documents, state.generation, SCHEMA_VERSION, version, vocabulary, position, state.made_at, ids, mark
        )

    def _must_write(self) -> Lease | Aside:
        if self._lease is None:
            raise EngineUnavailable("Dit proces leest de zoekindex alleen.")
        return self._lease

    def _over_build(self, index: str, right: Aside) -> Engine:
        """An engine over one build that is being made; the connection stays ours."""
        return OpenSearchEngine(self._connection, index, self._analyser, None, right, self._boosts, self._clock, None)


def open_opensearch(
    address: Address,
    prefix: str,
    analyser: Analyser,
    *,
    writer: bool,
    shelf: NodeShelf | None = None,
    boosts: Boosts | None = None,
    clock: Callable[[], float] = time.time,
    vocabulary_version: str | None = None,
) -> OpenSearchEngine:
    """Open the index under `prefix`; a writer makes an empty one where there is none.

    Where OpenSearch is away it opens too: whatever is asked raises `EngineAway` until it is back.

    `shelf` has the vectors, if any are used; `boosts` tell what but the words makes an offer one of the first; `clock`
    gives seconds since 1970; `vocabulary_version` is what a build that is made here will tell (`EngineInfo`).

    Raises:
        EngineUnavailable: OpenSearch refuses this user, or its certificate is not trusted.
        EngineLocked: there is no index yet, and another process is making it.
        IndexOutdated: to a reader; a writer opens, and everything but `rebuild` raises it until that is done.
    """
    connection = Connection(address)
    lease = Lease(connection, prefix, clock) if writer else None
    engine = OpenSearchEngine(connection, prefix, analyser, shelf, lease, boosts, clock, vocabulary_version)
    try:
        with suppress(EngineAway):
            engine.start()
    except BaseException:
        engine.close()
        raise
    return engine
