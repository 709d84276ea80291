"""Each rule that decides about people has a test that carries its id: who takes the last one away is told here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from matching.eligibility import EligibilityTable
from tests.matching.people import POLICY

TESTS = Path(__file__).parents[1]

RULES = (
    *("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9"),
    *("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"),
    *("M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12"),
    *("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"),
    *("H1", "H2", "H3", "H4", "L2", "L9", "D1"),
)
"""Who may help, coordination, casemanagement, the perinatal programme, Huis van het Kind, budgets, ladder, privacy."""


def words_of(source: str) -> Iterator[str]:
    """The words in the names of the test functions of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield from node.name.split("_")


@cache
def words_of_all_tests() -> frozenset[str]:
    return frozenset(word for file in TESTS.rglob("test_*.py") for word in words_of(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_named_by_the_test_that_proves_it(rule: str) -> None:
    assert rule.lower() in words_of_all_tests()


def test_only_the_name_of_a_test_counts_and_only_a_whole_word_of_it() -> None:
    source = 'def e1_helper(): "E1"\n\ndef test_e12_and_me1(): ...\n\nclass T:\n    def test_c2_inside(self): ...\n'
    assert set(words_of(source)) == {"test", "e12", "and", "me1", "c2", "inside"}


def test_every_rule_of_the_table_is_among_them() -> None:
    assert {rule.id for rule in EligibilityTable.load(POLICY).rule} <= set(RULES)
