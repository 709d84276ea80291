"""The analyser with the word lists of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.analysis import Analyser

RELEVANCE = Path(__file__).parents[3] / "data" / "relevance"


@pytest.fixture(scope="session")
def relevance() -> Path:
    return RELEVANCE


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser.load(RELEVANCE)
