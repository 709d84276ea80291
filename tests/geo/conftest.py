from __future__ import annotations

from pathlib import Path

import pytest

from geo import Gazetteer

REFERENCE = Path(__file__).parents[2] / "data" / "reference"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(REFERENCE)
