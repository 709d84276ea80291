"""What the report on the quality of the data counts, and what it finds broken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from catalogue import (
    Bundle,
    Location,
    Offer,
    OfferAtLocation,
    Organisation,
    Partnership,
    Record,
    TermEntry,
    Vocabulary,
    read_record,
)
from catalogue.publishing import OWNERS_FIRST
from catalogue.quality import (
    CHECKS,
    FACTS,
    NO_ZONE,
    Report,
    Scope,
    Survey,
    UnknownChoice,
    findings,
    offers_per_zone,
    report,
    scope_of,
    survey,
)
from catalogue.quality.offer_checks import OFFER_CHECKS
from catalogue.quality.record_checks import (
    CONTACT_CHECKS,
    LOCATION_CHECKS,
    PARTNERSHIP_CHECKS,
    RECOGNITION_CHECKS,
)
from geo import Gazetteer

Row = Mapping[str, Any]
Look = Callable[..., Survey]
TODAY = date(2026, 11, 22)
AALST, NINOVE, ANTWERPEN = "41002", "41048", "11002"

ORGANISATION: Row = {"kind": "organisation", "id": "t:o", "name": "Dienst", "sector": "algemeen_welzijn"}
PLACE: Row = {
    "kind": "location",
    "id": "t:l",
    "organisation": "t:o",
    "address": {"street": "Markt", "number": "1", "postcode": "9300", "municipality": "Aalst", "nis": AALST},
    "point": {"lat": 50.938, "lon": 4.04, "precision": "address"},
}
OFFER: Row = {
    "kind": "offer",
    "id": "t:a",
    "organisation": "t:o",
    "name": "Hulp bij schulden",
    "description": "We kijken samen uw brieven na en maken een plan.",
    "themes": ["schuldbemiddeling-en-budgetbeheer"],
    "functions": ["schuldhulp"],
    "area": {"municipalities": [AALST]},
    "phones": [{"number": "053 00 00 00"}],
}
AT: Row = {"kind": "offer_at_location", "id": "t:x", "offer": "t:a", "location": "t:l"}
PARTNERSHIP: Row = {
    "kind": "partnership",
    "id": "t:p",
    "name": "Netwerk",
    "partners": [{"organisation": "t:o", "name": "Dienst"}],
}
RECOGNITION: Row = {
    "kind": "recognition",
    "id": "t:r",
    "organisation": "t:o",
    "recognised_for": "casemanager",
    "authority": "Departement Zorg",
    "valid_from": "2024-01-01",
    "valid_until": "2026-11-22",
    "room": "yes",
}
GOOD: Sequence[Row] = (ORGANISATION, PLACE, OFFER, AT, PARTNERSHIP, RECOGNITION)


@pytest.fixture(scope="module")
def look(gazetteer: Gazetteer, vocabulary: Vocabulary) -> Look:
    """Surveys rows as the store gives them."""

    def surveyed(rows: Iterable[Row], terms: Vocabulary = vocabulary) -> Survey:
        records = [read_record({"provenance": {"source": "t"}, **row}) for row in rows]
        others = [one for one in records if not isinstance(one, Offer | OfferAtLocation)]
        others.sort(key=lambda one: OWNERS_FIRST.index(one.kind))
        return survey(others, bundles(records), today=TODAY, gazetteer=gazetteer, vocabulary=terms)

    return surveyed


def bundles(records: Sequence[Record]) -> Iterable[Bundle]:
    """As the store puts them together."""
    by_id = {record.id: record for record in records}
    sites = [(one, by_id[one.location]) for one in records if isinstance(one, OfferAtLocation)]
    for offer in records:
        if isinstance(offer, Offer):
            organisation, partnership = by_id.get(offer.organisation), by_id.get(offer.partnership or "")
            yield Bundle(
                offer,
                organisation if isinstance(organisation, Organisation) else None,
                partnership if isinstance(partnership, Partnership) else None,
                tuple((at, place) for at, place in sites if at.offer == offer.id and isinstance(place, Location)),
            )


def having(changes: Mapping[str, Row | None], *more: Row) -> list[Row]:
    """The good world with fields of some records changed (`None`: without that record) and records added."""
    world = [{**row, **(changes.get(row["id"]) or {})} for row in GOOD if changes.get(row["id"], {}) is not None]
    return [*world, *more]


def fired(counted: Survey) -> set[tuple[str, str]]:
    return {(check, found.id) for check in CHECKS for found in findings(counted, check, Scope(demo="all"))}


def about(counted: Survey, **scope: Any) -> Report:
    return report(counted, Scope(**scope))


def known(told: Report, fact: str) -> tuple[int, int, int]:
    """Known, unknown, not applicable."""
    (one,) = (one for one in told.facts if one.id == fact)
    return one.known, one.unknown, one.not_applicable


FREE: Row = {"free": "yes"}
SITE: Row = {"kind": "offer_at_location", "id": "t:y", "offer": "t:b", "location": "t:l"}
TWIN: Row = {**OFFER, "id": "t:b", "name": "Hulp bij  Schulden!"}
NOWHERE: Row = {"phones": [], "area": None}
ELSEWHERE: Row = {"kind": "location", "id": "t:m", "organisation": "t:o", "address": {"nis": NINOVE}}

BROKEN: Mapping[str, tuple[str, list[Row]]] = {
    "unreachable": ("t:a", having({"t:a": NOWHERE, "t:x": None})),
    "helpline_unreachable": (
        "t:a",
        having({"t:a": {"helpline": True, "phones": [{"number": "1712", "type": "fax"}], "email": "a@b.be"}}),
    ),
    "organisation_gone": ("t:a", [OFFER]),
    "organisation_not_active": ("t:a", having({"t:o": {"status": "defunct"}})),
    "free_with_amount": ("t:a", having({"t:a": {"costs": [FREE, {"amount": 5}]}})),
    "referral_by_nobody": ("t:a", having({"t:a": {"access": "referral", "referral_by": []}})),
    "decision_by_nobody": ("t:a", having({"t:x": {"access": "decision"}})),
    "ages_exclude_groups": (
        "t:a",
        having({"t:a": {"ages": {"minimum": 65}, "target_groups": ["kinderen", "jongeren", "dakloos"]}}),
    ),
    "intake_stop_past": ("t:a", having({"t:x": {"intake_stop": "yes", "intake_stop_until": "2026-11-21"}})),
    "alert_past": ("t:a", having({"t:a": {"alert": {"text": "Verhuisd", "until": "2026-11-21"}}})),
    "waiting_old": (
        "t:a",
        having({"t:a": {"waiting": {"value": 3, "unit": "weeks", "measured_on": "2026-05-22"}}}),
    ),
    "next_check_passed": ("t:a", having({"t:a": {"provenance": {"source": "t", "next_check": "2026-11-21"}}})),
    "theme_missing": ("t:a", having({"t:a": {"themes": []}})),
    "function_missing": ("t:a", having({"t:a": {"functions": []}})),
    "sector_missing": ("t:a", having({"t:o": {"sector": None}})),
    "description_short": ("t:a", having({"t:a": {"description": "Hulp bij schulden en bij geldzorgen. Ja."[:39]}})),
    "possible_double": ("t:b", having({}, TWIN, SITE)),
    "area_unknown_names": ("t:a", having({"t:a": {"area": {"municipalities": [AALST], "provinces": ["Atlantis"]}}})),
    "place_without_municipality": ("t:l", having({"t:l": {"address": {"street": "Markt"}, "point": None}})),
    "point_far": ("t:l", having({"t:l": {"point": {"lat": 51.22, "lon": 4.4, "precision": "address"}}})),
    "website_not_https": ("t:o", having({"t:o": {"website": "http://dienst.be"}})),
    "phone_implausible": ("t:x", having({"t:x": {"phones": [{"number": "9300"}]}})),
    "partnership_empty": (
        "t:p",
        having({"t:p": {"partners": [{"name": "Dienst", "valid_to": "2026-11-21"}]}}),
    ),
    "partner_gone": (
        "t:p",
        having({"t:p": {"partners": [{"name": "Weg", "organisation": "t:weg"}, {"name": "Vrijwilligers"}]}}),
    ),
    "recognition_ended": ("t:r", having({"t:r": {"valid_until": "2026-11-21"}})),
}
"""Per check, which record of which world it must fire on; in the good world, one step back, it may not."""

FINE: Mapping[str, list[Row]] = {
    "nothing is said at all of money": having({}),
    "a stop, an alert and a recognition hold on their last day": having(
        {
            "t:a": {"alert": {"text": "Verhuisd", "until": "2026-11-22"}, "intake_stop": "yes"},
            "t:x": {"intake_stop": "yes", "intake_stop_until": "2026-11-22"},
        }
    ),
    "half a year is not old": having({"t:a": {"waiting": {"value": 3, "unit": "weeks", "measured_on": "2026-05-23"}}}),
    "the first talk is free, the next ones are not": having(
        {"t:a": {"costs": [{"free": "yes", "note": "het eerste gesprek"}, {"amount": 5}]}}
    ),
    "someone refers": having({"t:a": {"access": "referral", "referral_by": ["huisarts"]}}),
    "someone decides": having({"t:a": {"access": "decision", "decision_by": "de toegangspoort"}}),
    "one of the target groups fits the ages": having(
        {"t:a": {"ages": {"minimum": 65}, "target_groups": ["kinderen", "ouderen"]}}
    ),
    "ages and a group of all ages": having({"t:a": {"ages": {"minimum": 65}, "target_groups": ["dakloos"]}}),
    "parents of children": having({"t:a": {"ages": {"minimum": 18}, "target_groups": ["kinderen", "gezinnen"]}}),
    "a helpline with nothing but a chat": having({"t:a": {"helpline": True, "phones": [], "chat": "https://chat.be"}}),
    "a helpline with the number of its organisation": having(
        {"t:a": {"helpline": True, "phones": []}, "t:o": {"phones": [{"number": "1712"}]}}
    ),
    "no area and no phone, but a place": having({"t:a": NOWHERE}),
    "no place, but the website of the organisation": having(
        {"t:a": NOWHERE, "t:x": None, "t:o": {"website": "https://dienst.be"}}
    ),
    "the same name at another place": having({}, TWIN, {**SITE, "location": "t:m"}, ELSEWHERE),
    "the same name without a place": having({}, TWIN),
    "another name at the same place": having({}, {**TWIN, "name": "Budgethulp"}, SITE),
    "the sector of the offer alone": having({"t:o": {"sector": None}, "t:a": {"sector": "wonen"}}),
    "a description of 40 characters": having({"t:a": {"description": "x" * 40}}),
    "a place where no one goes": having({"t:l": {"type": "virtual", "address": None, "point": None}}),
    "a hidden place is no gap": having({"t:l": {"visibility": {"point": "hidden"}}}),
    "a former municipality": having({"t:a": {"area": {"municipalities": ["44011"]}}}),
    "a partner who left and one who stayed": having(
        {"t:p": {"partners": [{"name": "A", "valid_to": "2020-01-01"}, {"name": "B"}]}}
    ),
    "a recognition that ended and says there is no room": having({"t:r": {"valid_until": "2026-11-21", "room": "no"}}),
    "numbers as people dial them": having(
        {
            "t:o": {
                "phones": [
                    {"number": number}
                    for number in ("112", "1712", "116 117", "0800 13 500", "0470 00 00 00", "+31 20 123 4567")
                ]
            },
            "t:a": {"phones": [{"number": "8686", "type": "text"}]},
        }
    ),
    "an offer that stopped for good is not judged": having({"t:a": {"status": "defunct", "themes": []}}),
    "an offer that stopped with its organisation": having(
        {"t:a": {"status": "inactive"}, "t:o": {"status": "inactive"}}
    ),
}


def test_a_good_world_has_nothing_broken(look: Look) -> None:
    assert fired(look(GOOD)) == set()


@pytest.mark.parametrize("check", BROKEN)
def test_a_check_fires_on_what_is_broken(look: Look, check: str) -> None:
    record, world = BROKEN[check]
    assert (check, record) in fired(look(world))


@pytest.mark.parametrize("world", FINE.values(), ids=FINE.keys())
def test_no_check_fires_on_what_can_be_right(look: Look, world: list[Row]) -> None:
    assert fired(look(world)) == set()


def test_every_check_has_a_world_that_it_fires_on() -> None:
    in_code = {*OFFER_CHECKS, *LOCATION_CHECKS, *PARTNERSHIP_CHECKS, *RECOGNITION_CHECKS, *CONTACT_CHECKS}
    assert in_code | {"possible_double"} == CHECKS.keys()
    assert {*BROKEN, "theme_misfit"} == CHECKS.keys()


@pytest.mark.parametrize(
    ("themes", "misfit"),
    [
        (("schuldbemiddeling-en-budgetbeheer",), False),
        (("geld-en-administratie",), False),
        (("sociale-huur",), True),
        (("sociale-huur", "schuldbemiddeling-en-budgetbeheer"), False),
    ],
)
def test_a_theme_fits_where_it_stands_at_or_above_a_theme_of_the_functions(
    look: Look, vocabulary: Vocabulary, themes: tuple[str, ...], misfit: bool
) -> None:
    details = {"themes": ("schuldbemiddeling-en-budgetbeheer",)}
    function = TermEntry("schuldhulp", {"nl": "Schuldhulp"}, details=details)
    silent = TermEntry("budgetbeheer", {"nl": "Budgetbeheer"})
    terms = replace(
        vocabulary, lists={**vocabulary.lists, "function": {"schuldhulp": function, "budgetbeheer": silent}}
    )
    assert (("theme_misfit", "t:a") in fired(look(having({"t:a": {"themes": themes}}), terms))) is misfit
    fits_all = having({"t:a": {"themes": themes, "functions": ["schuldhulp", "budgetbeheer"]}})
    assert ("theme_misfit", "t:a") not in fired(look(fits_all, terms))


def test_a_fact_is_known_where_the_place_or_the_organisation_says_it(look: Look) -> None:
    rows = having(
        {
            "t:a": {"phones": []},
            "t:l": {"hours": {"always": True}, "accessibility": {"lift": "no"}},
            "t:o": {"phones": [{"number": "053 00 00 00"}]},
        },
        {**OFFER, "id": "t:b", "organisation": "t:weg", "phones": []},
    )
    told = about(look(rows))
    assert told.offers == 2
    assert known(told, "phone") == known(told, "contact") == known(told, "hours") == known(told, "place") == (1, 1, 0)
    assert known(told, "accessibility") == (1, 0, 1)


def test_what_does_not_apply_is_no_gap(look: Look) -> None:
    line = {"helpline": True, "modes": ["phone"]}
    told = about(look(having({"t:a": line, "t:x": None})))
    for fact in ("waiting", "waiting_fresh", "intake", "place", "accessibility"):
        assert known(told, fact) == (0, 0, 1), fact
        assert next(one for one in told.facts if one.id == fact).share is None
    at_home = about(look(having({"t:a": {"modes": ["home"]}, "t:x": None})))
    assert known(at_home, "place") == (0, 0, 1)
    assert known(at_home, "waiting") == (0, 1, 0)


def test_every_fact_can_be_known_and_an_empty_list_is_known_too(look: Look) -> None:
    full = {
        "ages": {},
        "target_groups": [],
        "budgets": [],
        "costs": [],
        "languages": [],
        "waiting": {"value": 2, "unit": "weeks", "measured_on": "2026-05-23"},
        "intake_stop": "no",
        "access": "direct",
        "line": 1,
        "complex_needs": "no",
        "professional": "Voor wie doorverwijst.",
        "summary": "Kort.",
        "hours": {"note": "bel even"},
        "provenance": {"source": "t", "confirmed_on": "2026-01-01"},
    }
    told = about(look(having({"t:a": full, "t:l": {"accessibility": {"lift": "yes"}}})))
    assert {fact.id: fact.share for fact in told.facts} == dict.fromkeys(FACTS, 1.0)
    bare = about(look([{"kind": "offer", "id": "t:a", "organisation": "t:o", "name": "Kaal", "access": "unknown"}]))
    assert all(fact.known == 0 for fact in bare.facts)
    assert {fact.id for fact in bare.facts if fact.not_applicable} == {"waiting_fresh", "accessibility"}


def test_shares_are_of_what_applies_and_are_never_rounded_to_none_or_all(look: Look) -> None:
    offers = [{**OFFER, "id": f"t:{n}", "ages": {} if n else None} for n in range(300)]
    offers += [{**OFFER, "id": f"t:h{n}", "helpline": True, "waiting": None} for n in range(100)]
    shares = {fact.id: fact for fact in about(look([ORGANISATION, *offers])).facts}
    assert (shares["ages"].known, shares["ages"].unknown, shares["ages"].share) == (299, 101, 0.7475)
    assert (shares["waiting"].unknown, shares["waiting"].not_applicable) == (300, 100)
    assert (shares["phone"].percentage, shares["waiting"].percentage) == ("100%", "0%")
    one_in_many = about(look([ORGANISATION, *offers[:300], {**OFFER, "id": "t:z", "summary": "Kort."}]))
    assert {f.id: f.percentage for f in one_in_many.facts}["summary"] == "1%"
    assert {f.id: f.percentage for f in one_in_many.facts}["ages"] == "99%"


@pytest.mark.parametrize(
    ("confirmed", "band"),
    [
        ("2026-11-22", "half_year"),
        ("2026-05-23", "half_year"),
        ("2026-05-22", "year"),
        ("2025-11-22", "year"),
        ("2025-11-21", "two_years"),
        ("2024-11-22", "two_years"),
        ("2024-11-21", "older"),
        (None, "never"),
    ],
)
def test_an_offer_is_in_one_band_of_age(look: Look, confirmed: str | None, band: str) -> None:
    told = about(look(having({"t:a": {"provenance": {"source": "t", "confirmed_on": confirmed}}})))
    assert {one.id: one.offers for one in told.dates.confirmed if one.offers} == {band: 1}


def test_the_oldest_and_the_latest_day_of_the_sources_are_those_of_the_offers(look: Look) -> None:
    dated = [{**OFFER, "id": f"t:{d}", "provenance": {"source": "t", "source_date": d}} for d in DATES]
    dates = about(look([ORGANISATION, *dated, OFFER])).dates
    assert (dates.oldest, dates.latest) == (date(2008, 1, 1), date(2026, 2, 1))
    assert about(look([ORGANISATION])).dates.oldest is None


DATES = ("2024-05-01", "2008-01-01", "2026-02-01")


@pytest.mark.parametrize(
    ("area", "postcode", "zones"),
    [
        (None, "9300", {"regio-aalst"}),
        ({"everywhere": True}, "9300", {"regio-aalst"}),
        ({"municipalities": [AALST]}, None, {"regio-aalst"}),
        ({"municipalities": [NINOVE]}, None, {"dender-zuid"}),
        ({"municipalities": [AALST, NINOVE]}, None, set()),
        ({"municipalities": ["41018", NINOVE]}, None, {"dender-zuid"}),
        ({"note": "de streek"}, None, set()),
        (None, None, set()),
    ],
)
def test_an_offer_counts_in_the_zones_of_its_places_or_else_of_its_area(
    look: Look, gazetteer: Gazetteer, area: Row | None, postcode: str | None, zones: set[str]
) -> None:
    rows = having({"t:a": {"area": area}, "t:x": {} if postcode else None})
    counted = look(rows)
    assert offers_per_zone(counted) == dict.fromkeys(zones or {NO_ZONE}, 1)
    for zone in gazetteer.zones:
        assert about(counted, zone=zone.id).offers == (zone.id in zones)
    assert about(counted, zone=NO_ZONE).offers == (not zones)
    assert about(counted).offers == 1


def test_a_part_of_antwerpen_is_one_zone_and_the_city_fills_two(look: Look, gazetteer: Gazetteer) -> None:
    def zones(changes: Mapping[str, Row | None]) -> set[str]:
        return set(offers_per_zone(look(having(changes))))

    def at(address: Row) -> Mapping[str, Row | None]:
        return {"t:l": {"address": {**address, "nis": ANTWERPEN}, "point": None}}

    def working_in(area: Row) -> Mapping[str, Row | None]:
        return {"t:a": {"area": area}, "t:x": None}

    everywhere = {zone.id for zone in gazetteer.zones_of(ANTWERPEN)}
    assert len(everywhere) == 4
    assert zones(at({"postcode": "2000"})) == {"antwerpen-centrum"}
    assert zones(at({})) == everywhere
    assert zones(working_in({"zones": ["antwerpen-oost"]})) == {"antwerpen-oost"}
    # The two other zones of the city have neighbours of the city in them.
    assert zones(working_in({"municipalities": [ANTWERPEN]})) == {"antwerpen-centrum", "antwerpen-zuid"}
    assert zones(working_in({"municipalities": [ANTWERPEN, "11052"]})) == everywhere - {"noord-antwerpen"}


def test_help_for_all_of_flanders_counts_in_every_zone_and_once_in_all(look: Look, gazetteer: Gazetteer) -> None:
    counted = look(having({"t:a": {"area": {"everywhere": True}, "themes": []}, "t:x": None}))
    assert len(offers_per_zone(counted)) == len(gazetteer.zones)
    assert about(counted).offers == 1
    assert [found.id for found in findings(counted, "theme_missing", Scope(zone="dender-zuid"))] == ["t:a"]
    assert len(findings(counted, "theme_missing", Scope())) == 1


def test_what_is_broken_counts_in_the_zone_where_it_is(look: Look) -> None:
    rows = having(
        {"t:o": {"website": "http://dienst.be"}, "t:r": {"valid_until": "2026-01-01", "zones": ["dender-zuid"]}},
        {**ORGANISATION, "id": "t:q", "website": "http://elders.be"},
    )
    counted = look(rows)

    def websites(zone: str) -> list[str]:
        return [found.id for found in findings(counted, "website_not_https", Scope(zone=zone))]

    assert (websites("regio-aalst"), websites("dender-zuid"), websites(NO_ZONE)) == (["t:o"], [], ["t:q"])
    assert len(findings(counted, "recognition_ended", Scope(zone="dender-zuid"))) == 1
    assert len(findings(counted, "recognition_ended", Scope(zone="regio-aalst"))) == 0


HIDDEN: Row = {"visibility": {"*": "hidden"}}
ALL_WRONG: Row = {"themes": [], "functions": [], "description": None, "website": "http://x.be"}


@pytest.mark.parametrize(
    ("rows", "offers"),
    [
        (having({"t:a": {**ALL_WRONG, **HIDDEN}, "t:x": {"website": "http://x.be"}}), 0),
        (having({"t:a": ALL_WRONG, "t:o": {**HIDDEN, "website": "http://x.be"}, "t:l": {"address": None}}), 0),
        (having({"t:l": {**HIDDEN, "address": None, "website": "http://x.be"}}), 1),
        (having({"t:x": {**HIDDEN, "website": "http://x.be", "access": "referral"}}), 1),
        (having({"t:l": {"visibility": {"address": "hidden"}, "address": {"nis": NINOVE}}}), 1),
    ],
    ids=["an offer", "an organisation", "a place", "an offer at a place", "an address"],
)
def test_what_is_hidden_is_never_counted_or_listed(look: Look, rows: list[Row], offers: int) -> None:
    counted = look(rows)
    hidden_organisation = any(row["id"] == "t:o" and "visibility" in row for row in rows)
    expected = {("partnership_empty", "t:p")} if hidden_organisation else set()
    assert fired(counted) == expected
    assert about(counted).offers == offers
    assert "dender-zuid" not in offers_per_zone(counted)
    assert offers or not counted.kinds.get("offer_at_location")


def test_a_place_of_a_hidden_organisation_is_nobody_else_s_place_either(look: Look) -> None:
    refuge = {**ORGANISATION, **HIDDEN, "id": "t:h", "name": "Vluchthuis"}
    counted = look(having({"t:l": {"organisation": "t:h", "address": {"nis": NINOVE}}}, refuge))
    assert offers_per_zone(counted) == {"regio-aalst": 1}
    assert not counted.kinds.get("offer_at_location")
    assert known(about(counted), "place") == (0, 1, 0)


def test_a_hidden_partner_is_not_told_as_gone(look: Look) -> None:
    partners = [{"organisation": "t:h", "name": "Vluchthuis"}, {"name": "Vrijwilligers"}]
    refuge = {**ORGANISATION, **HIDDEN, "id": "t:h", "name": "Vluchthuis"}
    assert fired(look(having({"t:p": {"partners": partners}}, refuge))) == set()


def test_made_up_records_are_counted_apart(look: Look) -> None:
    made_up = [
        {**row, "id": f"demo:{row['id'][2:]}", "demo": True, "themes": [], "provenance": {"source": "demo"}}
        if row["kind"] == "offer"
        else {**row, "id": f"demo:{row['id'][2:]}", "demo": True, "provenance": {"source": "demo"}}
        for row in (ORGANISATION, {**OFFER, "organisation": "demo:o"})
    ]
    counted = look([*GOOD, *made_up])
    assert [about(counted, demo=demo).offers for demo in ("real", "demo", "all")] == [1, 1, 2]
    assert [about(counted, demo=demo).broken for demo in ("real", "demo", "all")] == [0, 1, 1]
    assert (counted.kinds["offer"], counted.demo_kinds["offer"], counted.demo) == (1, 1, 2)
    assert counted.real_sources.keys() == {"t"}
    assert counted.demo_sources["demo"].records == 2
    assert counted.page_ids["offer"] == ("t:a",)


def test_what_is_made_up_of_a_real_organisation_does_not_bring_it_to_a_zone(look: Look) -> None:
    made_up = {**OFFER, "id": "demo:a", "demo": True, "area": {"zones": ["leuven"]}}
    counted = look(having({"t:o": {"website": "http://dienst.be"}}, made_up))
    assert not findings(counted, "website_not_https", Scope(zone="leuven", demo="all"))
    assert findings(counted, "website_not_https", Scope(zone="regio-aalst"))


def test_a_real_offer_at_a_made_up_place_is_made_up(look: Look) -> None:
    counted = look(having({"t:l": {"demo": True}}))
    assert [about(counted, demo=demo).offers for demo in ("real", "demo")] == [0, 1]


def test_without_a_choice_real_records_are_shown_where_there_are_any(look: Look, gazetteer: Gazetteer) -> None:
    made_up = {**OFFER, "id": "demo:a", "demo": True, "provenance": {"source": "demo"}, "area": {"zones": ["leuven"]}}
    counted = look([*GOOD, made_up])

    def chosen(zone: str | None = None, source: str | None = None, demo: str | None = None) -> Scope:
        return scope_of(counted, gazetteer, zone=zone, source=source, demo=demo)

    assert chosen() == chosen("", "", "") == Scope(demo="real")
    assert chosen(zone="Regio Aalst") == Scope("regio-aalst", None, "real")
    assert chosen(zone="Leuven") == Scope("leuven", None, "demo")
    assert chosen(source="demo") == Scope(None, "demo", "demo")
    assert chosen(zone="leuven", demo="real") == Scope("leuven", None, "real")
    assert chosen(zone=NO_ZONE) == Scope(NO_ZONE, None, "real")


@pytest.mark.parametrize("wrong", [{"zone": "Atlantis"}, {"source": "niemand"}, {"demo": "soms"}])
def test_a_choice_that_is_not_there_is_named(look: Look, gazetteer: Gazetteer, wrong: dict[str, str]) -> None:
    ((parameter, value),) = wrong.items()
    with pytest.raises(UnknownChoice, match=value) as raised:
        scope_of(look(GOOD), gazetteer, **{"zone": None, "source": None, "demo": None, **wrong})
    assert raised.value.parameter == parameter


def test_a_report_on_a_source_counts_what_that_source_gave(look: Look) -> None:
    other = {**OFFER, "id": "u:a", "themes": [], "provenance": {"source": "u", "source_date": "2025-03-01"}}
    counted = look([*GOOD, other])
    assert (about(counted, source="t").offers, about(counted, source="u").offers) == (1, 1)
    assert (about(counted, source="t").broken, about(counted, source="u").broken) == (0, 1)
    assert list(counted.real_sources) == ["t", "u"]
    assert counted.real_sources["u"].period.latest == date(2025, 3, 1)


@pytest.mark.parametrize(("replaced", "offers"), [(True, 0), (False, 1)])
def test_what_another_record_replaces_is_not_counted(
    gazetteer: Gazetteer, vocabulary: Vocabulary, replaced: bool, offers: int
) -> None:
    records = [read_record(row) for row in having({"t:a": {"replaced_by": "t:b"}})]
    counted = survey(
        [one for one in records if not isinstance(one, Offer | OfferAtLocation)],
        bundles(records),
        today=TODAY,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
        is_replaced=lambda record: replaced,
    )
    assert (counted.kinds.get("offer", 0), about(counted).offers) == (offers, offers)
    assert counted.page_ids["offer"] == ("t:a",) * offers


def test_what_changed_since_is_named_no_more(look: Look) -> None:
    counted = look(having({"t:a": {"themes": []}, "t:l": {"website": "http://x.be"}}))
    assert fired(counted) == {("theme_missing", "t:a"), ("website_not_https", "t:l")}
    assert fired(counted.without({"t:a"})) == {("website_not_https", "t:l")}
    assert fired(counted.without({"t:o"})) == set()
    assert counted.without({"t:a"}).page_ids["offer"] == ()
    assert about(counted.without({"t:o"})).offers == 1


def test_only_checks_that_exist_have_findings(look: Look) -> None:
    with pytest.raises(KeyError):
        findings(look(GOOD), "bestaat_niet", Scope())
