"""The texts of the made-up services: each is whole, plain, made up and unlike the others."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from catalogue import Vocabulary
from catalogue.demo import Service, load_services

SMALL = Path(__file__).parent / "demo" / "services"
AS_GOOD_AS = 0.25
"""Share of the runs of four words that two texts may have in common."""
COULD_EXIST = {
    "a telephone number": r"\d{3}[ /.]?\d{2}",
    "an e-mail address": r"@",
    "a website": r"https?:|www\.|\.be\b|\.com\b",
    "a street with a number": r"(straat|laan|plein|steenweg|dreef)\s+\d",
    "an amount": r"€|\beuros?\b|\d+ ?%",
}


@pytest.fixture(scope="module")
def texts(data: Path, vocabulary: Vocabulary) -> tuple[Service, ...]:
    return load_services(data / "demo" / "services", vocabulary)


def words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.lower())


def test_there_are_about_four_hundred(texts: tuple[Service, ...]) -> None:
    assert len(texts) >= 390


def test_each_text_has_the_length_that_was_agreed(texts: tuple[Service, ...]) -> None:
    wrong = [
        f"{one.id}: description {len(one.description.split())}, professional {len(one.professional.split())}, "
        f"keywords {len(one.keywords)}"
        for one in texts
        if not 40 <= len(one.description.split()) <= 110
        or not 25 <= len(one.professional.split()) <= 70
        or not 3 <= len(one.keywords) <= 8
    ]
    assert not wrong, "\n".join(wrong)


def test_a_summary_is_one_sentence(texts: tuple[Service, ...]) -> None:
    wrong = [one.id for one in texts if not re.fullmatch(r"[^.!?]+[.!?]", one.summary)]
    assert not wrong


@pytest.mark.parametrize("what", COULD_EXIST)
def test_nothing_in_a_text_could_exist(texts: tuple[Service, ...], what: str) -> None:
    fields = ("name", "summary", "description", "professional")
    found = [one.id for one in texts for field in fields if re.search(COULD_EXIST[what], getattr(one, field))]
    assert not found


def test_no_two_texts_are_alike(texts: tuple[Service, ...]) -> None:
    for field in ("id", "name", "summary", "description", "professional"):
        twice = [value for value, times in Counter(getattr(one, field) for one in texts).items() if times > 1]
        assert not twice, field
    runs = {one.id: set(zip(*(words(one.description)[at:] for at in range(4)), strict=False)) for one in texts}
    alike = [
        (one, other)
        for (one, first), (other, second) in combinations(runs.items(), 2)
        if len(first & second) > AS_GOOD_AS * min(len(first), len(second))
    ]
    assert not alike


def test_the_texts_begin_in_different_ways(texts: tuple[Service, ...]) -> None:
    openings = Counter(tuple(words(one.description)[:5]) for one in texts)
    assert not [opening for opening, times in openings.items() if times > 1]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("function", "functions"),
        ("target_group", "target_groups"),
        ("mode", "modes"),
        ("sector", "sector"),
        ("budget", "budgets"),
    ],
)
def test_every_term_has_a_text(texts: tuple[Service, ...], vocabulary: Vocabulary, name: str, field: str) -> None:
    said = [value for one in texts if (value := getattr(one, field)) is not None]
    used = {term for value in said for term in ((value,) if isinstance(value, str) else value)}
    assert set(vocabulary[name]) - used == set()


def test_there_are_ways_in_hours_and_prices_of_every_kind(texts: tuple[Service, ...]) -> None:
    assert {term for one in texts for term in one.access} >= {"direct", "appointment", "referral", "decision"}
    assert {one.hours for one in texts} >= {"office", "evening", "weekend", "night", "always", "appointment"}
    assert {one.cost for one in texts} == {"free", "income", "paid", "unknown"}
    assert {one.reach for one in texts} == {"municipality", "zone", "region", "province", "everywhere"}
    assert {one.line for one in texts} == {0, 1, 2, 3}
    assert {one.complex.value for one in texts} == {"yes", "no", "unknown"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"proef-chat"', '"Proef chat"'), "Proef chat: id: "),
        (('"proef-chat"', '"proef-onthaal"'), "proef-onthaal: the id stands twice"),
        (("jongereninformatie", "nergens_bekend"), "functions: unknown term 'nergens_bekend' (list function)"),
        (('by = ["hulplijn"]', 'by = ["hulplijnen"]'), "by: unknown term 'hulplijnen' (list organisation_type)"),
        (('hours = "night"', 'hours = "nacht"'), "proef-chat: hours: "),
        (("keywords = [", "trefwoorden = ["), "trefwoorden: Extra inputs are not permitted"),
        (('referral_by = ["huisarts"]', 'decision_by = "de rechter"'), "decision_by goes with access decision only"),
        (('hours = "night"', 'hours = "night"\nunit = "per dag"'), "unit goes with cost income or paid only"),
        (("in {place}", "in {stad}"), "the only placeholder is {place}"),
        (("[[service]]", "[[dienst]]"), "unknown key 'dienst'"),
        (("minimum = 12", "minimum = 30"), "the highest age lies below the lowest"),
        (('reach = "everywhere"', "reach = "), "proef.toml: "),
    ],
)
def test_a_fault_names_its_file_and_its_text(
    tmp_path: Path, vocabulary: Vocabulary, change: tuple[str, str], said: str
) -> None:
    good = (SMALL / "proef.toml").read_text("utf-8")
    assert change[0] in good
    (tmp_path / "proef.toml").write_text(good.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^proef\.toml: ") as refused:
        load_services(tmp_path, vocabulary)
    assert said in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path: Path, vocabulary: Vocabulary) -> None:
    good = (SMALL / "proef.toml").read_text("utf-8")
    bad = good.replace('"schuldhulp"', '"x1"').replace('"vluchthuis"', '"x2"')
    (tmp_path / "proef.toml").write_text(bad, encoding="utf-8")
    with pytest.raises(ValueError, match="x1") as refused:
        load_services(tmp_path, vocabulary)
    assert str(refused.value).splitlines() == [
        "proef.toml: proef-schulden: functions: unknown term 'x1' (list function)",
        "proef.toml: proef-vluchthuis: functions: unknown term 'x2' (list function)",
    ]
