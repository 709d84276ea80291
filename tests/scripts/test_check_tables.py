"""The check of the tables tells every fault with its file and line, and its exit code is the verdict."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.check_tables import main


@pytest.fixture
def tables(data: Path, tmp_path: Path) -> Path:
    """The tables that ship with the program, to spoil."""
    for name in ("vocabulary", "relevance"):
        shutil.copytree(data / name, tmp_path / name)
    return tmp_path


def spoiled(path: Path, row: str) -> re.Pattern[str]:
    """Put a row at the end of a table; how its name and the line of that row are told."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    return re.compile(rf"^{re.escape(path.name)}(:| line ){len(lines) + 1}: ", re.MULTILINE)


def test_the_tables_that_ship_with_the_program_hold_together(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(data) == 0
    told = "urgent net, urgent advice, boosts, canaries, lexicon, wishes, languages, foreign words: hold together"
    assert told in capsys.readouterr().out


def test_every_fault_of_the_lists_is_printed_and_the_check_fails(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled(tables / "vocabulary" / "payer.csv", "flanders,Vlaanderen,Nog eens.,Flandre,Flanders,C6")
    (tables / "vocabulary" / "mode.csv").unlink()
    assert main(tables) == 1
    told = capsys.readouterr().out.splitlines()
    assert "payer.csv:5: the id 'flanders' stands twice in this list, first in line 2" in told
    assert any(fault.startswith("lists.toml:") and "mode.csv" in fault for fault in told)
    assert any("faults in the lists of terms" in line for line in told)


@pytest.mark.parametrize(
    ("file", "row", "table"),
    [
        ("urgent/rules/geweld.csv", "nl,@nobody,,,spreektaal,x", "urgent rules"),
        ("urgent/net.csv", "^zuchten$,0.1,veel", "urgent net"),
        ("urgent/words.csv", "kind,kind,x", "urgent rules"),
        ("variants.csv", "Twee Woorden,x,x", "lexicon"),
        ("wishes/meanings.csv", "mode:pigeon,per duif,pigeon,x", "wishes"),
        ("wishes/meanings.csv", "open:someday,ooit open,someday 10:30,x", "wishes"),
        ("wishes/names.csv", "language,klingon,tlh,x", "wishes"),
        ("wishes/classes.csv", "kind,kind,x", "wishes"),
        ("wishes/patterns/age.csv", "van {age} @nobody,age:{age},nl,,,,x,x", "wishes"),
        ("wishes/patterns/age.csv", "van {age} jaartjes,age:{months},nl,,,,x,x", "wishes"),
        ("wishes/patterns/mode.csv", "per duif,mode:pigeon,nl,,,,x,x", "wishes"),
        ("wishes/patterns/mode.csv", "per (duif) post,mode:email,nl,,,,x,x", "wishes"),
    ],
)
def test_a_bad_row_stops_the_check_with_its_file_and_line(
    tables: Path, capsys: pytest.CaptureFixture[str], file: str, row: str, table: str
) -> None:
    where = spoiled(tables / "relevance" / file, row)
    assert main(tables) == 1
    told = capsys.readouterr().out
    assert where.search(told)
    assert f"1 fault in the {table}" in told


def test_a_phrase_that_stands_twice_in_the_lexicon_stops_the_check(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tables / "relevance" / "lexicon" / "geld.csv"
    where = spoiled(path, path.read_text(encoding="utf-8").splitlines()[-1])
    assert main(tables) == 1
    assert where.search(capsys.readouterr().out)


def test_advice_that_says_a_number_of_its_own_is_told_with_its_line(
    tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tables / "relevance" / "urgent" / "advice.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    spoilt = [line.replace("nl = ", 'nl = "Bel 112." #', 1) if line.startswith("nl = ") else line for line in lines]
    path.write_text("\n".join(spoilt) + "\n", encoding="utf-8")
    header = next(number for number, line in enumerate(lines, start=1) if line.startswith("[l"))
    assert main(tables) == 1
    assert f"advice.toml:{header}: " in capsys.readouterr().out


def test_make_check_checks_the_tables(data: Path) -> None:
    makefile = (data.parent / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    assert "scripts.check_tables" in recipe
