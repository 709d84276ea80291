"""The filters of a question: every term must stand in its list."""

from __future__ import annotations

from dataclasses import replace

from catalogue import Vocabulary
from geo import Gazetteer
from search.engine.port import Filters
from search.errors import UnknownTerm
from search.fit import FACTS, STRICT
from search.understand.reading import Reading, Step

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

    def municipality(nis: str | None) -> str | None:
        """The code of today, for a code of before a merger too."""
        if nis is None:
            return None
        found = gazetteer.municipality(nis)
        if found is None:
            raise UnknownTerm("serves", nis)
        return found.nis

    def step(reading: Reading) -> Reading:
        asked = reading.request
        lists = {name: known(name, getattr(asked, name)) for name in (*STRICT, *FACTS)}
        filters = Filters(
            terms={name: terms for name, terms in lists.items() if terms},
            zone=zone(asked.zone),
            accessibility=known("accessibility", asked.accessibility),
            serves=municipality(asked.serves),
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
        ("accessibility", " en ".join(sorted(filters.accessibility)) or None),
        ("serves", filters.serves),
        ("age", filters.age),
        ("free", filters.free or None),
        ("intake_open", filters.intake_open or None),
        ("open", filters.open_at),
    )
