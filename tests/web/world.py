"""Made-up records that show every field of the pages; no organisation, number or street of them exists."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]

WEEK = [
    {"day": day, "opens": opens, "closes": closes}
    for day in ("mo", "tu", "we", "th", "fr")
    for opens, closes in (("09:00", "12:00"), ("13:30", "16:00"))
]
BROKEN_OUT = "</script><script>alert(1)</script><b>vet</b>"
"""What must come out as text, wherever it stands."""

ORGANISATION: Row = {
    "kind": "organisation",
    "id": "proef:huis",
    "aliases": ["proef:oud-huis"],
    "name": "Proefhuis De Brug",
    "short_names": ["De Brug"],
    "legal_name": "De Brug vzw",
    "type": "caw",
    "sector": "algemeen_welzijn",
    "identifiers": [{"scheme": "kbo", "value": "0000.000.097"}],
    "description": "Een huis dat alleen in deze proef bestaat.",
    "phones": [{"number": "000 00 00 01", "hours": {"weekly": WEEK[:2]}}],
    "email": "onthaal@proef.invalid",
    "website": "https://proef.invalid/",
    "funded_by": "flanders",
}
PLACE: Row = {
    "kind": "location",
    "id": "proef:plaats",
    "organisation": "proef:huis",
    "name": "Onthaalpunt Aalst",
    "address": {
        "street": "Proefstraat",
        "number": "12",
        "box": "3",
        "postcode": "9300",
        "municipality": "Aalst",
        "nis": "41002",
    },
    "point": {"lat": 50.938, "lon": 4.04, "precision": "address"},
    "transport": "Bus tot aan het Proefplein.",
    "accessibility": {"step_free": "yes", "lift": "no"},
    "hours": {
        "weekly": [*WEEK[:6], {"day": "th", "opens": "13:00", "closes": "19:00", "by_appointment": True}],
        "exceptions": [{"first": "2026-12-24", "last": "2027-01-03", "note": "kerstvakantie"}],
        "note": "Bel even voor u komt.",
    },
}
FULL: Row = {
    "kind": "offer",
    "id": "proef:huur",
    "aliases": ["proef:oude-huur"],
    "organisation": "proef:huis",
    "name": "Hulp bij huurschulden",
    "alternate_names": ["Huurschuldhulp"],
    "summary": "We zoeken samen een oplossing als u uw huur niet meer kunt betalen.",
    "description": {
        "nl": f"We luisteren naar u.\n\nDaarna maken we samen een plan. {BROKEN_OUT}",
        "fr": "Nous vous écoutons.",
        "ar": "نستمع إليك.",
    },
    "professional": "Begeleiding na intake. Aanmelden kan met het gewone formulier.",
    "themes": ["huurhulp-en-huurdersbond"],
    "functions": ["schuldhulp"],
    "sector": "algemeen_welzijn",
    "target_groups": ["volwassenen"],
    "ages": {"minimum": 18, "maximum": 64},
    "conditions": [{"text": "U woont in de regio Aalst.", "source": "reglement"}],
    "budgets": ["none"],
    "access": "referral",
    "referral_by": ["huisarts", "OCMW"],
    "steps": [
        {"text": "U maakt een afspraak.", "by": "person"},
        {"text": "We bekijken uw papieren.", "by": "provider"},
    ],
    "required_documents": ["Uw identiteitskaart", "Uw huurcontract"],
    "costs": [{"amount": 12.5, "unit": "per gesprek", "reduced": "3 euro met een verhoogde tegemoetkoming"}],
    "languages": ["nl", "fr"],
    "interpretation": "Een tolk kan, vraag het vooraf.",
    "modes": ["onsite", "phone"],
    "area": {"zones": ["regio-aalst"]},
    "waiting": {"value": 3, "unit": "weeks", "measured_on": "2026-10-01", "source": "eigen telling"},
    "intake_stop": "yes",
    "intake_stop_until": "2026-12-31",
    "capacity": {"unit": "plaatsen", "available": 3, "maximum": 12},
    "line": 1,
    "complex_needs": "yes",
    "alert": {"text": "We verhuizen in december.", "until": "2026-12-31"},
    "sector_terms": [{"term": "outreach", "meaning": "We komen bij u thuis."}],
    "competent_authority": "Proefbestuur",
    "website": "https://proef.invalid/huur",
    "provenance": {
        "source": "proef",
        "source_date": "2026-09-01",
        "confirmed_on": "2026-10-05",
        "confirmed_by": "de zorgraad",
    },
    "field_provenance": {"waiting": {"source": "proef", "source_date": "2026-10-01"}},
}
AT_PLACE: Row = {
    "kind": "offer_at_location",
    "id": "proef:huur-plaats",
    "offer": "proef:huur",
    "location": "proef:plaats",
    "phones": [{"number": "000 00 00 02", "type": "mobile", "languages": ["fr"], "note": "voormiddag"}],
}
BARE: Row = {
    "kind": "offer",
    "id": "proef:kaal",
    "organisation": "proef:huis",
    "name": "Praatcafé zonder gegevens",
    "description": "Meer weten we niet.",
    "costs": [{"free": "yes"}],
}
SHELTER: Row = {
    "kind": "offer",
    "id": "proef:vluchthuis",
    "organisation": "proef:huis",
    "name": "Vluchthuis op een geheim adres",
    "description": "Een veilige plek na geweld.",
}
SHELTER_PLACE: Row = {
    "kind": "location",
    "id": "proef:geheim",
    "organisation": "proef:huis",
    "name": "Veilige plek",
    "address": {"street": "Geheimstraat", "number": "77", "postcode": "9320", "municipality": "Erembodegem"},
    "point": {"lat": 50.91919, "lon": 4.05151, "precision": "address"},
    "phones": [{"number": "000 00 00 77"}],
    "visibility": {"address": "hidden", "phones": "professional"},
}
AT_SHELTER: Row = {
    "kind": "offer_at_location",
    "id": "proef:vluchthuis-plaats",
    "offer": "proef:vluchthuis",
    "location": "proef:geheim",
}
HIDDEN: Row = {
    "kind": "offer",
    "id": "proef:verborgen",
    "organisation": "proef:huis",
    "name": "Verborgen aanbod",
    "visibility": {"*": "hidden"},
}
REFUGE: Row = {
    "kind": "organisation",
    "id": "proef:schuilplaats",
    "name": "Verborgen schuilplaats",
    "visibility": {"*": "hidden"},
}
SHY: Row = {
    "kind": "organisation",
    "id": "proef:stil",
    "name": "Stille vereniging",
    "email": "geheim@proef.invalid",
    "phones": [{"number": "000 00 00 55"}],
    "visibility": {"email": "hidden", "phones": "professional"},
}
OLD: Row = {
    "kind": "offer",
    "id": "proef:vervangen",
    "organisation": "proef:huis",
    "name": "Vroegere huurhulp",
    "replaced_by": "proef:huur",
}
STOPPED: Row = {
    "kind": "offer",
    "id": "proef:gesloten",
    "organisation": "proef:huis",
    "name": "Kledingwinkel",
    "status": "temporarily_closed",
}
CHILDREN: Row = {
    "kind": "offer",
    "id": "proef:kinderen",
    "organisation": "proef:huis",
    "name": "Huiswerkbegeleiding",
    "summary": "Hulp bij het huiswerk na school.",
    "ages": {"minimum": 6, "maximum": 12},
    "target_groups": ["kinderen"],
    "area": {"municipalities": ["41002"]},
}
MADE_UP: tuple[Row, ...] = (
    {
        "kind": "organisation",
        "id": "demo:o1",
        "name": "Voorbeeldvereniging De Linde",
        "type": "vrijwilligersorganisatie",
        "sector": "buurt",
        "demo": True,
    },
    {
        "kind": "offer",
        "id": "demo:a1",
        "organisation": "demo:o1",
        "name": "Samen koffie in de buurt",
        "summary": "Een babbel en koffie, elke week.",
        "description": "Iedereen is welkom voor koffie en een babbel.",
        "modes": ["onsite"],
        "demo": True,
    },
)
MANY: tuple[Row, ...] = tuple(
    {
        "kind": "offer",
        "id": f"proef:budget-{number:02}",
        "organisation": "proef:huis",
        "name": f"Budgetbegeleiding groep {number}",
        "summary": "We maken samen een overzicht van uw geld.",
        "functions": ["budgetbeheer"],
        "themes": ["schuldbemiddeling-en-budgetbeheer"],
        "area": {"municipalities": ["41002"]},
    }
    for number in range(1, 46)
)
"""Enough for three pages of results."""

SOURCE: Row = {"provenance": {"source": "proef"}}
WILL_GO: Row = SOURCE | {
    "kind": "offer",
    "id": "proef:voorbij",
    "organisation": "proef:huis",
    "name": "Zomerwerking van vorig jaar",
}
HIDDEN_WILL_GO: Row = WILL_GO | {"id": "proef:stil-voorbij", "visibility": {"*": "hidden"}}
WORLD: tuple[Row, ...] = tuple(
    SOURCE | row
    for row in (
        ORGANISATION,
        PLACE,
        FULL,
        AT_PLACE,
        BARE,
        SHELTER,
        SHELTER_PLACE,
        AT_SHELTER,
        HIDDEN,
        REFUGE,
        SHY,
        OLD,
        STOPPED,
        CHILDREN,
        *MADE_UP,
        *MANY,
    )
)
