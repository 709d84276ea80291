"""Words explained: terms that differ per sector (L8), abbreviations."""

import csv
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Glossary, Vocabulary


@pytest.fixture
def facts(shared: Path) -> Path:
    return shared / "facts"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_l8_every_term_that_sectors_use_differently_has_a_meaning_per_sector(glossary: Glossary, facts: Path) -> None:
    known = {(row["term"], row["sector"]) for row in _rows(facts / "ambiguous_terms_nl.csv")}
    ours = {(word.term, one.sector) for word in glossary.words.values() for one in word.meanings}
    own = {"begeleiding": {"justitie"}, "zorgcoördinatie": {"onderwijs"}, "bijstand": {"OCMW", "justitie"}}
    assert ours == known | {(term, sector) for term, sectors in own.items() for sector in sectors}
    assert len(known) == 61


def test_a_meaning_that_nobody_checked_has_no_source(glossary: Glossary, facts: Path) -> None:
    checked = {
        (row["term"], row["sector"])
        for row in _rows(facts / "ambiguous_terms_nl.csv")
        if not row["source"].startswith("algemene kennis")
    }
    ours = {(word.term, one.sector) for word in glossary.words.values() for one in word.meanings if one.source}
    assert ours == checked


def test_every_abbreviation_is_there_and_only_a_source_explains_it(glossary: Glossary, facts: Path) -> None:
    rows = {row["abbr"]: row for row in _rows(facts / "abbreviations.csv")}
    assert glossary.abbreviations.keys() == rows.keys()
    for short, one in glossary.abbreviations.items():
        assert one.full == rows[short]["full_nl"]
        assert (one.explanation is None) == rows[short]["source"].startswith("algemene kennis"), short


def test_an_abbreviation_is_written_in_full_as_texts_do(glossary: Glossary) -> None:
    assert glossary.abbreviations["DMW"].written == ("dienst maatschappelijk werk",)
    assert glossary.abbreviations["SMW"].written == ("sociaal werker", "maatschappelijk werker")
    assert glossary.abbreviations["OCMW"].written == ("openbaar centrum voor maatschappelijk welzijn",)


def test_the_same_word_means_something_else_next_door(glossary: Glossary) -> None:
    word = glossary.words["dubbeldiagnose"]
    (in_disability_care,) = word.within("handicap")
    (in_addiction_care,) = word.within("verslaving")
    assert "verstandelijke beperking" in in_disability_care.text.lower()
    assert "verslaving" in in_addiction_care.text.lower()
    assert word.within("wonen") == word.within(None) == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Een mobiele team komt na de crisis.", ["mobiel team", "crisis"]),
        ("MOBIEL TEAM", ["mobiel team"]),
        ("Voor daklozen en gezinnen.", ["dakloos", "gezin"]),
        ("Rechtstreeks toegankelijke hulp", ["rechtstreeks toegankelijk"]),
        ("Gezinsbegeleiding en crisisopvang", ["crisisopvang"]),
        ("Sport en spel.", []),
    ],
)
def test_terms_are_found_in_their_forms_and_not_inside_other_words(
    glossary: Glossary, text: str, terms: list[str]
) -> None:
    assert [word.term for word in glossary.words_in(None, text)] == terms


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("Ga naar het OCMW of het CAW.", ["OCMW", "CAW"]),
        ("OCMW's en een OCMW-dienst", ["OCMW", "OCMW"]),
        ("Bel K&G over art. 60.", ["K&G", "art. 60"]),
        ("Een TIP over IT", []),
        ("ocmw SOCMWA rth", []),
    ],
)
def test_abbreviations_are_found_as_they_are_written(glossary: Glossary, text: str, shorts: list[str]) -> None:
    assert [piece.short for piece in glossary.pieces(text) if not isinstance(piece, str)] == shorts


@given(st.text(alphabet="OCMWAK&G.' artRTHé<60-", max_size=60))
def test_the_pieces_of_a_text_are_the_whole_text(glossary: Glossary, text: str) -> None:
    assert "".join(piece if isinstance(piece, str) else piece.short for piece in glossary.pieces(text)) == text


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("sector_terms.csv", "netwerk,netwerk,GGZ,geen_sector,Iets.,x", "sector_terms.csv:67: unknown sector"),
        ("sector_terms.csv", "netwerk,netwerk,GGZ,,,x", "sector_terms.csv:67: meaning must be filled"),
        ("abbreviations.csv", "OCMW,iets anders,,,yes,", "abbreviations.csv:213: 'OCMW' stands twice"),
        ("abbreviations.csv", "XYZ,iets,,Uitleg.,yes,", "abbreviations.csv:213: an explanation needs a source"),
    ],
)
def test_a_bad_row_is_told_with_file_and_line(
    tmp_path: Path, data: Path, vocabulary: Vocabulary, file: str, row: str, told: str
) -> None:
    for name in ("sector_terms.csv", "abbreviations.csv"):
        shutil.copy(data / "reference" / name, tmp_path)
    with (tmp_path / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    with pytest.raises(ValueError, match=told):
        Glossary.load(tmp_path, vocabulary)


@pytest.mark.parametrize(
    ("typed", "shorts"),
    [
        ("dmw", ["DMW"]),
        ("kan het OCMW of het caw helpen met een pvb?", ["OCMW", "CAW", "PVB"]),
        ("CLB's in gent", ["CLB"]),
        ("clbs", ["CLB"]),
        ("een tip: is dit it of aa?", []),
        ("AA in Gent", ["AA"]),
        ("dmwx ocmw-raad", ["OCMW"]),
        ("k&g", ["K&G"]),
        ("ocmw OCMW", ["OCMW"]),
        ("", []),
    ],
)
def test_abbreviations_are_recognised_as_people_type_them(glossary: Glossary, typed: str, shorts: list[str]) -> None:
    assert [one.short for one in glossary.typed_in(typed)] == shorts


def test_abbreviations_that_begin_as_typed_come_shortest_first(glossary: Glossary) -> None:
    assert [one.short for one in glossary.beginning("dm")] == ["DMW"]
    found = [one.short for one in glossary.beginning("PV")]
    assert found == ["PVB", "PVF", "PVT"]
    assert list(glossary.beginning("zzz")) == []
