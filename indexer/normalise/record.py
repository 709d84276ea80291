"""One record as a source gives it, in the forms of the map; what had to be left out is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo import Gazetteer
from indexer.draft import Remark
from indexer.normalise.parts import address_of, area_of, identifier_of, phone_of
from indexer.normalise.phone import BELGIUM
from indexer.normalise.web import email_address, web_address
from indexer.normalise.wording import PROSE, Notes, checked, each, texts_below

# Names that programs gave, not texts for people: taken as they are.
_AS_IT_IS = frozenset(
    {
        "id",
        "aliases",
        "replaced_by",
        "provenance",
        "field_provenance",
        "visibility",
        "demo",
        "kind",
        "organisation",
        "partnership",
        "offer",
        "location",
        "locations",
        "parent",
        "point",
    }
)


def normalise(
    values: Mapping[str, Any], where: str, gazetteer: Gazetteer | None = None, country: str = BELGIUM
) -> tuple[dict[str, Any], tuple[Remark, ...]]:
    """The same record in the forms of the map, and a remark for every value that was left out or changed in meaning.

    Values of a wrong type are left for `catalogue.read_record`, which names them. With a gazetteer, older NIS codes
    become those of today. `country` is where telephone numbers without a country code belong.
    """
    notes = Notes(where)
    found: dict[str, Any] = {}
    for name, value in values.items():
        made = _field(name, value, notes, gazetteer, country)
        if made is not None or value is None:
            found[name] = made
    _without_own_name(found)
    return found, tuple(notes.remarks)


def _field(name: str, value: Any, notes: Notes, gazetteer: Gazetteer | None, country: str) -> Any:
    if name in _AS_IT_IS:
        return value
    if name in ("website", "chat"):
        return checked(value, web_address, name, "not a web address: {}; left out", notes)
    if name == "email":
        return checked(value, email_address, name, "not an e-mail address: {}; left out", notes)
    if name == "phones" and isinstance(value, list):
        return each(value, name, notes, lambda part, path, notes: phone_of(part, path, notes, country))
    if name == "identifiers" and isinstance(value, list):
        return each(value, name, notes, lambda part, path, notes: identifier_of(part, path, notes, gazetteer))
    if name == "address" and isinstance(value, dict):
        return address_of(value, notes, gazetteer)
    if name == "area" and isinstance(value, dict):
        return area_of(value, notes, gazetteer)
    return texts_below(value, name, notes, prose=name in PROSE)


def _without_own_name(found: dict[str, Any]) -> None:
    """A second name that is the first one says nothing."""
    others = found.get("alternate_names")
    if isinstance(others, list):
        name = found.get("name")
        own = list(name.values()) if isinstance(name, dict) else [name]
        found["alternate_names"] = [other for other in others if other not in own]
