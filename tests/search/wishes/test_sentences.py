"""What is read from two hundred sentences, and what is not: written before the patterns, from life in Flanders."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, Lexicon, SearchRequest, Wishes
from search.understand import Reading, check_terms, read_place, read_wishes, understand
from tests.search.world import MONDAY

with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    SENTENCES = [(row["sentence"], row["read"].split()) for row in csv.DictReader(file)]

TRAPS = (
    "van 15",
    "zoon",
    "in het",
    "Turks",
    "spreekt",
    "open",
    "nu",
    "zaterdag",
    "gratis",
    "Gent",
    "9000",
    "jaar",
    "°",
)


@pytest.fixture(scope="module")
def reader(
    wishes: Wishes, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, shipped_lexicon: Lexicon
) -> Reader:
    return Reader(wishes, gazetteer, vocabulary, shipped_lexicon)


class Reader:
    """Reads the wishes of a sentence, asked on a Monday morning."""

    def __init__(self, wishes: Wishes, gazetteer: Gazetteer, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.steps = (
            read_wishes(wishes, gazetteer, lexicon),
            read_place(gazetteer),
            check_terms(vocabulary, gazetteer),
        )

    def __call__(self, text: str, **asked: object) -> Reading:
        return understand(SearchRequest.model_validate({"q": text} | asked), MONDAY, self.steps)

    def ids(self, text: str, **asked: object) -> list[str]:
        return [wish.id for wish in self(text, **asked).wishes]


def test_half_of_the_sentences_say_no_wish() -> None:
    assert len(dict(SENTENCES)) == len(SENTENCES) >= 120
    assert sum(not read for _, read in SENTENCES) >= 50


@pytest.mark.parametrize(("sentence", "read"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_what_a_sentence_wishes(reader: Reader, sentence: str, read: list[str]) -> None:
    assert sorted(reader.ids(sentence)) == sorted(read)


@pytest.mark.parametrize(
    "sentence",
    [
        "poes vermist sinds vrijdag",
        "chat perdu",
        "chat disparu dans le quartier",
        "veel te veel gedronken wa nu",
        "een vrijdagavond tot zondag logeren",
        "alles moet online en ik kan dat niet",
        "sinds de bevalling voel ik niks voor mijn baby",
    ],
)
def test_what_was_misread_once_is_no_longer(reader: Reader, sentence: str) -> None:
    assert reader.ids(sentence) == []


@pytest.mark.parametrize(("sentence", "read"), [(text, read) for text, read in SENTENCES if read])
def test_every_wish_is_taken_back_by_its_id_and_its_words_count_again(
    reader: Reader, sentence: str, read: list[str]
) -> None:
    denied = set(reader.ids(sentence, not_meant=read))
    assert not denied & set(read)
    assert reader(sentence, not_meant=[*read, *denied]).read == frozenset()


@pytest.mark.parametrize(
    ("parameter", "value", "sentence"),
    [
        ("age", 0, "mijn dochter van 15"),
        ("language", ["fr"], "hulp in het Turks"),
        ("mode", ["phone"], "kapper aan huis"),
        ("free", True, "gratis psycholoog"),
        ("open_now", True, "psycholoog 's avonds"),
        ("at", "2026-11-24T10:00", "psycholoog 's avonds"),
        ("place", "Aalst", "psycholoog in Gent"),
    ],
)
def test_a_parameter_goes_before_the_words_which_need_not_be_found_then(
    reader: Reader, parameter: str, value: object, sentence: str
) -> None:
    assert len(reader.ids(sentence)) == 1
    reading = reader(sentence, **{parameter: value})
    assert reading.wishes == ()
    assert reading.read == reader(sentence).read != frozenset()


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("psycholoog 's avonds", "2026-11-23T18:30"),
        ("apotheek nu open", "2026-11-23T10:00"),
        ("huisarts in het weekend", "2026-11-28T10:30"),
        ("OCMW open op maandagavond", "2026-11-23T18:30"),
        ("OCMW open op zondag", "2026-11-29T10:30"),
        ("OCMW morgen open", "2026-11-24T10:30"),
    ],
)
def test_a_time_is_the_next_moment_that_stands_for_it(reader: Reader, sentence: str, moment: str) -> None:
    (wish,) = reader(sentence).wishes
    assert (wish.parameter, wish.value) == ("at", moment)


@pytest.mark.parametrize(
    "sentence",
    ["gratis psycholoog 's avonds in Aalst", "psycholoog Aalst gratis 's avonds", "gratis 's avonds te Aalst"],
)
def test_a_place_may_stand_anywhere(reader: Reader, sentence: str) -> None:
    assert sorted(reader.ids(sentence)) == ["free:yes", "open:evening", "place:aalst"]


def test_the_first_place_counts_and_the_others_stay_possible(reader: Reader) -> None:
    reading = reader("huisdokter in Erembodegem of Aalst")
    assert [place.name for place in reading.places] == ["Erembodegem", "Aalst", "Aalst"]
    assert reader("huisdokter in Erembodegem of Aalst", not_meant=["place:erembodegem"]).places[0].name == "Aalst"


def test_a_radius_is_measured_from_the_place_that_the_words_name(reader: Reader) -> None:
    assert reader("psycholoog in Gent", radius_km=5).near == reader("psycholoog", place="Gent", radius_km=5).near


@given(st.text(max_size=200) | st.lists(st.sampled_from(TRAPS), max_size=30).map(" ".join))
def test_no_text_makes_it_stumble_and_what_it_reads_can_be_taken_back(reader: Reader, text: str) -> None:
    ids = reader.ids(text)
    assert len(set(ids)) == len(ids)
    assert not set(reader.ids(text, not_meant=ids[:50])) & set(ids)
