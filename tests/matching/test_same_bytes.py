"""The same question on the same map gives the same bytes in every process, however it puts its sets in order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.matching.answers_of_a_process import QUESTIONS

ROOT = Path(__file__).parents[2]


def answers(hash_seed: str) -> list[bytes]:
    """What a fresh process answers."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.matching.answers_of_a_process"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.splitlines()


def test_the_same_question_gives_the_same_bytes_in_another_process() -> None:
    first, second = answers("1"), answers("20261122")
    assert first == second
    assert [line[:4] for line in first] == [b"200 "] * len(QUESTIONS)
    assert len(set(first)) == len(QUESTIONS)
