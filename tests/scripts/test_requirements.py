"""The lock files give the same packages on every machine, and say nothing of the machine that made them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))


def entries(lock: Path) -> list[str]:
    """The requirements of a lock file, each with its hashes on one line, without comments."""
    text = re.sub(r"^\s*#.*\n", "", lock.read_text(), flags=re.MULTILINE)
    return text.replace("\\\n", " ").splitlines()


def pins(lock: Path) -> set[str]:
    """What is pinned, for which Python and system, without the hashes."""
    return {entry.partition("--hash")[0].strip() for entry in entries(lock)}


def versions(lock: Path) -> dict[str, set[str]]:
    """The versions that each package is pinned to: more than one where they differ by Python."""
    found: dict[str, set[str]] = {}
    for pin in pins(lock):
        name, _, version = pin.partition(";")[0].strip().partition("==")
        found.setdefault(name, set()).add(version)
    return found


def test_each_role_has_its_lock() -> None:
    roles = ("run", "test", "opensearch", "postgresql", "bench", "sentence-transformers")
    assert {f"{role}.txt" for role in roles} <= {lock.name for lock in LOCKS}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_to_one_version_and_its_hashes(lock: Path) -> None:
    for entry in entries(lock):
        pin, _, hashes = entry.partition("--hash=sha256:")
        assert "==" in pin, entry
        assert hashes, entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_registry_and_no_folder_of_one_machine(lock: Path) -> None:
    assert not re.search(r"://|--index|--find-links|(^|\s)/\w", lock.read_text())


def test_the_tests_run_on_the_very_packages_that_loket_runs_on() -> None:
    assert pins(REQUIREMENTS / "run.txt") <= pins(REQUIREMENTS / "test.txt")


@pytest.mark.parametrize(("one", "other"), [("bench.txt", "test.txt"), ("sentence-transformers.txt", "run.txt")])
def test_what_is_added_runs_on_the_versions_that_loket_runs_on(one: str, other: str) -> None:
    added, before = (versions(REQUIREMENTS / name) for name in (one, other))
    both = added.keys() & before.keys()
    assert "numpy" in both
    assert {name: added[name] for name in both} == {name: before[name] for name in both}
