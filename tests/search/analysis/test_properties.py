"""What holds for any text, and for any change of the word lists."""

from __future__ import annotations

import csv
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Analyser, BadTableError
from search.analysis.compounds import Compounds
from search.analysis.stems import Stems
from search.analysis.tables import Tables

RELEVANCE = Path(__file__).parents[3] / "data" / "relevance"
TABLES = Tables.read(RELEVANCE)
STEMS = Stems(TABLES.overrides)
COMPOUNDS = Compounds(TABLES.parts, STEMS.of)
ANALYSER = Analyser.load(RELEVANCE)
LISTS = ("compound_parts.csv", "stem_overrides.csv", "stopwords.csv")


def words_of(name: str) -> list[str]:
    with (RELEVANCE / name).open(encoding="utf-8", newline="") as file:
        return [row["word"] for row in csv.DictReader(file)]


PARTS = words_of("compound_parts.csv")
DUTCH = st.lists(
    st.builds("".join, st.lists(st.sampled_from([*PARTS, "s", "en", "-", "'s", "."]), min_size=1, max_size=4)),
    max_size=8,
).map(" ".join)


@given(st.text() | DUTCH)
def test_any_text_gives_tokens_that_an_engine_can_split_at_spaces(text: str) -> None:
    for tokens in (ANALYSER.index_tokens(text), ANALYSER.part_tokens(text), ANALYSER.exact_tokens(text)):
        assert " ".join(tokens).split() == tokens
        assert all(0 < len(token) <= 60 for token in tokens)


@given(st.text() | DUTCH)
def test_a_text_that_is_asked_finds_itself(text: str) -> None:
    stems = [word.stem for word in ANALYSER.query_words(text)]
    tokens = ANALYSER.index_tokens(text)
    assert stems == tokens if tokens else len(stems) == len(ANALYSER.exact_tokens(text))


@given(st.text() | DUTCH)
def test_the_parts_of_the_query_are_the_parts_in_the_index(text: str) -> None:
    asked = [part for word in ANALYSER.query_words(text) for part in word.parts]
    assert asked == ANALYSER.part_tokens(text)


@given(st.sampled_from(PARTS), st.sampled_from(["", "s", "en", "n", "e"]), st.sampled_from(PARTS))
def test_two_known_parts_in_one_word_come_apart_unless_the_word_is_itself_a_part(
    first: str, link: str, last: str
) -> None:
    word = first + link + last
    is_form_of_a_part = STEMS.of(word) in {STEMS.of(part) for part in PARTS}
    assert len(COMPOUNDS.split(word)) >= 2 or is_form_of_a_part


@given(st.lists(st.sampled_from([*PARTS, "s", "en", "q"]), min_size=1, max_size=5).map("".join))
def test_the_parts_cover_the_whole_word_but_for_linking_letters(word: str) -> None:
    rest = word
    for part in COMPOUNDS.split(word):
        before, found, rest = rest.partition(part)
        assert found == part
        assert before in ("", "s", "en", "n", "e")
        assert len(part) >= 3
    assert rest == "" or rest == word


@pytest.mark.parametrize("name", LISTS)
def test_the_version_changes_with_each_word_list(tmp_path: Path, relevance: Path, name: str) -> None:
    shutil.copytree(relevance, tmp_path, dirs_exist_ok=True)
    before = Analyser.load(tmp_path).version
    lines = (tmp_path / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / name).write_text("".join(lines[:-1]), encoding="utf-8")
    assert Analyser.load(tmp_path).version != before
    (tmp_path / name).write_text("".join(lines), encoding="utf-8")
    assert Analyser.load(tmp_path).version == before


@pytest.mark.parametrize(
    ("name", "row", "complaint"),
    [
        ("stopwords.csv", "Het Huis,lidwoord", "not one folded word"),
        ("stopwords.csv", "de,lidwoord", "there already"),
        ("stopwords.csv", "hop", "every column"),
        ("stopwords.csv", "hop,lidwoord,extra", "every column"),
        ("stem_overrides.csv", "ziekje,zie k,test", "not one folded word"),
        ("compound_parts.csv", "op,own list", "too short"),
    ],
)
def test_a_wrong_row_is_refused_with_its_file_and_line(
    tmp_path: Path, relevance: Path, name: str, row: str, complaint: str
) -> None:
    shutil.copytree(relevance, tmp_path, dirs_exist_ok=True)
    path = tmp_path / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text + row + "\n", encoding="utf-8")
    with pytest.raises(BadTableError, match=complaint) as refusal:
        Analyser.load(tmp_path)
    assert f"{name} line {text.count(chr(10)) + 1}" in str(refusal.value)


def test_wrong_columns_are_refused(tmp_path: Path, relevance: Path) -> None:
    shutil.copytree(relevance, tmp_path, dirs_exist_ok=True)
    (tmp_path / "stopwords.csv").write_text("woord,soort\nde,lidwoord\n", encoding="utf-8")
    with pytest.raises(BadTableError, match="word, class"):
        Analyser.load(tmp_path)


def test_every_override_changes_something(analyser: Analyser) -> None:
    plain = Stems({})
    assert [
        word for word in words_of("stem_overrides.csv") if analyser.query_words(word)[0].stem == plain.of(word)
    ] == []


def test_threads_share_one_analyser(relevance: Path) -> None:
    shared = Analyser.load(relevance)
    texts = [f"{part}en {part}s ge{part}d" for part in PARTS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(shared.index_tokens, texts))
    assert together == [ANALYSER.index_tokens(text) for text in texts]
