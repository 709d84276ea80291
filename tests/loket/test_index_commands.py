"""Making the index anew from the command line: what is told, what refuses it, what an operator may decide."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from indexer import OtherHistory
from indexer.gates import CHECKS, Canary
from loket.settings import Settings
from search import BuildRefused, EngineUnavailable
from search.engine.embedded.folder import VOCABULARY, live_build
from tests.loket.conftest import Command


@pytest.fixture
def silent_canary(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that must find what it cannot find."""
    canary = Canary("OCMW Aalst", "loket:hulplijn-awel", "a test")
    monkeypatch.setattr(Canary, "load", classmethod(lambda cls, folder: (canary,)))


def test_each_check_is_told_and_the_index_is_listed(filled: Command) -> None:
    done = filled("rebuild")
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stderr.splitlines()[:5]] == [["ok", f"{check}:"] for check in CHECKS]
    listed = filled("index", "list").stdout
    assert "live       build-" in listed
    assert "rebuild done: build-" in listed
    told = json.loads(filled("index", "list", "--json").stdout)
    (build,) = told["builds"]
    assert (build["role"], build["documents"]) == ("live", told["rebuild"]["documents"])
    assert filled("index", "prune").stderr.startswith("Removed: nothing")


def test_a_check_that_fails_keeps_the_live_index_unless_it_was_named(filled: Command, silent_canary: None) -> None:
    before = json.loads(filled("index", "list", "--json").stdout)["builds"]
    with pytest.raises(BuildRefused, match=r"afgekeurd \(canaries\)"):
        filled("rebuild", "--accept", "relevance")
    assert json.loads(filled("index", "list", "--json").stdout)["builds"] == before
    status = filled("index", "status")
    assert (status.exit_code, "rebuild refused" in status.stdout, "'OCMW Aalst'" in status.stdout) == (1, True, True)
    assert "→ loket index status, then loket rebuild" in filled("doctor").stdout
    done = filled("rebuild", "--accept", "canaries")
    assert (done.exit_code, "accepted canaries" in done.stderr) == (0, True)
    assert filled("index", "status").exit_code == 0
    assert "loket index status" not in filled("doctor").stdout


def test_an_index_of_another_vocabulary_is_told_until_it_is_made_anew(filled: Command, home: Path) -> None:
    of_today = (kept := live_vocabulary(home)).read_text("ascii")
    kept.unlink()
    assert "with which word list of the catalogue the index was made is not known" in filled("index", "list").stdout
    kept.write_text("0123456789abcdef", "ascii")
    seen, told = filled("doctor"), "the word list of the catalogue changed since the index was made"
    assert (seen.exit_code, f"look vocabulary: {told}\n     → loket rebuild\n" in seen.stdout) == (1, True)
    listed = json.loads(filled("index", "list", "--json").stdout)
    assert (listed["builds"][0]["vocabulary_version"], listed["vocabulary_version"]) == (kept.read_text(), of_today)
    assert filled("rebuild").exit_code == 0
    assert live_vocabulary(home).read_text("ascii") == of_today
    assert "word list" not in filled("doctor").stdout + filled("index", "list").stdout


def live_vocabulary(home: Path) -> Path:
    """Where the live index keeps the version of its vocabulary."""
    build = live_build(Settings(data_dir=home).index_dir)
    assert build is not None
    return build / VOCABULARY


def test_a_check_that_does_not_exist_cannot_be_accepted(filled: Command) -> None:
    refused = filled("rebuild", "--accept", "alles")
    assert (refused.exit_code, "relevance" in refused.stderr) == (2, True)


def test_without_a_previous_build_it_is_said_what_to_do_instead(filled: Command) -> None:
    with pytest.raises(EngineUnavailable, match="reservekopie"):
        filled("index", "rollback")


def test_a_copy_that_was_put_back_is_told_everywhere_until_the_index_is_made_anew(
    filled: Command, home: Path, tmp_path: Path
) -> None:
    def take_in(word: str, offers: int) -> None:
        rows = [{"kind": "organisation", "id": f"{word}:o", "name": "Huis"}]
        rows += [
            {"kind": "offer", "id": f"{word}:{n}", "organisation": f"{word}:o", "name": word} for n in range(offers)
        ]
        (file := tmp_path / f"{word}.jsonl").write_text("\n".join(map(json.dumps, rows)))
        filled("ingest", "records", file, "--yes")

    filled("backup", tmp_path / "copy.sqlite")
    take_in("kwikstaart", 1)
    filled("sync")
    for file in home.glob("loket.sqlite*"):
        file.unlink()
    shutil.copyfile(tmp_path / "copy.sqlite", home / "loket.sqlite")
    take_in("nachtegaal", 3)
    said = str(OtherHistory())
    for listed in (filled("index", "list"), filled("index", "list", "--json"), filled("index", "status")):
        assert (listed.exit_code, listed.stderr) == (0, f"{said}\n")
    seen = filled("doctor")
    assert (seen.exit_code, f"following: {said}\n     → loket rebuild" in seen.stdout) == (1, True)
    assert filled("sync").exit_code == 0
    assert "following: 0 changes behind the database" in filled("doctor").stdout
    assert filled("index", "list").stderr == ""
