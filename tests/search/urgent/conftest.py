"""The rules and the net as shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.urgent import Advice, UrgentNet, UrgentRecognition, UrgentRules

URGENT = Path(__file__).parents[3] / "data" / "relevance" / "urgent"


@pytest.fixture(scope="session")
def rules() -> UrgentRules:
    return UrgentRules.load(URGENT)


@pytest.fixture(scope="session")
def net() -> UrgentNet:
    return UrgentNet.load(URGENT)


@pytest.fixture(scope="session")
def recognition(rules: UrgentRules, net: UrgentNet) -> UrgentRecognition:
    return UrgentRecognition(rules, net)


@pytest.fixture(scope="session")
def advice() -> Advice:
    return Advice.load(URGENT / "advice.toml")
