"""The onthaal of an organisation: the same texts as the table of OCMW's gives (`data/mappings/lblod_ocmw.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_RECORDS = {"ocmw": "onthaal", "welzijnsvereniging": "onthaal_vereniging"}
"""The record of the mapping that describes the onthaal, per type of organisation."""
_PREFIX = "OCMW "
_OWN = ("organisation", "identifiers")


@dataclass(frozen=True, slots=True)
class Onthaal:
    """The fields of the offer per type of organisation, with places for what differs."""

    fields: Mapping[str, Mapping[str, Any]]

    @classmethod
    def load(cls, mapping: Path) -> Onthaal:
        """Read the records of the mapping. Raises `ValueError` where one is missing."""
        records = {one.get("name"): one for one in tomllib.loads(mapping.read_text("utf-8")).get("record", [])}
        missing = set(_RECORDS.values()) - records.keys()
        if missing:
            raise ValueError(f"{mapping}: has no record {', '.join(sorted(missing))}")
        found = {kind: records[name]["fields"] for kind, name in _RECORDS.items()}
        return cls({kind: {k: v for k, v in fields.items() if k not in _OWN} for kind, fields in found.items()})

    def offer(self, kind: str, organisation_name: str, nis: str | None) -> dict[str, Any]:
        """The texts for "OCMW Aalst"; without the area where the code of the municipality is not known."""
        places = {
            "{naam}": organisation_name,
            "{gemeente_nu}": organisation_name.removeprefix(_PREFIX),
            "{nis_nu}": nis or "",
        }
        fields = {key: value for key, value in self.fields[kind].items() if key != "area" or nis is not None}
        return {key: _filled(value, places) for key, value in fields.items()}

    def has(self, kind: str | None) -> bool:
        """Whether there are texts for that type of organisation."""
        return kind in self.fields


def _filled(value: Any, places: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for place, text in places.items():
            value = value.replace(place, text)
        return value
    if isinstance(value, list):
        return [_filled(part, places) for part in value]
    if isinstance(value, dict):
        return {key: _filled(part, places) for key, part in value.items()}
    return value
