"""Facts as sentences: what is not known is said, and is never "nee"."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalogue import Answer, Provenance, ServiceArea, Vocabulary
from catalogue.records import Ages, Capacity
from catalogue.where import Address
from geo import Gazetteer
from search.completeness import ASKED_FIRST
from web import labels, words
from web.numbers import count, kilometres, listing, weekday_date

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (None, "niet bekend"),
        (Ages(), "alle leeftijden"),
        (Ages(maximum=12), "tot en met 12 jaar"),
        (Ages(minimum=0, maximum=12), "tot en met 12 jaar"),
        (Ages(minimum=18), "vanaf 18 jaar"),
        (Ages(minimum=0), "alle leeftijden"),
        (Ages(minimum=6, maximum=12), "van 6 tot en met 12 jaar"),
        (Ages(minimum=18, maximum=18), "18 jaar"),
        (Ages(minimum=0, maximum=0), "0 jaar"),
    ],
)
def test_ages(ages: Ages | None, said: str) -> None:
    assert words.ages_in_words(ages) == said


@pytest.mark.parametrize(
    ("access", "by", "decision", "said"),
    [
        (None, None, None, "Niet bekend hoe u hier terechtkunt."),
        ("unknown", None, None, "Niet bekend hoe u hier terechtkunt."),
        ("direct", None, None, "U kunt zelf contact opnemen of langsgaan. U hebt geen doorverwijzing nodig."),
        ("appointment", None, None, "U maakt eerst een afspraak."),
        ("referral", ("huisarts", "CLB"), None, "U hebt een doorverwijzing nodig van huisarts of CLB."),
        ("referral", None, None, "U hebt een doorverwijzing nodig. Niet bekend van wie."),
        ("decision", None, "de toegangspoort", "Een instantie moet eerst beslissen: de toegangspoort."),
        ("decision", None, None, "Een instantie moet eerst beslissen. Niet bekend welke."),
    ],
)
def test_access(access: str | None, by: tuple[str, ...] | None, decision: str | None, said: str) -> None:
    assert words.access_in_words(access, by, decision) == said


@pytest.mark.parametrize(
    ("stop", "until", "said"),
    [
        (Answer.UNKNOWN, None, "Niet bekend of er nieuwe mensen bij kunnen."),
        (Answer.NO, None, "Neemt nieuwe mensen aan."),
        (Answer.YES, None, "Neemt nu geen nieuwe mensen aan."),
        (Answer.YES, date(2026, 11, 22), "Neemt nu geen nieuwe mensen aan, tot en met 22 november 2026."),
        (Answer.YES, date(2026, 11, 21), "Neemt nieuwe mensen aan."),
    ],
)
def test_intake_stop(stop: Answer, until: date | None, said: str) -> None:
    assert words.intake_in_words(stop, until, TODAY) == said


@pytest.mark.parametrize(
    ("area", "said"),
    [
        (None, "niet bekend"),
        ({}, "niet bekend"),
        ({"everywhere": True}, "heel Vlaanderen en Brussel"),
        ({"municipalities": ["41002", "41048"]}, "Aalst en Ninove"),
        ({"zones": ["regio-aalst"], "provinces": ["Limburg"]}, "provincie Limburg en eerstelijnszone Regio Aalst"),
        ({"municipalities": ["41002"], "note": "niet in Moorsel"}, "Aalst (niet in Moorsel)"),
        ({"municipalities": ["41002"], "valid_to": date(2027, 1, 1)}, "Aalst, tot en met 1 januari 2027"),
        ({"flanders": True}, "heel Vlaanderen"),
        ({"flanders": True, "brussels": True}, "heel Vlaanderen en Brussel"),
        ({"brussels": True, "provinces": ["Limburg"]}, "het Brussels Hoofdstedelijk Gewest en provincie Limburg"),
        ({"radius": {"km": 15}}, "binnen 15 km van de plaats waar dit doorgaat (ongeveer, per gemeente)"),
        (
            {"municipalities": ["44021"], "radius": {"km": 2.5, "centre": {"lat": 51, "lon": 4, "name": "het Zuid"}}},
            "Gent en binnen 2,5 km van het Zuid (ongeveer, per gemeente)",
        ),
        (
            {"radius": {"km": 5, "centre": {"lat": 51, "lon": 4}}},
            "binnen 5 km van een vast punt (ongeveer, per gemeente)",
        ),
    ],
)
def test_area(area: dict[str, Any] | None, said: str, gazetteer: Gazetteer) -> None:
    assert words.area_in_words(ServiceArea.model_validate(area) if area is not None else None, gazetteer) == said


def test_languages_and_terms(vocabulary: Vocabulary) -> None:
    assert words.languages_in_words(("nl", "vgt"), vocabulary) == "Nederlands en Vlaamse Gebarentaal"
    assert words.languages_in_words(None, vocabulary) == "niet bekend"
    assert words.terms_in_words(None, "mode", vocabulary) == "niet bekend"
    assert words.terms_in_words((), "mode", vocabulary) == "geen"
    assert words.terms_in_words(("home", "phone"), "mode", vocabulary) == "Aan huis en telefonisch"


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (None, ()),
        ({}, ()),
        ({"municipality": "Aalst"}, ("Aalst",)),
        (
            {"street": "Proefstraat", "number": "1", "box": "2", "postcode": "9300", "municipality": "Aalst"},
            ("Proefstraat 1 bus 2", "9300 Aalst"),
        ),
    ],
)
def test_address(address: dict[str, str] | None, lines: tuple[str, ...]) -> None:
    assert words.address_lines(Address.model_validate(address) if address is not None else None) == lines


def test_who_checked_it_and_when() -> None:
    assert words.checked_in_words(None) == "Niet bekend wanneer dit is nagekeken."
    assert words.checked_in_words(Provenance(source="x")) == "Niet bekend wanneer dit is nagekeken."
    checked = Provenance(source="x", confirmed_on=date(2026, 3, 3), confirmed_by="de zorgraad")
    assert words.checked_in_words(checked) == "Nagekeken op 3 maart 2026 door de zorgraad."


@pytest.mark.parametrize(
    ("capacity", "said"),
    [
        (Capacity(unit="bedden"), "niet bekend"),
        (Capacity(unit="bedden", available=0, maximum=4), "0 van 4 bedden vrij"),
        (Capacity(unit="bedden", available=2, updated=TODAY), "2 bedden vrij (op 22 november 2026)"),
        (Capacity(unit="bedden", maximum=4), "4 bedden in totaal, niet bekend hoeveel er vrij zijn"),
    ],
)
def test_capacity(capacity: Capacity, said: str) -> None:
    assert words.capacity_in_words(capacity) == said


def test_dutch_comes_first_and_empty_lines_part_paragraphs() -> None:
    assert words.in_all_languages({"fr": "Un.", "nl": "Een.\r\n\r\nTwee.\n\n\nDrie."}) == (
        ("nl", ("Een.", "Twee.", "Drie.")),
        ("fr", ("Un.",)),
    )
    assert words.in_all_languages(None) == ()


def test_numbers_dates_and_rows() -> None:
    assert count(40_000) == "40.000"
    assert kilometres(3.24) == "3,2 km"
    assert weekday_date(TODAY) == "zondag 22 november 2026"
    assert [listing(row) for row in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]


def test_every_table_speaks_of_every_value(vocabulary: Vocabulary) -> None:
    assert set(labels.ANSWERS) == set(Answer)
    assert set(labels.ACCESS) | {"unknown"} == set(vocabulary["access"])


def test_a_result_tells_of_the_same_facts_that_count_for_its_completeness() -> None:
    assert set(labels.HIT_GAPS) == set(ASKED_FIRST)
