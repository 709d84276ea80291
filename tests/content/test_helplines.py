"""The shipped helplines say what the gathered and verified facts say, and no more than that."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from catalogue import Vocabulary
from tests.content.reading import Row, all_rows, facts, rows_of, texts_in

SURE_FROM = date(2025, 1, 1)
"""A number that a source confirmed since then may be given to someone in need at once."""

REVIEWED_EXCEPTIONS = {"loket:hulplijn-caw", "loket:hulplijn-zorgcentra-na-seksueel-geweld"}
"""Urgent all the same, with their date shown: nobody else has beds by day, or cares after sexual violence."""

RIGHT_LINES = {
    "levensgevaar": {"112"},
    "zelfdoding": {"1813", "centre-de-prevention-du-suicide", "chs-helpline", "telefonhilfe"},
    "geweld": {"1712", "politie", "ecoute-violences-conjugales"},
    "psychische_crisis": {"tele-onthaal", "tele-accueil", "telefonhilfe", "chs-helpline", "112"},
    "seksueel_geweld": {"zorgcentra-na-seksueel-geweld", "1712", "politie", "sos-viol"},
    "kindermishandeling": {"1712", "nupraatikerover", "awel", "politie", "103-ecoute-enfants"},
    "ouderenmisbehandeling": {"1712", "politie"},
    "vergiftiging": {"antigifcentrum", "112"},
    "overdosis": {"112"},
    "geen_bed": {"caw"},
    "vermist_kind": {"child-focus", "politie"},
}
"""Who is right to call first, as reviewed topic by topic."""


def lines() -> list[Row]:
    return [row for row in rows_of("helplines.jsonl") if row["kind"] == "offer"]


def date_of(row: Row, field: str) -> date | None:
    """The day of which the source of a field says that it was so."""
    given = row.get("field_provenance", {}).get(field, row["provenance"]).get("source_date")
    return date.fromisoformat(given) if given else None


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def test_every_verified_helpline_ships_with_its_name_number_chat_and_website(shared: Path) -> None:
    shipped = {row["name"]: row for row in lines()}
    verified = {fact["name"]: fact for fact in facts(shared) if fact["verified"] == "yes"}
    assert shipped.keys() == verified.keys()
    assert len(shipped) == 51
    for name, fact in verified.items():
        row = shipped[name]
        numbers = [phone["number"] for phone in row.get("phones", [])]
        assert numbers == ([fact["number"]] if fact["number"] else []), name
        assert row.get("chat", "") == fact["chat_url"], name
        assert row["website"] == fact["website"], name
        assert row["languages"] == re.findall(r"\b[a-z]{2}\b(?=;|$)", fact["languages"].split(" ")[0]), name


def test_nothing_of_an_unverified_helpline_ships(shared: Path) -> None:
    verified = [fact for fact in facts(shared) if fact["verified"] == "yes"]
    sure = {fact[field] for fact in verified for field in ("number", "chat_url", "website")}
    unsure = [fact for fact in facts(shared) if fact["verified"] != "yes"]
    assert unsure
    said = [text for row in all_rows() for text in texts_in(row)]
    numbers = [digits(text) for text in said]
    for fact in unsure:
        assert fact["name"] not in said
        if fact["number"] and fact["number"] not in sure:
            assert not any(digits(fact["number"]) in number for number in numbers), fact["name"]
        for address in {fact["chat_url"], fact["website"]} - sure - {""}:
            host = address.removeprefix("https://").rstrip("/")
            assert not any(host in text for text in said), fact["name"]


def test_numbers_that_notes_call_wrong_or_old_are_nowhere() -> None:
    wrong = ("026484014", "078151515", "078350400", "080035777", "080024050", "078152525")
    said = [digits(text) for row in all_rows() for text in texts_in(row)]
    assert not [number for number in wrong if any(number in text for text in said)]


def test_one_can_call_or_chat_with_every_helpline_and_only_with_those() -> None:
    for row in lines():
        assert row["helpline"] is bool(row.get("phones") or row.get("chat")), row["name"]


def test_the_right_line_stands_with_each_urgent_topic(vocabulary: Vocabulary) -> None:
    found = defaultdict(set)
    for row in lines():
        for topic in row.get("urgent_topics", []):
            found[topic].add(row["id"].removeprefix("loket:hulplijn-"))
    assert found == RIGHT_LINES
    assert found.keys() == set(vocabulary["urgent_topic"])


@pytest.mark.parametrize("topic", RIGHT_LINES)
def test_someone_who_speaks_dutch_has_a_line_for_every_urgent_topic(topic: str) -> None:
    assert any("nl" in row["languages"] for row in lines() if topic in row.get("urgent_topics", []))


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_only_a_bed_for_the_night_has_no_line_in_another_language(language: str) -> None:
    without = [
        topic
        for topic in RIGHT_LINES
        if not any(language in row["languages"] for row in lines() if topic in row.get("urgent_topics", []))
    ]
    assert without == ["geen_bed"]


def test_an_urgent_number_was_confirmed_lately_or_is_a_reviewed_exception() -> None:
    for row in lines():
        if row.get("urgent_topics") and row["id"] not in REVIEWED_EXCEPTIONS:
            said_on = date_of(row, "phones" if row.get("phones") else "chat")
            assert said_on is not None, row["name"]
            assert said_on >= SURE_FROM, row["name"]


def test_hours_that_no_recent_source_gives_are_a_note_that_says_their_year() -> None:
    for row in lines():
        hours = row.get("hours", {})
        said_on = date_of(row, "hours")
        if hours.get("weekly") or hours.get("always"):
            assert said_on is not None, row["name"]
            assert said_on >= SURE_FROM, row["name"]
        elif hours and (said_on is None or said_on < SURE_FROM):
            assert re.search(r"[Uu]ren van (.*20\d\d|een (oudere )?bron zonder datum).*kijk na", hours["note"]), row[
                "name"
            ]


def test_a_078_number_is_never_called_free() -> None:
    zonal = [row for row in lines() if any(digits(p["number"]).startswith("078") for p in row.get("phones", []))]
    assert len(zonal) == 4
    for row in zonal:
        assert row["costs"] == [{"free": "no", "note": "078-nummer: zonaal tarief"}], row["name"]


def test_a_line_that_shares_its_number_says_so() -> None:
    by_name = {row["name"]: row for row in lines()}
    for name, other in (("Slachtofferhulp (CAW)", "CAW"), ("Vlaamse Ombudsdienst", "Vlaamse infolijn")):
        (phone,) = by_name[name]["phones"]
        assert other in phone["note"]
        assert "hetzelfde nummer" in by_name[name]["description"]


def test_a_line_for_another_region_is_not_said_to_serve_flanders() -> None:
    (wallonia,) = (row for row in lines() if row["name"] == "1718 (Wallonië)")
    assert "area" not in wallonia
    assert "Woont u in Wallonië" in wallonia["description"]
