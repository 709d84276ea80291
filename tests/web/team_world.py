"""Made-up providers who can help together in Aalst; no organisation or number of them exists."""

from __future__ import annotations

from typing import Any

from tests.web.world import Row

AALST, NINOVE = {"municipalities": ["41002"]}, {"municipalities": ["41048"]}


def provider(name: str, function: str, **said: Any) -> list[Row]:
    """An organisation with one offer at a place in Aalst, open to all and known to fit unless said otherwise."""
    id_ = name.casefold().replace(" ", "-")
    demo = said.pop("demo", False)
    return [
        {"kind": "organisation", "id": f"proef:{id_}", "name": name, "demo": demo},
        {
            "kind": "location",
            "id": f"proef:{id_}-huis",
            "organisation": f"proef:{id_}",
            "address": {"postcode": "9300", "municipality": "Aalst", "nis": "41002"},
            "point": {"lat": 50.938, "lon": 4.04, "precision": "address"},
            "demo": demo,
        },
        {
            "kind": "offer",
            "id": f"proef:{id_}-aanbod",
            "organisation": f"proef:{id_}",
            "name": f"{name}: aanbod",
            "description": "Een aanbod dat alleen in deze proef bestaat.",
            "functions": [function],
            "sector": "algemeen_welzijn",
            "area": AALST,
            "access": "direct",
            "intake_stop": "no",
            "target_groups": [],
            "budgets": ["none"],
            "line": 1,
            "waiting": {"value": 2, "unit": "weeks", "measured_on": "2026-11-01"},
            "demo": demo,
        }
        | said,
        {
            "kind": "offer_at_location",
            "id": f"proef:{id_}-hier",
            "offer": f"proef:{id_}-aanbod",
            "location": f"proef:{id_}-huis",
            "phones": [{"number": "000 00 00 03"}],
            "demo": demo,
        },
    ]


def recognised(id_: str) -> Row:
    """A recognition to send casemanagers in the zone of Aalst."""
    return {
        "kind": "recognition",
        "id": f"{id_}-erkenning",
        "organisation": id_,
        "recognised_for": "casemanagement",
        "authority": "Proefbestuur",
        "zones": ["regio-aalst"],
        "valid_from": "2026-01-01",
        "how_to_ask": "Bel gewoon. Mail naar de organisatie.",
        "room": "yes",
    }


def second_place(name: str, nis: str | None, id_: str) -> list[Row]:
    """Another place of a provider, where it offers the same; without a code nobody knows where that is."""
    own = f"proef:{name.casefold().replace(' ', '-')}"
    return [
        {
            "kind": "location",
            "id": f"{own}-{id_}",
            "organisation": own,
            **({"address": {"nis": nis}} if nis else {}),
        },
        {"kind": "offer_at_location", "id": f"{own}-{id_}-daar", "offer": f"{own}-aanbod", "location": f"{own}-{id_}"},
    ]


_FROM = {"provenance": {"source": "proef", "source_date": "2026-11-01"}}
_ROWS: list[Row] = [
    *provider("Proef Schuld", "schuldhulp"),
    *provider("Proef Poets", "poetshulp"),
    *provider("Proef Schoon", "poetshulp", waiting={"value": 6, "unit": "weeks", "measured_on": "2026-11-01"}),
    *provider("Proef Buddy", "buddy", demo=True),
    *provider("Proef Opvoeden", "opvoedingsondersteuning", area=NINOVE),
    *provider("Proef Kinderen", "gezinsbegeleiding", ages={"minimum": 0, "maximum": 12}),
    *provider("Proef Wonen", "woonbegeleiding"),
    *provider("Proef Twee", "huurdersadvies", demo=True),
    *second_place("Proef Twee", "41024", "ginds"),
    *second_place("Proef Twee", None, "ergens"),
    recognised("proef:proef-wonen"),
    {"kind": "organisation", "id": "proef:neutraal", "name": "Proef Neutraal", "phones": [{"number": "000 00 00 04"}]},
    recognised("proef:neutraal"),
]

TEAM_WORLD: list[Row] = [row | _FROM for row in _ROWS]
