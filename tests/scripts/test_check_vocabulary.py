"""The check of the lists of terms tells every fault, and its exit code is the verdict."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.check_vocabulary import main


def test_the_lists_that_ship_with_the_program_hold_together(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(data / "vocabulary") == 0
    assert "hold together" in capsys.readouterr().out


def test_every_fault_is_printed_and_the_check_fails(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "vocabulary"
    shutil.copytree(data / "vocabulary", folder)
    with (folder / "payer.csv").open("a", encoding="utf-8") as file:
        file.write("flanders,Vlaanderen,Nog eens.,Flandre,Flanders,C6\n")
    (folder / "mode.csv").unlink()
    assert main(folder) == 1
    *faults, verdict = capsys.readouterr().out.splitlines()
    assert "payer.csv:5: the id 'flanders' stands twice in this list, first in line 2" in faults
    assert any(fault.startswith("lists.toml:") and "mode.csv" in fault for fault in faults)
    assert verdict.startswith(f"{len(faults)} faults in")


def test_make_check_checks_the_lists(data: Path) -> None:
    makefile = (data.parent / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    assert "scripts.check_vocabulary" in recipe
