"""Why a field was refused, in plain Dutch. What was typed is never repeated: it can be personal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

MOST = 50
"""So many reasons are told; a body can hold thousands of faults."""

_FIELD = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_STRANGE = "?"  # a field whose name is not one that we could have meant

REASONS: Mapping[str, str] = {
    "missing": "is verplicht",
    "extra_forbidden": "kennen wij niet",
    "string_too_long": "mag hoogstens {max_length} tekens lang zijn",
    "string_too_short": "moet minstens {min_length} tekens lang zijn",
    "too_long": "mag hoogstens {max_length} keer voorkomen",
    "greater_than": "moet meer dan {gt} zijn",
    "greater_than_equal": "moet {ge} of meer zijn",
    "less_than_equal": "moet {le} of minder zijn",
    "finite_number": "moet een gewoon getal zijn",
    "int_parsing": "moet een geheel getal zijn",
    "int_parsing_size": "is een te groot getal",
    "int_from_float": "moet een geheel getal zijn",
    "int_type": "moet een geheel getal zijn",
    "float_parsing": "moet een getal zijn",
    "float_type": "moet een getal zijn",
    "bool_parsing": "moet true of false zijn",
    "bool_type": "moet true of false zijn",
    "string_type": "moet tekst zijn",
    "string_unicode": "bevat tekens die niet mogen",
    "string_pattern_mismatch": "heeft niet de juiste vorm",
    "literal_error": "moet een van deze zijn: {expected}",
    "tuple_type": "moet een lijst zijn",
    "datetime_parsing": "moet een tijdstip zijn, zoals 2026-11-23T10:00",
    "datetime_from_date_parsing": "moet een tijdstip zijn, zoals 2026-11-23T10:00",
    "datetime_type": "moet een tijdstip zijn, zoals 2026-11-23T10:00",
    "json_invalid": "is geen geldige JSON",
    "enum": "moet een van deze zijn: {expected}",
    "iso_date": "moet een datum zijn, zoals 2026-11-23",
    "date_from_datetime_parsing": "moet een datum zijn, zoals 2026-11-23",
    "far_date": "moet een datum zijn tussen {first} en {last}",
    "area_numbers": "moet vier getallen zijn, in graden: west,zuid,oost,noord",
    "area_order": "moet west vóór oost noemen en zuid vóór noord, en mag niet over de datumgrens gaan",
    "area_degrees": "moet in graden zijn: van -180 tot 180 oost en van -90 tot 90 noord",
    "area_points": "mag hoogstens 500 punten hebben",
    "area_open": "moet ringen hebben van minstens vier punten, waarvan het laatste gelijk is aan het eerste",
    "area_wide": "mag niet over de datumgrens gaan, en niet breder zijn dan 180 graden",
    "area_crossing": "moet uit één stuk zijn, en zijn lijnen mogen elkaar niet kruisen",
    "area_twice": "mag bbox of area hebben, niet allebei",
    "half_a_point": "moet lat en lon samen hebben",
    "point_on_a_day": "mag geen dag hebben bij een punt: de grenzen zijn die van vandaag",
    "fault": "{reason}",
    "model_attributes_type": "moet een JSON-object zijn",
}
"""Per error type of pydantic; the braces are filled from the error's context."""


class FieldReason(BaseModel):
    """What is wrong with one field or parameter; `field` is dotted for a place inside a list."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(description="Name of the parameter or field; `body` for the JSON as a whole.")
    reason: str = Field(description="What is wrong with it, in Dutch.")


def field_reasons(error: RequestValidationError) -> tuple[FieldReason, ...]:
    """The faults of a request, one for each field and kind of fault, at most `MOST`."""
    told = (FieldReason(field=_field(fault), reason=_reason(fault)) for fault in error.errors())
    return tuple(dict.fromkeys(told))[:MOST]


def _field(fault: Mapping[str, Any]) -> str:
    where: Sequence[str | int] = fault["loc"]
    inside = () if fault["type"] == "json_invalid" else where[1:]  # there it is a position in the text
    name = ".".join(str(part) for part in inside) or str(where[0])
    return name if _FIELD.fullmatch(name) else _STRANGE


def _reason(fault: Mapping[str, Any]) -> str:
    words = REASONS.get(fault["type"], "is niet geldig")
    context = {key: str(value).replace(" or ", " of ") for key, value in fault.get("ctx", {}).items()}
    return words.format_map(context)
