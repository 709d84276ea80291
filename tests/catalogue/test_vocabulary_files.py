"""A fault in the files of the vocabulary stops it from loading, and is told with its file and line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue import Column, Link, Vocabulary

TABLES = """\
[list.fruit]
label = "Fruit"
about = "Wat aan bomen groeit."
shown = true
needs = ["definition"]

[list.fruit.columns]
colour = "colour"
eaten_with = ["fruit"]
season = "text"
line = "line"

[list.colour]
label = "Kleuren"
about = "Hoe iets eruitziet."
shown = false

[scheme.botany]
label = "Plantkunde"
base = "https://example.org/plant/"
"""
FRUIT = """\
id,nl,professional,definition,fr,en,broader,exact,close,broad,source,colour,eaten_with,season,line
fruit,Fruit,,Wat aan bomen groeit.,Fruit,Fruit,,,,,,,,,
appel,Appel,malus,Een ronde vrucht.,Pomme,Apple,fruit,botany:malus,,botany:fruit,M1,rood,peer fruit,"herfst, winter",1
peer,Peer,,Een lange vrucht.,Poire,Pear,fruit,,,,,,,,
"""
COLOUR = "id,nl,fr,en\nrood,Rood,Rouge,Red\n"


def folder(path: Path, *, fruit: str = FRUIT, colour: str = COLOUR, tables: str = TABLES) -> Path:
    """A small vocabulary without faults, but for what the test puts in its place."""
    for name, text in (("fruit.csv", fruit), ("colour.csv", colour), ("lists.toml", tables)):
        (path / name).write_text(text, encoding="utf-8")
    return path


def faults_in(path: Path) -> list[str]:
    """The lines of the error that loading ends with."""
    with pytest.raises(ValueError, match=":") as error:
        Vocabulary.load(path)
    return str(error.value).splitlines()


def test_a_term_has_everything_that_its_row_says(tmp_path: Path) -> None:
    vocabulary = Vocabulary.load(folder(tmp_path))
    apple = vocabulary["fruit"]["appel"]
    assert apple.labels == {"nl": "Appel", "fr": "Pomme", "en": "Apple"}
    assert (apple.label, apple.broader, apple.professional) == ("Appel", "fruit", "malus")
    assert (apple.definition, apple.source) == ("Een ronde vrucht.", "M1")
    assert apple.links == (Link("exact", "botany", "malus"), Link("broad", "botany", "fruit"))
    assert apple.details == {
        "colour": ("rood",),
        "eaten_with": ("peer", "fruit"),
        "season": ("herfst, winter",),
        "line": ("1",),
    }
    assert (apple.detail("season"), vocabulary["fruit"]["peer"].detail("season")) == ("herfst, winter", None)


def test_a_list_says_what_it_is_and_which_columns_are_its_own(tmp_path: Path) -> None:
    vocabulary = Vocabulary.load(folder(tmp_path))
    info = vocabulary.info("fruit")
    assert (info.label, info.about, info.shown) == ("Fruit", "Wat aan bomen groeit.", True)
    assert info.columns["colour"] == Column("term", "colour")
    assert info.columns["eaten_with"] == Column("terms", "fruit")
    assert info.columns["season"] == Column("text")
    assert not vocabulary.info("colour").shown
    assert vocabulary.schemes["botany"].base == "https://example.org/plant/"


def test_columns_that_are_empty_in_every_row_may_be_left_out(tmp_path: Path) -> None:
    vocabulary = Vocabulary.load(folder(tmp_path))
    red = vocabulary["colour"]["rood"]
    assert (red.professional, red.definition, red.broader, red.links, red.details) == (None, None, None, (), {})


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("\npeer,", "\nappel,", "fruit.csv:4: the id 'appel' stands twice in this list, first in line 3"),
        ("\npeer,", "\n,", "fruit.csv:4: a term needs an id"),
        ("\npeer,", "\nDe Peer,", "fruit.csv:4: 'De Peer' is no id: lower case letters, digits, - and _ between them"),
        ("peer,Peer", "peer,", "fruit.csv:4: a term needs a label in nl"),
        ("Poire", "", "fruit.csv:4: a term needs a label in fr"),
        ("Pear", "", "fruit.csv:4: a term needs a label in en"),
        ("Een lange vrucht.", "", "fruit.csv:4: a term of this list needs a value in 'definition'"),
        ("Pear,fruit", "Pear,groente", "fruit.csv:4: 'peer' has an unknown broader term 'groente'"),
        ("Pear,fruit", "Pear,peer", "fruit.csv:4: broader goes round in a loop: peer > peer"),
        ("botany:malus", "malus", "fruit.csv:3: the link 'malus' is no scheme:code"),
        (
            "botany:malus",
            "plants:malus",
            "fruit.csv:3: the link plants:malus has a scheme that lists.toml does not describe",
        ),
        (",rood,", ",paars,", "fruit.csv:3: colour: 'paars' is no term of the list colour"),
        ("peer fruit", "peer kaas", "fruit.csv:3: eaten_with: 'kaas' is no term of the list fruit"),
        (",rood,", ",rood groen,", "fruit.csv:3: colour: one term at most"),
        ("peer fruit", "peer peer", "fruit.csv:3: eaten_with: 'peer' stands twice"),
        ('winter",1', 'winter",4', "fruit.csv:3: line: '4' is no line of the care ladder (0 to 3)"),
        ("season", "seasons", "fruit.csv:1: unknown column 'seasons'"),
        ("professional", "definition", "fruit.csv:1: the column 'definition' stands twice"),
        ("Poire,", "Poire,,", "fruit.csv:4: 16 cells under 15 columns"),
        ("Peer", "Peer ", "fruit.csv:4: spaces too many in 'nl'"),
        ("\npeer", "\n\npeer", "fruit.csv:4: an empty line"),
        ("Peer", '"Peer', "fruit.csv:4: not a line of CSV: unexpected end of data"),
    ],
)
def test_a_fault_of_a_list_is_told_with_file_and_line(tmp_path: Path, was: str, becomes: str, fault: str) -> None:
    assert was in FRUIT
    assert fault in faults_in(folder(tmp_path, fruit=FRUIT.replace(was, becomes, 1)))


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("[list.colour]", "[list.taste]", "colour.csv:1: the list has no table [list.colour] in lists.toml"),
        ("[list.colour]", "[list.taste]", "lists.toml:13: [list.taste] has no file taste.csv"),
        ('needs = ["definition"]', 'needs = ["taste"]', "lists.toml:1: [list.fruit] needs the unknown column 'taste'"),
        (
            'season = "text"',
            'source = "text"',
            "lists.toml:1: [list.fruit] has the column 'source' that every list has",
        ),
        (
            'season = "text"',
            'season = "month"',
            "lists.toml:1: [list.fruit] column 'season' takes terms of the unknown list 'month'",
        ),
        ('label = "Kleuren"', "label = 3", "lists.toml:13: list.colour.label: Input should be a valid string"),
        ("shown = false", "", "lists.toml:13: list.colour.shown: Field required"),
        ("shown = false", "show = false", "lists.toml:13: list.colour.show: Extra inputs are not permitted"),
        (
            'base = "https://example.org/plant/"',
            "",
            "lists.toml:18: scheme.botany: Value error, a scheme needs a website or a base",
        ),
        (
            'eaten_with = ["fruit"]',
            'eaten_with = ["fruit", "colour"]',
            "lists.toml:1: list.fruit: Value error, the column 'eaten_with' names 2 lists; it takes the terms of one",
        ),
        ("[list.colour]", "[list.colour", "lists.toml:13: not TOML"),
    ],
)
def test_a_fault_of_the_tables_is_told_with_its_line(tmp_path: Path, was: str, becomes: str, fault: str) -> None:
    assert was in TABLES
    told = faults_in(folder(tmp_path, tables=TABLES.replace(was, becomes, 1)))
    assert any(line.startswith(fault) for line in told), told


def test_a_loop_over_several_terms_is_found(tmp_path: Path) -> None:
    looped = FRUIT.replace("Fruit,Fruit,,,,,,,,,", "Fruit,Fruit,peer,,,,,,,,")
    assert "fruit.csv:2: broader goes round in a loop: fruit > peer > fruit" in faults_in(
        folder(tmp_path, fruit=looped)
    )


def test_every_fault_of_every_file_is_told_at_once_in_order(tmp_path: Path) -> None:
    told = faults_in(
        folder(
            tmp_path,
            fruit=FRUIT.replace("Poire", "").replace("botany:malus", "malus"),
            colour=COLOUR + "rood,Nog eens rood,Rouge,Red\n",
        )
    )
    assert told == [
        "colour.csv:3: the id 'rood' stands twice in this list, first in line 2",
        "fruit.csv:3: the link 'malus' is no scheme:code",
        "fruit.csv:4: a term needs a label in fr",
    ]


def test_without_tables_the_faults_within_the_lists_are_still_told(tmp_path: Path) -> None:
    path = folder(tmp_path, colour=COLOUR + "groen,Groen,Vert,\n")
    (path / "lists.toml").unlink()
    assert faults_in(path) == [
        "colour.csv:3: a term needs a label in en",
        "lists.toml:1: the file that describes the lists is not there",
    ]


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "colour.csv").write_bytes(COLOUR.encode() + "blauw,Bl\u00e4u,Bleu,Blue\n".encode("latin-1"))
    assert "colour.csv:3: the line is not UTF-8" in faults_in(path)


def test_columns_out_of_their_order_are_told(tmp_path: Path) -> None:
    told = faults_in(folder(tmp_path, colour="id,fr,nl,en\nrood,Rouge,Rood,Red\n"))
    assert told == [
        "colour.csv:1: the columns do not stand in their order: id, nl, professional, definition, fr, en, broader, "
        "exact, close, broad, source"
    ]


def test_tables_in_another_encoding_are_told(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "lists.toml").write_bytes(TABLES.replace("Hoe iets", "Hoe \u00e9\u00e9n iets").encode("latin-1"))
    assert faults_in(path) == ["lists.toml:1: the file is not UTF-8"]


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert "colour.csv:1: the file is empty" in faults_in(folder(tmp_path, colour=""))
