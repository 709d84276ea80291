"""What the pages say when something is wrong or needs a choice; the words of the pages themselves are in templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WRONG_CHOICE = "Deze keuze bestaat niet. Kies opnieuw."

WRONG_VALUE: Mapping[str, str] = {
    "q": "Uw vraag is te lang. Gebruik hoogstens 500 tekens.",
    "place": "De naam van de plaats is te lang. Vul een postcode of een gemeente in.",
    "age": "Vul de leeftijd in als een getal van 0 tot 150, bijvoorbeeld 8.",
    "radius_km": "Vul de afstand in als een getal in kilometer, hoogstens 300.",
    "serves": "Deze gemeente bestaat niet. Kies opnieuw.",
    "bbox": "Dit gebied op de kaart is niet juist. Zoek zonder dat gebied, of begin opnieuw op de kaart.",
    "at": "Dit tijdstip is niet juist. Een voorbeeld van een juist tijdstip: 2026-11-23T10:00.",
    "size": "Er passen 1 tot 50 resultaten op een bladzijde.",
    "sort": "Deze volgorde bestaat niet. Kies opnieuw.",
}
"""Per parameter of the search, what is wrong and what to fill in."""

STALE_CURSOR = "De lijst is intussen vernieuwd. U ziet weer de eerste bladzijde."

UNKNOWN_PLACE = "We kennen de plaats “{place}” niet. U ziet nu resultaten zonder plaats. Probeer een postcode."
PLACE_ELSEWHERE = "“{place}” ligt niet in Vlaanderen of Brussel, maar in {where}. U ziet nu resultaten zonder plaats."

UNKNOWN_PART = "Deze provincie kennen we niet. U ziet nu de hele kaart."

POINT_IS_AT: Mapping[str, str] = {
    "address": "op het adres",
    "street": "in het midden van de straat",
    "postcode": "in het midden van het gebied van de postcode",
    "municipality": "in het midden van de gemeente",
    "sub_municipality": "in het midden van de deelgemeente",
    "zone": "in het midden van de zone",
    "point": "op het punt dat u opgaf",
}
"""Per precision of a place, where on the map its dot stands."""

AREA = "Binnen een gebied op de kaart"
"""The choice of a box on the map."""

FACETS: Mapping[str, str] = {
    "theme": "Onderwerp",
    "target_group": "Voor wie",
    "mode": "Hoe krijgt u hulp",
    "access": "Hoe komt u binnen",
    "language": "Taal",
    "function": "Soort hulp",
    "sector": "Sector",
    "budget": "Budget",
    "accessibility": "Toegankelijk gebouw",
}
"""The groups of filters in the order of the page; the key is the parameter, the facet and the vocabulary list."""

SUGGESTED: Mapping[str, str] = {
    "urgent": "dringend",
    "abbreviation": "afkorting",
    "function": "soort hulp",
    "theme": "onderwerp",
    "offer": "aanbod",
    "organisation": "organisatie",
    "place": "plaats",
}
"""Per kind of suggestion, what it is."""

SORTS: Mapping[str, str] = {
    "relevance": "Wat het best past",
    "distance": "Wat het dichtst bij is",
    "name": "Naam van A tot Z",
    "checked": "Wat laatst is nagekeken",
}

SWITCHES: Mapping[str, str] = {
    "open_now": "Nu open",
    "free": "Gratis",
    "intake_open": "Neemt nieuwe mensen aan",
}
"""Filters that are on or off."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says: a title, what happened, and what to do now."""

    title: str
    happened: str
    to_do: str


TROUBLES: Mapping[int, Trouble] = {
    404: Trouble(
        "Deze pagina bestaat niet",
        "We vinden de pagina niet die u zoekt. Misschien staat er een fout in het adres.",
        "Zoek opnieuw, of ga naar de startpagina.",
    ),
    410: Trouble(
        "Dit staat niet meer op de sociale kaart",
        "Deze hulp of organisatie is verwijderd. Misschien bestaat ze niet meer, of heeft ze een andere naam.",
        "Zoek hieronder naar hulp die er nu is.",
    ),
    422: Trouble(
        "We begrijpen deze vraag niet",
        "Iets in het adres of in het formulier is niet juist.",
        "Kijk na wat u invulde, of zoek opnieuw.",
    ),
    429: Trouble(
        "Even wachten",
        "Er kwamen heel veel vragen na elkaar van uw toestel of uw netwerk.",
        "Wacht een minuut en probeer dan opnieuw.",
    ),
    500: Trouble(
        "Er ging iets mis bij ons",
        "Dit is onze fout, niet de uwe.",
        "Probeer het over enkele minuten opnieuw.",
    ),
    503: Trouble(
        "Zoeken lukt nu even niet",
        "We zijn de sociale kaart aan het bijwerken, of er is een storing.",
        "Probeer het over enkele minuten opnieuw.",
    ),
}
"""Per status; a status that is not here is told as 500 (from 500 up) or as 422: a question that we cannot answer."""


def trouble(status: int) -> Trouble:
    """What an error page says for a status."""
    return TROUBLES.get(status) or TROUBLES[500 if status >= 500 else 422]
