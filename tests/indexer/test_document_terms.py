"""The fingerprint of the vocabulary in an index: it changes with the documents, and with nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from catalogue import Bundle, Vocabulary, offer_view, read_record
from geo import Gazetteer
from indexer import DocumentTerms, Projection
from search import Document

DEBTS = "schuldbemiddeling-en-budgetbeheer"
"""A theme below `geld-en-administratie`."""

OFFER = {
    "functions": ["onthaal"],
    "target_groups": ["volwassenen"],
    "themes": [DEBTS],
    "access": "direct",
    "modes": ["onsite"],
}


def version(vocabulary: Vocabulary) -> str:
    return DocumentTerms.of(vocabulary).version


def changed(vocabulary: Vocabulary, name: str, term: str, **to: Any) -> Vocabulary:
    """The same with another value in one row."""
    terms = {**vocabulary[name], term: replace(vocabulary[name][term], **to)}
    return Vocabulary({**vocabulary.lists, name: terms}, vocabulary.infos, vocabulary.schemes)


def document(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Document:
    """Of an offer with terms of every list that offers have."""
    organisation: Any = read_record({"kind": "organisation", "id": "x:o", "name": "Huis", "type": "ocmw"})
    offer: Any = read_record({"kind": "offer", "id": "x:a", "organisation": "x:o", "name": "Hulp", **OFFER})
    made = Projection(gazetteer, vocabulary).document(offer_view(Bundle(offer, organisation, None)))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("name", "term", "to"),
    [
        ("function", "onthaal", {"labels": {"nl": "Ontvangst"}}),
        ("target_group", "volwassenen", {"labels": {"nl": "Grote mensen"}}),
        ("theme", DEBTS, {"labels": {"nl": "Rekeningen"}}),
        ("theme", "geld-en-administratie", {"labels": {"nl": "Centen"}}),
        ("theme", DEBTS, {"broader": None}),
        ("theme", DEBTS, {"broader": "wonen"}),
        ("organisation_type", "ocmw", {"labels": {"nl": "Sociale dienst"}}),
    ],
)
def test_what_changes_the_document_of_the_same_offer_changes_the_version(
    gazetteer: Gazetteer, vocabulary: Vocabulary, name: str, term: str, to: dict[str, Any]
) -> None:
    other = changed(vocabulary, name, term, **to)
    assert document(gazetteer, other) != document(gazetteer, vocabulary)
    assert version(other) != version(vocabulary)


@pytest.mark.parametrize(
    ("name", "term", "to"),
    [
        ("function", "onthaal", {"definition": "Iets anders.", "source": "een brief"}),
        ("theme", DEBTS, {"professional": "schuldbemiddeling"}),
        ("function", "onthaal", {"details": {}, "links": ()}),
        ("access", "direct", {"labels": {"nl": "Kom maar"}}),
        ("mode", "onsite", {"labels": {"nl": "Bij ons"}}),
    ],
)
def test_what_no_document_has_changes_nothing(
    gazetteer: Gazetteer, vocabulary: Vocabulary, name: str, term: str, to: dict[str, Any]
) -> None:
    other = changed(vocabulary, name, term, **to)
    assert document(gazetteer, other) == document(gazetteer, vocabulary)
    assert version(other) == version(vocabulary)


def test_a_label_in_another_language_or_another_order_of_the_rows_changes_nothing(vocabulary: Vocabulary) -> None:
    labels = vocabulary["theme"][DEBTS].labels
    assert version(changed(vocabulary, "theme", DEBTS, labels={**labels, "fr": "x"})) == version(vocabulary)
    turned = {name: {term: terms[term] for term in reversed(list(terms))} for name, terms in vocabulary.lists.items()}
    assert version(Vocabulary(turned)) == version(vocabulary)


def test_a_term_that_comes_or_goes_changes_the_version(vocabulary: Vocabulary) -> None:
    fewer = {term: entry for term, entry in vocabulary["function"].items() if term != "onthaal"}
    assert version(Vocabulary({**vocabulary.lists, "function": fewer})) != version(vocabulary)
