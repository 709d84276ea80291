"""In which language a question is: told from a few words, and Dutch wherever it is not sure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Vocabulary
from catalogue.demo import load_services
from geo import Gazetteer
from search import Languages
from search.analysis import BadTableError

HERE = Path(__file__).parent

RIGHT, RIGHT_OF_A_LANGUAGE, DUTCH_LOST = 0.94, 0.75, 0.01
"""Parts of the texts: measured 241 of 251 (0.96), 9 of 11 at least, and none of the Dutch ones."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KNOWN = {row["language"] for row in rows(HERE / "languages.csv")}


@pytest.fixture(scope="module")
def languages(data: Path) -> Languages:
    return Languages.load(data / "relevance" / "languages.toml")


@pytest.fixture(scope="module")
def dutch(data: Path, vocabulary: Vocabulary, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Names of services and places, everyday phrases, and questions of the half that may be read."""

    def texts() -> Iterator[str]:
        for service in load_services(data / "demo" / "services", vocabulary):
            yield from (service.name, service.summary)
        for path in (data / "relevance" / "lexicon").glob("*.csv"):
            yield from (row["phrase"] for row in rows(path) if row["language"] == "nl")
        yield from (row["name"] for row in rows(data / "reference" / "places.csv"))
        judged = rows(Path(__file__).parents[2] / "relevance" / "queries_tuned.csv")
        yield from (row["text"] for row in judged if row["class"] not in ("fr", "en"))

    return tuple(texts())


def test_few_words_tell_their_language(languages: Languages) -> None:
    table = rows(HERE / "languages.csv")
    asked = Counter(row["language"] for row in table)
    right = Counter(row["language"] for row in table if languages.of(row["text"]) == row["language"])
    assert len(table) >= 150
    assert min(asked.values()) >= 10
    assert right.total() >= RIGHT * len(table)
    assert min(right[language] / asked[language] for language in asked) >= RIGHT_OF_A_LANGUAGE
    assert asked["nl"] - right["nl"] < DUTCH_LOST * asked["nl"]


def test_dutch_with_its_dialects_and_names_is_not_taken_for_another_language(
    languages: Languages, dutch: tuple[str, ...]
) -> None:
    lost = [text for text in dutch if languages.of(text) != "nl"]
    assert len(lost) < DUTCH_LOST * len(dutch), lost


@pytest.mark.parametrize("text", ["", "   ", "9300", "xqzw", "שלום", "你好", "🙂"])
def test_what_tells_nothing_is_dutch(languages: Languages, text: str) -> None:
    assert languages.of(text) == "nl"


def test_a_turkish_or_polish_name_in_a_dutch_question_makes_it_no_turkish_or_polish_one(languages: Languages) -> None:
    assert languages.of("huisarts Şahin in Gent") == "nl"
    assert languages.of("advocaat Wiśniewski") == "nl"


def test_a_word_that_is_dutch_too_tells_neither_way(languages: Languages) -> None:
    assert languages.of("nie mam na czynsz") == "pl"  # "nie" and "na" stand in Dutch texts
    assert languages.of("ik em da nie") == "nl"


def test_capitals_and_letters_of_two_parts_are_read_as_others(languages: Languages) -> None:
    assert languages.of("KOCAM BENİ DÖVÜYOR") == "tr"
    assert languages.of("ﺃﺣﺘﺎﺝ ﻣﺴﺎﻋﺪﺓ") == "ar"  # as some programs copy it
    assert languages.of("мені потрібен лікар".replace("й", "и\u0306")) == "uk"


@given(text=st.text())
def test_any_text_has_one_of_the_known_languages(languages: Languages, text: str) -> None:
    assert languages.of(text) in KNOWN


@pytest.mark.parametrize(
    "table", ['[fr]\nscript = "latin"\n', '[nl]\nscript = "runes"\n', "[nl]\nwords = 3\n", "[nl"], ids=str
)
def test_a_faulty_table_is_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "languages.toml"
    path.write_text(table)
    with pytest.raises(BadTableError, match=r"^languages\.toml: "):
        Languages.load(path)
