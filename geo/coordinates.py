"""Points as people write them: `50.94, 4.04`, `50,94; 4,04`, `50°56'24"N 4°2'24"E`, `geo:50.94,4.04`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.point import Point

# The box around Belgium, in degrees (the borders lie within 49.49-51.51 N and 2.54-6.41 E). A latitude here can never
# be a longitude here, so which of two numbers is which is sure.
_SOUTH, _NORTH, _WEST, _EAST = 49.4, 51.6, 2.4, 6.5

_PLAIN = (
    re.compile(r"([+-]?\d{1,3}\.\d{1,15})\s*[,;\s]\s*([+-]?\d{1,3}\.\d{1,15})"),
    re.compile(r"([+-]?\d{1,3},\d{1,15})\s*(?:;|,?\s)\s*([+-]?\d{1,3},\d{1,15})"),
)
_GEO_URI = re.compile(r"geo:([+-]?\d{1,3}(?:\.\d{1,15})?),([+-]?\d{1,3}(?:\.\d{1,15})?)(?:[,;?].*)?", re.IGNORECASE)

# A letter says north (N), south (S, Z), east (E, O) or west (W), before or after the number; minutes and seconds may
# follow the degrees. All marks for minutes become one apostrophe, two of them a mark for seconds.
_MARKS = str.maketrans({"\u2032": "'", "\u2019": "'", "\u00b4": "'", "\u2033": '"', "\u201d": '"', "\u00ba": "\u00b0"})
_LETTER = r"\s*([NSZEOW])\s*"
_TURN = r"""([+-]?\d{1,3}(?:[.,]\d{1,15})?)\s*(\u00b0)?
    (?:\s*(\d{1,2}(?:[.,]\d{1,10})?)\s*'(?:\s*(\d{1,2}(?:[.,]\d{1,10})?)\s*")?)?"""
_BETWEEN = r"\s*[,;/]?\s*"
_BARE, _BEFORE, _AFTER = (
    re.compile(one + _BETWEEN + one, re.IGNORECASE | re.VERBOSE) for one in (_TURN, _LETTER + _TURN, _TURN + _LETTER)
)
_AXES = {"N": "lat", "S": "lat", "Z": "lat", "E": "lon", "O": "lon", "W": "lon"}


@dataclass(frozen=True, slots=True)
class ReadPoint:
    """A point that was read; `swapped`: it was written as longitude, latitude and put right."""

    point: Point
    swapped: bool = False

    @property
    def in_belgium(self) -> bool:
        """Whether it lies in the box around Belgium; a part of its neighbours and of the sea does so too."""
        return _in_belgium(self.point.lat, self.point.lon)


def read_point(text: str) -> ReadPoint | None:
    """The point that a text is, latitude first unless letters say otherwise; None where it is no point.

    Numbers without a degree sign or a letter need decimals: "50 4" may be anything.
    """
    text = text.strip()
    if text[:1] + text[-1:] in ("()", "[]"):
        text = text[1:-1].strip()
    if (uri := _GEO_URI.fullmatch(text)) is not None:
        return _ordered(float(uri[1]), float(uri[2]))
    for plain in _PLAIN:
        if (numbers := plain.fullmatch(text)) is not None:
            lat, lon = (float(number.replace(",", ".")) for number in numbers.groups())
            return _ordered(lat, lon)
    return _from_angles(text.translate(_MARKS).replace("''", '"'))


def _from_angles(text: str) -> ReadPoint | None:
    """Two angles with a letter each, or with a degree sign each."""
    if (bare := _BARE.fullmatch(text)) is not None:
        one, other = bare.groups()[:4], bare.groups()[4:]
        return _ordered(_degrees(one), _degrees(other)) if one[1] and other[1] else None
    if (before := _BEFORE.fullmatch(text)) is not None:
        (one_letter, *first), (other_letter, *second) = before.groups()[:5], before.groups()[5:]
    elif (after := _AFTER.fullmatch(text)) is not None:
        (*first, one_letter), (*second, other_letter) = after.groups()[:5], after.groups()[5:]
    else:
        return None
    return _lettered({one_letter.upper(): _degrees(first), other_letter.upper(): _degrees(second)})


def _lettered(angles: Mapping[str, float]) -> ReadPoint | None:
    """The point of a latitude and a longitude; south and west are negative."""
    values = {_AXES[letter]: -angle if letter in "SZW" else angle for letter, angle in angles.items()}
    return _point(values["lat"], values["lon"]) if values.keys() == {"lat", "lon"} else None


def _degrees(parts: Sequence[str | None]) -> float:
    """Degrees, a degree sign, minutes and seconds."""
    whole, minutes, seconds = (float((part or "0").replace(",", ".")) for part in (parts[0], *parts[2:]))
    part = minutes / 60 + seconds / 3600
    return whole - part if (parts[0] or "").startswith("-") else whole + part


def _ordered(lat: float, lon: float) -> ReadPoint | None:
    if not _in_belgium(lat, lon) and _in_belgium(lon, lat):
        return _point(lon, lat, swapped=True)
    return _point(lat, lon)


def _in_belgium(lat: float, lon: float) -> bool:
    return _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST


def _point(lat: float, lon: float, *, swapped: bool = False) -> ReadPoint | None:
    try:
        return ReadPoint(Point(lat, lon), swapped)
    except ValueError:
        return None
