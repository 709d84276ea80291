"""The shared material is never missing in silence: skipped by name on a laptop, a failure in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"
ROOMS = {"PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout with one test, which needs the shared material."""
    tests = tmp_path / "main" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(CONFTEST, tests)
    (tests / "test_one.py").write_text("def test_one(shared):\n    assert (shared / 'README.md').is_file()\n")
    return tmp_path / "main"


def outcome(project: Path, *, ci: bool) -> tuple[int, str]:
    """The exit code and the summary of its tests."""
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | ROOMS | ({"CI": "true"} if ci else {})
    command = [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", str(project)]
    run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


def test_beside_the_checkout_it_is_found(project: Path) -> None:
    (project.parent / "shared").mkdir()
    (project.parent / "shared" / "README.md").touch()
    code, summary = outcome(project, ci=True)
    assert (code, "1 passed" in summary) == (0, True)


def test_on_a_laptop_without_it_the_skip_says_what_is_missing(project: Path) -> None:
    code, summary = outcome(project, ci=False)
    assert code == 0
    assert f"needs the shared material in {project.parent / 'shared'}" in summary
    assert "1 skipped" in summary


def test_in_ci_without_it_the_run_fails(project: Path) -> None:
    code, summary = outcome(project, ci=True)
    assert code == 1
    assert "needs the shared material" in summary
