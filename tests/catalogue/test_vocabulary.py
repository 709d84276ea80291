"""The lists that ship with the program: complete, in three languages, tied together, and as others count on them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import TermEntry, Vocabulary
from catalogue.terms import LABELS
from indexer.sources.oslo.terms import TYPES

IDS_OF: dict[str, str] = {
    "life domain": "life_domain",
    "sector": "sector",
    "access": "access",
    "mode": "mode",
    "budget": "budget",
    "organisation type": "organisation_type",
    "partnership type": "partnership_type",
    "perinatal indicator": "perinatal_indicator",
    "perinatal activity": "perinatal_activity",
    "programme": "programme",
    "situation flags": "situation_flag",
    "casemanagement mode": "casemanagement_mode",
    "perinatal period": "perinatal_period",
    "pay status": "pay_status",
    "payer": "payer",
    "preset": "preset",
    "recognition kind": "recognition_kind",
    "eligibility": "eligibility",
    "target group": "target_group",
    "accessibility fact": "accessibility",
    "language": "language",
    "Huis van het Kind functions": "partnership_function",
    "function": "function",
}
"""Headings of `ids.md` with the list of each; zones are places, no terms."""


def agreed_ids(text: str) -> dict[str, set[str]]:
    """The ids under each heading of `ids.md`; what follows "value" are answers."""
    parts = re.split(r"\*\*([^*]+)\*\*", text)
    return {
        heading: set(re.findall(r"`([a-z0-9_]+)`", body.partition("; value")[0]))
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
        if heading != "zone"
    }


def terms(vocabulary: Vocabulary) -> Iterator[tuple[str, TermEntry]]:
    """Every term with a name for messages."""
    for name, entries in vocabulary.lists.items():
        for entry in entries.values():
            yield f"{name}.{entry.id}", entry


def test_every_agreed_id_stands_in_its_list(vocabulary: Vocabulary, shared: Path) -> None:
    agreed = agreed_ids((shared / "ids.md").read_text(encoding="utf-8"))
    assert agreed.keys() == IDS_OF.keys()
    for heading, ids in agreed.items():
        assert ids, heading
        assert ids <= vocabulary[IDS_OF[heading]].keys(), heading
    assert set(vocabulary["answer"]) == {"yes", "no", "unknown"}


def test_every_term_has_a_label_in_dutch_french_and_english(vocabulary: Vocabulary) -> None:
    for name, term in terms(vocabulary):
        assert tuple(term.labels) == LABELS, name
        assert all(label.strip() for label in term.labels.values()), name


def test_no_two_terms_of_a_list_have_the_same_label(vocabulary: Vocabulary) -> None:
    for name, entries in vocabulary.lists.items():
        for language in LABELS:
            labels = [entry.labels[language].casefold() for entry in entries.values()]
            twice = {label for label in labels if labels.count(label) > 1}
            assert not twice, (name, language)


def test_a_definition_is_one_sentence_that_says_no_number(vocabulary: Vocabulary) -> None:
    for name, term in terms(vocabulary):
        if term.definition is not None:
            assert re.fullmatch(r"[^.!?]*[.]", term.definition), name
            assert not re.search(r"[\d€%]", term.definition), name


@pytest.mark.parametrize(
    "name",
    [
        "function",
        "theme",
        "sector",
        "organisation_type",
        "partnership_type",
        "partnership_function",
        "budget",
        "access",
        "programme",
        "perinatal_indicator",
        "perinatal_activity",
        "perinatal_period",
        "situation_flag",
        "casemanagement_mode",
        "right",
    ],
)
def test_lists_whose_words_need_explaining_have_a_definition_for_every_term(vocabulary: Vocabulary, name: str) -> None:
    assert "definition" in vocabulary.info(name).needs
    assert [term.id for term in vocabulary[name].values() if term.definition is None] == []


def test_themes_have_two_levels_and_no_orphan(vocabulary: Vocabulary) -> None:
    themes = vocabulary["theme"]
    tops = {term.id for term in themes.values() if term.broader is None}
    assert len(tops) == 17
    assert {term.broader for term in themes.values()} - {None} == tops


def test_every_second_level_heading_is_reached_by_a_function(vocabulary: Vocabulary) -> None:
    reached = {theme for one in vocabulary["function"].values() for theme in one.details.get("themes", ())}
    below = {term.id for term in vocabulary["theme"].values() if term.broader is not None}
    assert below - reached == set()
    assert reached <= below, "a function stands under a heading of the second level"


def test_a_function_is_a_question_of_a_citizen_with_a_place_in_life(vocabulary: Vocabulary) -> None:
    functions = vocabulary["function"].values()
    questions = [one.detail("question") or "" for one in functions]
    assert len(set(questions)) == len(functions)
    for one, question in zip(functions, questions, strict=True):
        assert question.endswith("?"), one.id
        assert one.detail("life_domain"), one.id
        assert one.detail("line") in ("0", "1", "2", "3"), one.id


def test_functions_are_grouped_by_life_domain(vocabulary: Vocabulary) -> None:
    domains = [one.detail("life_domain") for one in vocabulary["function"].values()]
    assert list(dict.fromkeys(domains)) == list(vocabulary["life_domain"])
    assert domains == sorted(domains, key=list(dict.fromkeys(domains)).index)


def test_every_right_leads_to_help_with_it(vocabulary: Vocabulary) -> None:
    for right in vocabulary["right"].values():
        assert right.details.get("functions"), right.id
        assert right.details.get("themes"), right.id


def test_a_language_is_linked_to_its_code(vocabulary: Vocabulary) -> None:
    for language in vocabulary["language"].values():
        (link,) = language.links
        assert (link.relation, link.code) == ("exact", language.id)
        assert link.scheme == ("iso639-3" if language.id == "vgt" else "iso639-1")


def codes_elsewhere(shared: Path) -> dict[str, str]:
    """Per scheme a text in which each of its codes stands as `code` between characters that no code has."""
    samples = shared / "samples"
    found = {
        f"di-{name}": " ".join(
            f"<{one['value']}>"
            for one in json.loads((samples / "codelists" / "data_inclusion_v1" / f"{name}.json").read_text("utf-8"))
        )
        for name in ("thematiques", "publics", "modes-accueil")
    }
    for scheme, file in (("ipdc-thema", "161016-thema"), ("ipdc-doelgroep", "162036-doelgroep")):
        text = (samples / "ipdc_lpdc" / "codelists" / f"20230627{file}-codelist.ttl").read_text("utf-8")
        found[scheme] = re.sub(r"dvc:(\w+)", r"<\1>", text)
    criteria = (samples / "codelists" / "toevla_accessibility" / "toevla_criteria.ttl").read_text("utf-8")
    found["toevla"] = criteria.replace("https://data.toevla.org/id/concepts/", "<")
    return found


def test_every_linked_code_exists_in_the_list_of_the_others(vocabulary: Vocabulary, shared: Path) -> None:
    known = codes_elsewhere(shared)
    for name, term in terms(vocabulary):
        for link in term.links:
            if link.scheme in known:
                assert f"<{link.code}>" in known[link.scheme], (name, link)


def test_types_of_organisation_are_those_that_the_importer_knows_from_local_government(vocabulary: Vocabulary) -> None:
    base = vocabulary.schemes["lblod"].base
    linked = {
        f"{base}{link.code}": term.id
        for term in vocabulary["organisation_type"].values()
        for link in term.links
        if link.scheme == "lblod"
    }
    assert linked == TYPES


def test_a_rule_that_a_definition_rests_on_exists(vocabulary: Vocabulary, shared: Path) -> None:
    rules = set(re.findall(r"^- ([A-Z]\d+) ", (shared / "policy" / "RULES.md").read_text("utf-8"), flags=re.MULTILINE))
    assert "M3" in rules
    for name, term in terms(vocabulary):
        assert set((term.source or "").split()) <= rules, name
