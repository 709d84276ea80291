"""The judged queries are whole, name offers that exist, and the locked half is as it was locked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.relevance.corpus import ANYWHERE, corpus, judged_id
from benchmarks.relevance.queries import (
    CLASSES,
    HALVES,
    LANGUAGES,
    PARTS,
    BadQueriesError,
    Part,
    Query,
    is_as_locked,
    read_queries,
    unknown_offers,
)
from catalogue import Vocabulary
from catalogue.demo import load_services
from geo import Gazetteer
from search import Document

HEADER = "id,class,text,judged\n"


@pytest.fixture(scope="module")
def documents(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> dict[str, Document]:
    return {judged_id(document.id): document for document in corpus(data, gazetteer, vocabulary)}


def test_nobody_changed_the_locked_half(judged: Path) -> None:
    assert is_as_locked(judged)


def test_one_letter_more_and_the_locked_half_is_no_longer_as_locked(judged: Path, tmp_path: Path) -> None:
    for name in ("queries_locked.csv", "queries_locked.sha256"):
        shutil.copy(judged / name, tmp_path)
    with (tmp_path / "queries_locked.csv").open("a") as file:
        file.write("x")
    assert not is_as_locked(tmp_path)


@pytest.mark.parametrize("part", PARTS)
def test_every_offer_that_is_judged_can_be_found(judged: Path, part: Part, documents: dict[str, Document]) -> None:
    assert not unknown_offers(read_queries(judged, part), documents)


def test_together_there_are_300_queries_of_every_class_over_400_texts(
    judged: Path, documents: dict[str, Document]
) -> None:
    halves = [read_queries(judged, half) for half in HALVES]
    assert sum(map(len, halves)) >= 300
    assert all({query.kind for query in half} == set(CLASSES) for half in halves)
    assert len(documents) >= 400


def test_the_means_of_a_class_of_the_locked_half_are_of_so_many_queries_that_none_shows(judged: Path) -> None:
    kinds = [query.kind for query in read_queries(judged, "locked")]
    assert min(kinds.count(kind) for kind in CLASSES) >= 5


def test_each_other_language_has_at_least_15_queries(judged: Path) -> None:
    kinds = [query.kind for query in read_queries(judged, "languages")]
    assert set(kinds) == set(LANGUAGES)
    assert min(kinds.count(kind) for kind in LANGUAGES) >= 15


def test_the_halves_share_no_query(judged: Path) -> None:
    tuned, locked = ({query.text for query in read_queries(judged, half)} for half in HALVES)
    shared = len(tuned & locked)  # a number, so that a failure does not print them
    assert shared == 0


def test_every_text_is_an_offer_with_all_that_it_says_and_no_place(
    data: Path, vocabulary: Vocabulary, documents: dict[str, Document]
) -> None:
    for service in load_services(data / "demo" / "services", vocabulary):
        document = documents[service.id]
        assert document.demo
        assert (document.functions, document.sector) == (service.functions, service.sector)
        assert set(service.themes) <= set(document.themes)
        assert set(service.keywords) <= set(document.keywords)
        assert document.summary == {"nl": service.summary}
        assert document.professional == {"nl": service.professional}
        assert document.description["nl"] == service.description.replace("{place}", ANYWHERE)
        assert not document.sites


def test_the_helplines_are_the_shipped_ones(documents: dict[str, Document]) -> None:
    assert documents["loket:hulplijn-1813"].helpline
    assert not documents["loket:hulplijn-1813"].demo


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("text,id,class,judged\n", "the columns must be"),
        (HEADER + "1,everyday,geheim woord,\n", "line 2: a column is empty"),
        (HEADER + "1,slang,geheim woord,a=2\n", "class is unknown"),
        (HEADER + "1,everyday,geheim woord,a=3\n", "not offer=2 or offer=1"),
        (HEADER + "1,everyday,geheim woord,a=1\n", "none is graded 2"),
        (HEADER + "1,everyday,geheim woord,a=2 a=1\n", "judged twice"),
    ],
)
def test_a_faulty_row_is_refused_by_its_line_without_its_words(tmp_path: Path, rows: str, said: str) -> None:
    (tmp_path / "queries_locked.csv").write_text(rows)
    with pytest.raises(BadQueriesError, match=said) as refused:
        read_queries(tmp_path, "locked")
    assert "geheim" not in str(refused.value)


def test_the_text_form_of_a_query_keeps_its_words_and_judgements() -> None:
    assert repr(Query("everyday", "geheim woord", {"geheim": 2})) == "Query(kind='everyday')"
