"""Examples of answers for the OpenAPI document, made up where they are not reference data.

They have a value for every field that may be null: FastAPI leaves nulls out of the document, examples included.
"""

from __future__ import annotations

from typing import Any

Example = dict[str, Any]

PLACE: Example = {
    "name": "9300 Aalst",
    "type": "postcode",
    "municipality": "Aalst",
    "municipality_nis": "41002",
    "postcode": "9300",
    "zones": [{"id": "regio-aalst", "name": "Regio Aalst"}],
    "lat": 50.94179,
    "lon": 4.04699,
    "precision": "postcode",
}

ZONE: Example = {
    "id": "regio-aalst",
    "name": "Regio Aalst",
    "code": "elz36",
    "province": "Oost-Vlaanderen",
    "reference_regions": ["Denderregio"],
    "municipalities": [{"nis": "41002", "name": "Aalst"}],
}

HIT: Example = {
    "id": "demo:onthaal-aalst",
    "name": "Onthaal (voorbeeld)",
    "summary": "Een verzonnen dienst die helpt bij vragen over geld en wonen.",
    "organisation": {"id": "demo:dienst-aalst", "name": "Dienst Aalst (voorbeeld)"},
    "sector": "algemeen_welzijn",
    "place": {"municipality": "Aalst", "postcode": "9300", "lat": 50.94179, "lon": 4.04699},
    "other_locations": 0,
    "distance_km": 0.5,
    "serves_here": True,
    "phone": "053 00 00 00",
    "website": "https://example.org/onthaal",
    "open_now": True,
    "modes": ["onsite", "phone"],
    "access": "direct",
    "cost": "gratis",
    "waiting": "ongeveer 2 weken (op 2 november 2026)",
    "languages": ["nl"],
    "line": 1,
    "score": 1.4,
    "why": [{"code": "distance", "text": "op 0,5 km van Aalst"}],
    "checked_on": "2026-11-02",
    "demo": True,
}

SEARCH: Example = {
    "understood": {
        "words": ["huur", "betalen"],
        "place": {**PLACE, "alternatives": []},
        "themes": [],
        "corrections": [],
    },
    "urgent": [],
    "total": 1,
    "answered_by": "strict",
    "results": [HIT],
    "facets": {"sector": [{"id": "algemeen_welzijn", "name": "Algemeen welzijnswerk", "count": 1}]},
}

SUGGEST: Example = {
    "suggestions": [{"text": "Onthaal (voorbeeld)", "kind": "offer", "id": "demo:onthaal-aalst", "demo": True}]
}

OFFER: Example = {
    "kind": "offer",
    "id": "demo:onthaal-aalst",
    "name": {"nl": "Onthaal (voorbeeld)"},
    "summary": {"nl": "Een verzonnen dienst die helpt bij vragen over geld en wonen."},
    "themes": ["geld-en-administratie"],
    "modes": ["onsite", "phone"],
    "organisation": {"id": "demo:dienst-aalst", "name": "Dienst Aalst (voorbeeld)"},
    "partnership": {"id": "demo:huis-van-het-kind-aalst", "name": "Huis van het Kind Aalst (voorbeeld)"},
    "version": 3,
    "demo": True,
    "contact": {
        "phones": {"value": [{"number": "053 00 00 00"}], "inherited": True, "said_by": "organisation"},
        "email": {"value": "onthaal@example.org", "inherited": False, "said_by": "offer"},
        "website": {"value": "https://example.org/onthaal", "inherited": False, "said_by": "offer"},
        "chat": {"value": "https://example.org/chat", "inherited": True, "said_by": "organisation"},
    },
    "locations": [],
}

ORGANISATION: Example = {
    "kind": "organisation",
    "id": "demo:dienst-aalst",
    "name": "Dienst Aalst (voorbeeld)",
    "phones": [{"number": "053 00 00 00"}],
    "parent": {"id": "demo:groep", "name": "Groep (voorbeeld)"},
    "version": 1,
    "demo": True,
    "locations": [],
    "offers": [{"id": "demo:onthaal-aalst", "name": "Onthaal (voorbeeld)", "demo": True}],
}

PARTNERSHIP: Example = {
    "kind": "partnership",
    "id": "demo:huis-van-het-kind-aalst",
    "name": "Huis van het Kind Aalst (voorbeeld)",
    "partners": [{"organisation": {"id": "loket:ocmw-41002", "name": "OCMW Aalst"}, "name": "OCMW Aalst"}],
    "version": 1,
    "demo": True,
    "locations": [],
    "offers": [],
}

TERMS: Example = {"terms": [{"id": "caw-en-jac", "label": {"nl": "CAW en JAC"}, "broader": "algemene-sociale-hulp"}]}

FRESHNESS: Example = {
    "records": 1180,
    "change_log": {"last": 1180, "behind": 0},
    "index": {
        "documents": 590,
        "generation": 3,
        "schema_version": 1,
        "analysis_version": "1f0c",
        "position": 1180,
    },
}
