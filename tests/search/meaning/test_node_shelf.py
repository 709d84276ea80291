"""Vectors in OpenSearch: made once for every server, counted together, and as near as in the embedded engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.vectors import VectorMaker
from scripts.opensearch_node import start
from search import Analyser, Boosts, Engine, EngineLocked, EngineUnavailable, Searcher, open_embedded
from search.engine.opensearch import Address, open_opensearch
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.engine import OpenSearchEngine
from search.engine.opensearch.node_shelf import NO_ANSWER, NO_PLUGIN, NOTHING_YET, NodeShelf
from search.engine.port import Alternative, EngineQuery, EngineResult, Nearest, TextQuery, WordGroup
from search.meaning import Embedder, Meaning, Progress, Shelf
from tests.loket.processes import free_port
from tests.search.indices import SHARED, Indices
from tests.search.meaning.conftest import Near
from tests.search.meaning.dice import Dice
from tests.search.meaning.toy import OFFERS, Toy
from tests.search.world import MONDAY, Asking, an_offer

HUNGRY = "mijn kinderen hebben honger"

Server = Callable[..., Near]
"""Opens the index as another server would: its model, and whether it may write."""


@pytest.fixture
def server(
    opensearch: Indices, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, boosts: Boosts
) -> Iterator[Server]:
    prefix, opened = opensearch.prefix(opensearch.emptied()), list[Engine]()

    def open_(model: Embedder, *, writer: bool = True) -> Near:
        shelf = NodeShelf(opensearch.address, prefix)
        meaning = Meaning(lambda: model, shelf)
        meaning.load()
        engine = open_opensearch(opensearch.address, prefix, analyser, writer=writer, shelf=shelf, boosts=boosts)
        opened.append(engine)
        searcher = Searcher(engine, gazetteer, vocabulary, analyser, meaning=meaning, boosts=boosts)
        return Near(engine, meaning, VectorMaker(engine, meaning), searcher)

    yield open_
    for engine in opened:
        engine.close()


def test_a_server_with_nothing_of_its_own_finds_by_meaning_at_once(server: Server) -> None:
    server(Toy()).given(*OFFERS)
    other = server(toy := Toy(), writer=False)
    assert Asking(other.searcher).ids(HUNGRY) == ["eten"]
    assert (toy.read, other.progress()) == ([], Progress(3, 3))


def test_one_server_makes_them_and_the_next_goes_on_when_it_ends(server: Server) -> None:
    first, second = server(Toy()), server(Toy())
    first.given(*OFFERS)
    with pytest.raises(EngineLocked):
        second.make()
    first.engine.close()
    second.given(an_offer("nieuw", "Nieuw"))
    assert second.progress() == Progress(4, 4)


def test_all_servers_know_that_more_is_found_by_meaning_now(server: Server) -> None:
    first, second = server(Toy()), server(Toy(), writer=False)
    first.given(*OFFERS)
    before = second.meaning.version
    first.given(an_offer("nieuw", "Eetcafé"))
    assert second.meaning.version == first.meaning.version > before


def test_other_weights_find_by_words_until_they_have_vectors_of_their_own(server: Server) -> None:
    server(Toy()).given(*OFFERS)
    other = server(Toy("twee"))
    assert other.meaning.now() == ("unavailable", NOTHING_YET)
    assert (Asking(other.searcher)(HUNGRY).total, other.progress()) == (0, Progress(0, 3))
    assert Asking(other.searcher).ids("maaltijd") == ["eten"]
    assert other.make() == 3
    assert Asking(other.searcher).ids(HUNGRY) == ["eten"]
    assert other.meaning.now() == ("ready", None)


def test_the_vectors_in_a_node_tell_the_weights_that_made_them(server: Server, opensearch: Indices) -> None:
    server(toy := Toy()).given(*OFFERS)
    index = f"{opensearch.prefix(SHARED)}-vectors-toy-{toy.weights[:16]}-{toy.dimensions}"
    with closing(Connection(opensearch.address)) as connection:
        kept = connection.read(f"/{index}/_mapping")[index]["mappings"]["_meta"]
    assert kept == {"model": "toy", "weights": toy.weights, "dimensions": toy.dimensions}


def test_who_does_not_answer_is_said_not_to() -> None:
    shelf = NodeShelf(Address("http://127.0.0.1:1"), "loket")
    meaning = Meaning(Toy, shelf)
    meaning.load()
    assert meaning.now() == ("unavailable", NO_ANSWER)
    shelf.close()


def test_vectors_that_somebody_removed_are_made_again(server: Server, opensearch: Indices) -> None:
    near = server(toy := Toy())
    near.given(*OFFERS)
    with closing(Connection(opensearch.address)) as connection:
        connection.write("DELETE", f"/{opensearch.prefix(SHARED)}-vectors-toy-{toy.weights[:16]}-{toy.dimensions}")
    near.given(*OFFERS)
    assert Asking(near.searcher).ids(HUNGRY) == ["eten"]


def test_after_the_index_of_before_is_put_back_its_texts_get_their_vectors_again(server: Server) -> None:
    near = server(Toy())
    assert isinstance(near.engine, OpenSearchEngine)
    near.given(*OFFERS)
    near.engine.rebuild([offer.model_copy(update={"keywords": ("nieuw",)}) for offer in OFFERS], 9)
    near.make()
    near.maker.tidy()
    near.engine.roll_back()
    assert near.make() == 3
    assert Asking(near.searcher).ids(HUNGRY) == ["eten"]


def test_vectors_that_cannot_be_read_leave_the_words(server: Server, opensearch: Indices) -> None:
    near = server(toy := Toy())
    near.given(*OFFERS)
    with closing(Connection(opensearch.address)) as connection:
        index = f"/{opensearch.prefix(SHARED)}-vectors-toy-{toy.weights[:16]}-{toy.dimensions}"
        connection.write("POST", f"{index}/_close")
        seen = found(near)
        connection.write("POST", f"{index}/_open", None, {"wait_for_active_shards": "1"})
    assert seen == (["eten"], [], ("unavailable", NO_ANSWER))
    assert found(near) == (["eten"], ["eten"], ("ready", None))


def test_what_is_near_and_how_near_is_the_same_as_in_the_embedded_engine(
    server: Server, tmp_path: Path, analyser: Analyser
) -> None:
    shelf, dice = Shelf(tmp_path / "vectors", writer=True), Dice()
    meaning = Meaning(lambda: dice, shelf)
    meaning.load()
    node = server(dice)
    node_shelf = node.meaning.shelf
    assert isinstance(node_shelf, NodeShelf)
    offers = [an_offer(f"{number}", f"Dienst {number // (1 + number % 3)}") for number in range(400)]
    gone = [f"t:{number}" for number in range(0, 400, 4)]
    with closing(open_embedded(tmp_path / "index", analyser, writer=True, shelf=shelf)) as embedded:
        for engine, maker in ((embedded, VectorMaker(embedded, meaning)), (node.engine, node.maker)):
            engine.apply(offers, (), engine.position() + 1)
            maker.make(Event())
            engine.apply((), gone, engine.position() + 1)
            maker.make(Event())
        for question in ("een", "twee", "drie", "vier", "vijf"):
            asked = asking(dice, question)
            there, here = node.engine.search(asked), embedded.search(asked)
            assert (there.total, there.with_words) == (here.total, here.with_words)
            assert there.total > there.with_words == 2
            assert cosines(there) == pytest.approx(cosines(here), abs=1.01e-4)
        (keys,) = (list(part.values()) for part in embedded.passages())
        vector = dice.queries(["zes"])[0]
        neighbours = node_shelf.neighbours(vector)
        assert neighbours is not None
        assert neighbours.mean == pytest.approx(shelf.book.cosines(vector, shelf.book.rows(keys)).mean(), abs=1e-6)


def asking(dice: Dice, question: str) -> EngineQuery:
    """Two offers have the word, others are near."""
    words = TextQuery((WordGroup("77", (Alternative(("77",), 1.0, "words"),)),), 1)
    nearest = Nearest(dice.queries([question])[0], **dice.margins.model_dump())
    return EngineQuery(today=MONDAY.date(), text=words, nearest=nearest)


def cosines(result: EngineResult) -> dict[str, float]:
    return dict(zip(result.candidates.ids.tolist(), result.candidates.cosine.tolist(), strict=True))


@contextmanager
def a_node(folder: Path, port: int, *, plugins: bool) -> Iterator[None]:
    """A node over what stands in a folder, until it is stopped."""
    node = start(folder, heap="512m", port=port, plugins=plugins)
    try:
        yield
    finally:
        node.stop()


@pytest.mark.long
def test_without_the_plugin_words_alone_count_until_it_comes(
    analyser: Analyser, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    address = Address(f"http://127.0.0.1:{(port := free_port())}", timeout=30)
    meaning = Meaning(Toy, shelf := NodeShelf(address, "loket"))
    meaning.load()
    with TemporaryDirectory(prefix="loket-opensearch-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the node may run as another user
        with a_node(folder, port, plugins=False):
            engine = open_opensearch(address, "loket", analyser, writer=True, shelf=shelf)
            searcher = Searcher(engine, gazetteer, vocabulary, analyser, meaning=meaning)
            near = Near(engine, meaning, VectorMaker(engine, meaning), searcher)
            engine.rebuild(OFFERS, 1)
            assert found(near) == (["eten"], [], ("unavailable", NO_PLUGIN))
            with pytest.raises(EngineUnavailable, match="plugin"):
                near.make()
        with a_node(folder, port, plugins=True):
            assert near.make() == 3
            assert found(near) == (["eten"], ["eten"], ("ready", None))
            engine.close()


def found(near: Near) -> tuple[list[str], list[str], tuple[str, str | None]]:
    """By words, by meaning alone, and what is told."""
    asking = Asking(near.searcher)
    return asking.ids("maaltijd"), asking.ids(HUNGRY), near.meaning.now()
