"""The parts of a record that have rules of their own: telephone numbers, identifiers, addresses, areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from geo import Gazetteer
from indexer.draft import shown
from indexer.normalise.identifier import enterprise_number, ovo_code
from indexer.normalise.phone import dialled_number
from indexer.normalise.place import belgian_postcode, current_nis
from indexer.normalise.wording import Notes, checked, each, texts_below


def phone_of(value: Any, path: str, notes: Notes, country: str) -> Any:
    """A phone with its number as one dials it; `None` where it has no number that can be dialled."""
    if not isinstance(value, dict):
        return value
    number = checked(
        value.get("number"),
        lambda text: dialled_number(text, for_messages=value.get("type") == "text", country=country),
        f"{path}.number",
        "not a telephone number: {}; left out",
        notes,
    )
    if number is None and isinstance(value.get("number"), str):
        return None
    rest = {
        key: texts_below(part, f"{path}.{key}", notes, prose=False) for key, part in value.items() if key != "number"
    }
    return rest | {"number": number} if "number" in value else rest


_PROVEN: Mapping[str, tuple[Callable[[str], str | None], str]] = {
    "kbo": (enterprise_number, "not an enterprise number, or its check digits are wrong: {}; left out"),
    "ovo": (ovo_code, "not a code of the organisation register: {}; left out"),
}


def identifier_of(value: Any, path: str, notes: Notes, gazetteer: Gazetteer | None) -> Any:
    """An identifier in the form of its scheme; `None` where it does not prove itself."""
    if not isinstance(value, dict) or not isinstance(value.get("value"), str):
        return value
    scheme, found = value.get("scheme"), value["value"]
    if scheme in ("nis", "ocmw_nis"):
        made = _nis(found, f"{path}.value", notes, gazetteer)
    elif isinstance(scheme, str) and scheme in _PROVEN:
        read, reason = _PROVEN[scheme]
        made = checked(found, read, f"{path}.value", reason, notes)
    else:
        made = found.strip()
    return value | {"value": made} if made else None


def _nis(value: Any, path: str, notes: Notes, gazetteer: Gazetteer | None) -> Any:
    made = checked(
        value,
        lambda text: current_nis(text, gazetteer),
        path,
        "not the NIS code of a municipality: {}; left out",
        notes,
    )
    if isinstance(made, str) and made != str(value).strip():
        notes.add(path, f"{shown(value)} is the code of a former municipality; it is now {made}")
    return made


def address_of(value: dict[str, Any], notes: Notes, gazetteer: Gazetteer | None) -> Any:
    """An address with a postcode and a NIS code that exist; `None` where no more than a country is left."""
    found: dict[str, Any] = {}
    for key, part in value.items():
        path = f"address.{key}"
        if key == "nis":
            made = _nis(part, path, notes, gazetteer)
        elif key == "postcode" and value.get("country", "BE") == "BE":
            made = checked(part, belgian_postcode, path, "not a Belgian postcode: {}; left out", notes)
        else:
            made = texts_below(part, path, notes, prose=False)
        if made is not None and made != "":
            found[key] = made
    return found if found.keys() - {"country"} else None


def area_of(value: dict[str, Any], notes: Notes, gazetteer: Gazetteer | None) -> Any:
    """An area of which nothing is left is not known; it is not the empty area."""
    found = {key: texts_below(part, f"area.{key}", notes, prose=False) for key, part in value.items()}
    municipalities = value.get("municipalities")
    if isinstance(municipalities, list):
        found["municipalities"] = each(
            municipalities, "area.municipalities", notes, lambda part, path, notes: _nis(part, path, notes, gazetteer)
        )
    if isinstance(found.get("radius"), dict) and not found["radius"].get("km"):
        found["radius"] = None
        notes.add("area.radius", "it does not say how far; left out")
    if gazetteer is not None:
        _keep_known(found, "zones", {zone.id for zone in gazetteer.zones}, notes)
        _keep_known(found, "provinces", {one.province for one in gazetteer.municipalities}, notes)
        _keep_known(found, "regions", {one.reference_region for one in gazetteer.municipalities}, notes)
    if any(value.get(part) for part in _PARTS_OF_AREA) and not any(found.values()):
        notes.add("area", "nothing of it is known; the area is left out")
        return None
    return found


_PARTS_OF_AREA = ("municipalities", "zones", "provinces", "regions", "radius")


def _keep_known(area: dict[str, Any], part: str, known: set[Any], notes: Notes) -> None:
    """Leave out what is no zone, province or region, with a remark; other types are left for the reader of records."""
    given = area.get(part)
    if not isinstance(given, list):
        return
    for one in given:
        if isinstance(one, str) and one not in known:
            notes.add(f"area.{part}", f"not known: {shown(one)}; left out")
    area[part] = [one for one in given if not isinstance(one, str) or one in known]
