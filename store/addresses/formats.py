"""The two formats of address files: which column means what (`docs/addresses.md`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.addresses.errors import AddressFileError

Meaning = Literal[
    "lat",
    "lon",
    "x",
    "y",
    "number",
    "box",
    "nis",
    "town",
    "postcode",
    "street_id",
    "street",
    "other",
    "third",
    "status",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format, its columns in any case; those in `may_lack` are used where the file has them.

    `current` are the values of the status, in lower case, of addresses that are in use.
    """

    name: str
    known_by: frozenset[str]
    columns: Mapping[Meaning, tuple[str, ...]]
    may_lack: frozenset[Meaning]
    current: frozenset[str]


BEST = Format(
    name="BeSt Address",
    known_by=frozenset({"epsg:4326_lat", "streetname_nl", "streetname_fr"}),
    columns={
        "lat": ("EPSG:4326_lat",),
        "lon": ("EPSG:4326_lon",),
        "x": ("EPSG:31370_x", "EPSG:3812_x"),  # only to drop the rows in which it is 0
        "number": ("house_number",),
        "box": ("box_number",),
        "nis": ("municipality_id",),
        "town": ("municipality_name_nl",),
        "postcode": ("postcode",),
        "street_id": ("street_id",),
        "street": ("streetname_nl",),
        "other": ("streetname_fr",),
        "third": ("streetname_de",),
        "status": ("status",),
    },
    may_lack=frozenset({"x", "box", "town", "other", "third"}),
    current=frozenset({"current"}),
)
REGISTER = Format(
    name="Adressenregister",
    known_by=frozenset({"straatnm", "straatnmid", "huisnr"}),
    columns={
        "x": ("x", "EPSG:31370_x", "EPSG:3812_x", "posx", "x_coord", "lambert_x"),
        "y": ("y", "EPSG:31370_y", "EPSG:3812_y", "posy", "y_coord", "lambert_y"),
        "number": ("huisnr",),
        "box": ("busnr",),
        "nis": ("gemeenteid",),
        "town": ("gemeentenm",),
        "postcode": ("postcode",),
        "street_id": ("straatnmid",),
        "street": ("straatnm",),
        "status": ("status",),
    },
    may_lack=frozenset({"box", "town"}),
    current=frozenset({"ingebruik", "in gebruik"}),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A format, and where its columns stand in one file; `width`: how many columns a row has."""

    format: Format
    at: Mapping[Meaning, int]
    names: Mapping[Meaning, str]
    width: int


def recognised(columns: Sequence[str]) -> Layout:
    """Which format this is, by the names of the columns. Raises `AddressFileError` naming the columns that lack."""
    lower = [re.sub(r"\s+", "", column).lower() for column in columns]
    form = next((one for one in (BEST, REGISTER) if one.known_by & set(lower)), None)
    if form is None:
        seen = ", ".join(columns[:8])
        raise AddressFileError(f"neither BeSt Address nor the address register: the columns are {seen}")
    sought = ((meaning, name.lower()) for meaning, names in form.columns.items() for name in names)
    at = {meaning: lower.index(name) for meaning, name in sought if name in lower}
    lacking = [names[0] for meaning, names in form.columns.items() if meaning not in at | dict.fromkeys(form.may_lack)]
    if lacking:
        hint = " (of a dBase table: the .shp file beside it)" if form is REGISTER and {"x", "y"} & set(lacking) else ""
        raise AddressFileError(f"{form.name} without the column {', '.join(lacking)}{hint}")
    return Layout(form, at, {meaning: columns[place] for meaning, place in at.items()}, len(columns))
