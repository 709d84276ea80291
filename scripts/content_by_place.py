"""Records of which there is one in each province and in Brussels, or one in each of a few towns.

What nobody published stays unknown: no address, telephone number or hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from catalogue import slug

BRUZEL = "bruzel"  # the one zone of Brussels

Record = dict[str, Any]


def source(name: str, date: str | None = None) -> dict[str, str]:
    """A provenance; without a date where the source itself has none."""
    return {"source": name, "source_date": date} if date else {"source": name}


def organisation(
    id_: str,
    name: str,
    short_name: str,
    type_: str,
    sector: str,
    provenance: Mapping[str, str],
    *,
    alternate_names: Sequence[str] = (),
    **more: Any,
) -> Record:
    """An organisation; `more` are further fields. What says nothing is left out."""
    known: Record = {
        "kind": "organisation",
        "id": id_,
        "name": name,
        "short_names": [short_name],
        "alternate_names": alternate_names,
        "type": type_,
        "sector": sector,
        **more,
        "provenance": provenance,
    }
    return {field: value for field, value in known.items() if value}


# One centre in each province and one in Brussels.

PROVINCES = ("Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen")
PLACES = (*PROVINCES, "Brussel")


def _where(place: str) -> str:
    return "in Brussel" if place == "Brussel" else f"in de provincie {place}"


def _serving(place: str) -> Record:
    return {"zones": [BRUZEL]} if place == "Brussel" else {"provinces": [place]}


TRUST_CENTRES = source("vertrouwenscentrum", "2026-11-01")
BRANCHES = {
    "Antwerpen": "Er zijn ook antennes in Mechelen en Turnhout.",
    "West-Vlaanderen": "Er is ook een antenne in Kortrijk.",
}


def trust_centres() -> Iterator[Record]:
    """The vertrouwenscentra kindermishandeling."""
    for place in PLACES:
        id_, name = f"loket:vk-{slug(place)}", f"Vertrouwenscentrum Kindermishandeling {place}"
        yield organisation(id_, name, "VK", "vk", "jeugdhulp", TRUST_CENTRES)
        yield {
            "kind": "offer",
            "id": f"{id_}-hulp",
            "organisation": id_,
            "name": name,
            "summary": f"Hulp bij een vermoeden van kindermishandeling {_where(place)}. U belt eerst 1712.",
            "description": "Denkt u dat een kind mishandeld of verwaarloosd wordt? Bel 1712. Bent u professional? Dan "
            "kunt u het centrum zelf bellen. De hulp is gratis. Is een kind nu in gevaar? Bel 101 of 112. "
            f"{BRANCHES.get(place, '')}".strip(),
            "professional": "Het vertrouwenscentrum is ook een gemandateerde voorziening. Het heeft 65 werkdagen voor "
            "zijn beslissing.",
            "themes": ["kindermishandeling", "ocj-en-vertrouwenscentrum"],
            "functions": ["kindermishandeling"],
            "sector": "jeugdhulp",
            "costs": [{"free": "yes"}],
            "area": _serving(place),
            "provenance": TRUST_CENTRES,
        }


BIRTH_CENTRES = source("kraamvogel", "2026-11-01")
BIRTH_NAMES = {"Antwerpen": "De Kraamvogel"}
"""The only name of its own that a source gives."""


def birth_centres() -> Iterator[Record]:
    """The expertisecentra kraamzorg; one has a known name of its own."""
    for place in PLACES:
        id_ = f"loket:eck-{slug(place)}"
        name = BIRTH_NAMES.get(place, f"Expertisecentrum Kraamzorg {place}")
        named = "" if place in BIRTH_NAMES else " Welke naam het zelf gebruikt, is niet bekend."
        yield organisation(id_, name, "ECK", "eck", "gezin_en_kind", BIRTH_CENTRES)
        yield {
            "kind": "offer",
            "id": f"{id_}-kennis",
            "organisation": id_,
            "name": f"{name}: kennis over zwangerschap en geboorte",
            "summary": f"Het expertisecentrum kraamzorg {_where(place)}, over zwangerschap en geboorte.",
            "description": "Een expertisecentrum kraamzorg weet veel over zwangerschap en geboorte. Dit is het "
            f"centrum {_where(place)}. Het is gratis.{named}",
            "themes": ["kraamzorg-en-zwangerschap"],
            "sector": "gezin_en_kind",
            "costs": [{"free": "yes"}],
            "area": _serving(place),
            "provenance": BIRTH_CENTRES,
        }


# Veilige Huizen: nine places are known by name, no address is.

SAFE_HOUSES = source("kw", "2023-11-01")
SAFE_HOUSE_TOWNS = {
    "11002": "Antwerpen",
    "13008": "Geel",
    "44021": "Gent",
    "23027": "Halle",
    "71072": "Hasselt",
    "34022": "Kortrijk",
    "24062": "Leuven",
    "12025": "Mechelen",
    "35013": "Oostende",
}


def safe_houses() -> Iterator[Record]:
    """Each Veilig Huis as a partnership with one offer at one place."""
    yield {
        "kind": "organisation",
        "id": "loket:veilige-huizen",
        "name": "Veilige Huizen",
        "alternate_names": ["Family Justice Centers"],
        "description": "De gezamenlijke naam van de Veilige Huizen. In november 2023 waren het er negen. Elk huis is "
        "een samenwerking.",
        "type": "andere",
        "sector": "algemeen_welzijn",
        "provenance": SAFE_HOUSES,
    }
    for nis, town in SAFE_HOUSE_TOWNS.items():
        yield from _safe_house(nis, town)


def _safe_house(nis: str, town: str) -> Iterator[Record]:
    id_, name = f"loket:veilig-huis-{slug(town)}", f"Veilig Huis {town}"
    yield {
        "kind": "location",
        "id": f"{id_}-plaats",
        "organisation": "loket:veilige-huizen",
        "name": name,
        "address": {"municipality": town, "nis": nis},
        "provenance": SAFE_HOUSES,
    }
    yield {
        "kind": "partnership",
        "id": id_,
        "name": name,
        "alternate_names": [f"Family Justice Center {town}"],
        "type": "family_justice_center",
        "description": "Politie, parket en hulpverleners werken hier samen onder één dak, bij geweld in het gezin.",
        "partners": [{"name": "Politie"}, {"name": "Parket"}, {"name": "Hulpverleners"}],
        "locations": [f"{id_}-plaats"],
        "provenance": SAFE_HOUSES,
    }
    yield {
        "kind": "offer",
        "id": f"{id_}-hulp",
        "organisation": "loket:veilige-huizen",
        "partnership": id_,
        "name": name,
        "alternate_names": [f"Family Justice Center {town}"],
        "summary": f"Hulp bij geweld in het gezin: politie, parket en hulpverleners samen, in {town}.",
        "description": "In een Veilig Huis werken politie, parket en hulpverleners samen onder één dak, bij geweld in "
        "het gezin. U komt er via 1712, het CAW of de politie, of via het eigen onthaal van het huis. Het adres staat "
        "niet op deze kaart. Bent u nu in gevaar? Bel 101 of 112.",
        "themes": ["partnergeweld-en-intrafamiliaal-geweld"],
        "functions": ["geweldhulp"],
        "sector": "algemeen_welzijn",
        "steps": [{"text": "Bel 1712, of vraag het aan het CAW of de politie.", "by": "person"}],
        "modes": ["onsite"],
        "provenance": SAFE_HOUSES,
    }
    yield {
        "kind": "offer_at_location",
        "id": f"{id_}-hulp-daar",
        "offer": f"{id_}-hulp",
        "location": f"{id_}-plaats",
        "provenance": SAFE_HOUSES,
    }
