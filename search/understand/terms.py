"""The filters of a question: every term must stand in its list."""

from __future__ import annotations

from dataclasses import replace

from catalogue import Vocabulary
from geo import Gazetteer, Place
from search.engine.port import Filters, Home
from search.errors import UnknownTerm
from search.fit import FACTS, STRICT
from search.understand.reading import Reading, Step, home_of

STEP = "filters"


def check_terms(vocabulary: Vocabulary, gazetteer: Gazetteer) -> Step:
    """Read the filters. Raises `UnknownTerm` for a term, zone or municipality that does not exist."""

    def known(parameter: str, terms: tuple[str, ...]) -> frozenset[str]:
        for term in terms:
            if term not in vocabulary.lists.get(parameter, {}):
                raise UnknownTerm(parameter, term)
        return frozenset(terms)

    def zone(name: str | None) -> str | None:
        if not name:
            return None
        found = gazetteer.zone(name)
        if found is None:
            raise UnknownTerm("zone", name)
        return found.id

    def home(nis: str | None, place: Place | None) -> Home | None:
        """The municipality of today, for a code of before a merger too; the place may say in which part of it."""
        if nis is None:
            return None
        found = gazetteer.municipality(nis)
        if found is None:
            raise UnknownTerm("serves", nis)
        if place is not None and place.municipality_nis == found.nis:
            return home_of(place)
        return Home(found.nis, tuple(zone.id for zone in found.zones))

    def step(reading: Reading) -> Reading:
        asked = reading.request
        lists = {name: known(name, getattr(asked, name)) for name in (*STRICT, *FACTS)}
        filters = Filters(
            terms={name: terms for name, terms in lists.items() if terms},
            zone=zone(asked.zone),
            area=asked.drawn,
            accessibility=known("accessibility", asked.accessibility),
            serves=home(asked.serves, reading.places[0] if reading.places else None),
            age=asked.age,
            free=asked.free,
            intake_open=asked.intake_open,
            open_at=asked.at or (reading.now if asked.open_now else None),
        )
        return replace(reading, filters=filters).noted(STEP, _said(filters))

    return step


def _said(filters: Filters) -> str:
    said = [f"{name}: {' of '.join(sorted(terms))}" for name, terms in filters.terms.items()]
    said += [f"{name}: {value}" for name, value in _single(filters) if value is not None]
    return "; ".join(said) or "geen filters"


def _single(filters: Filters) -> tuple[tuple[str, object], ...]:
    return (
        ("zone", filters.zone),
        ("area", "getekend op de kaart" if filters.area else None),
        ("accessibility", " en ".join(sorted(filters.accessibility)) or None),
        ("serves", filters.serves.municipality if filters.serves else None),
        ("age", filters.age),
        ("free", filters.free or None),
        ("intake_open", filters.intake_open or None),
        ("open", filters.open_at),
    )
