"""Making the index anew from the command line: what is told, what refuses it, what an operator may decide."""

from __future__ import annotations

import json

import pytest

from indexer.gates import CHECKS, Canary
from search import BuildRefused, EngineUnavailable
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


def test_a_check_that_does_not_exist_cannot_be_accepted(filled: Command) -> None:
    refused = filled("rebuild", "--accept", "alles")
    assert (refused.exit_code, "relevance" in refused.stderr) == (2, True)


def test_without_a_previous_build_it_is_said_what_to_do_instead(filled: Command) -> None:
    with pytest.raises(EngineUnavailable, match="reservekopie"):
        filled("index", "rollback")
