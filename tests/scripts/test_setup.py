"""Where setting up cannot work, it says why and what to type, and touches nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "scripts" / "setup.sh"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with the set-up alone."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(SETUP, tmp_path / "scripts")
    return tmp_path


def set_up(project: Path, *, python: Path, role: str = "run") -> subprocess.CompletedProcess[str]:
    """Run the set-up with the given interpreter; programs in the checkout go before those of the machine."""
    command = ["bash", str(project / "scripts" / "setup.sh"), role]
    environment = {"PATH": f"{project}:/usr/bin:/bin", "PYTHON": str(python)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_without_python_it_says_which_one_it_needs(project: Path) -> None:
    outcome = set_up(project, python=project / "python3")
    assert outcome.returncode == 1
    assert "needs Python 3.11 or newer" in outcome.stderr
    assert not (project / ".venv").exists()


def test_with_an_old_python_it_says_how_to_name_a_newer_one(project: Path) -> None:
    old = project / "python3"
    old.write_text('#!/bin/sh\ncase "$2" in *exit*) exit 1 ;; *) echo 3.9 ;; esac\n')
    old.chmod(0o755)
    outcome = set_up(project, python=old)
    assert outcome.returncode == 1
    assert "is 3.9" in outcome.stderr
    assert outcome.stderr.endswith("make setup PYTHON=python3.11\n")
    assert not (project / ".venv").exists()


def test_without_room_for_a_large_library_nothing_is_fetched(project: Path) -> None:
    disk = project / "df"
    disk.write_text("#!/bin/sh\necho header\necho /dev/x 100 100 7400000 50% /\n")
    disk.chmod(0o755)
    outcome = set_up(project, python=Path(sys.executable), role="sentence-transformers")
    assert outcome.returncode == 1
    assert outcome.stderr == "loket: needs 10 GB of free disk for sentence-transformers; there are 7.\n"
    assert not (project / ".venv-st").exists()
