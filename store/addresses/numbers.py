"""House numbers, as files and people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\s*(?:nr\.?|nummer|n°|no\.?)?\s*([0-9]{1,5})(?![0-9])(.*)", re.IGNORECASE | re.DOTALL)
_BOX = re.compile(
    r"[\s,;/-]*(?:(?:bus|bte|bo[iî]te|box|app|apt)\b\.?.*|(?:bus|bte|box)[0-9].*|b\.?\s*[0-9]\S*|/\s*[0-9]\S*)\s*",
    re.IGNORECASE | re.DOTALL,
)
_RANGE = re.compile(r"\s*([a-z]?)\s*[-–]\s*([0-9]{1,5})\s*", re.IGNORECASE)
_ODD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A number and what follows it, in lower case: "" (12), "a" (12A), "bis", "-14" (12-14), "_1" (12_1)."""

    number: int
    suffix: str = ""

    @property
    def last(self) -> int:
        """The last number of a range; the number itself where it is none."""
        _, dash, last = self.suffix.partition("-")
        return int(last) if dash else self.number

    def __str__(self) -> str:
        """As an envelope shows it: "12A", "12bis", "12-14"."""
        return f"{self.number}{self.suffix.upper() if len(self.suffix) == 1 else self.suffix}"

    def covers(self, number: int) -> bool:
        """Whether a range holds the number: 12-16 holds 14, and not 13, which stands across the street."""
        both_sides = (self.last - self.number) % 2 == 1
        return self.number <= number <= self.last and (both_sides or (number - self.number) % 2 == 0)


def read_number(text: str) -> HouseNumber | None:
    """Read "12", "12A", "12 bis", "12 bus 3", "12/3", "12 b3", "12-14"; the box is left out. None for no number.

    A stroke or a b with digits after it is a box, as people in Flanders write it; a b alone belongs to the number.
    """
    if len(text) <= 5 and text.isdecimal() and text.isascii():  # most of the rows of a file
        return HouseNumber(int(text))
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number, rest = int(found[1]), found[2]
    box = _BOX.search(rest)
    if box is not None and box.end() == len(rest):
        rest = rest[: box.start()]
    last = _RANGE.fullmatch(rest)
    if last is not None and int(last[2]) > number:
        return HouseNumber(number, f"{last[1].lower()}-{int(last[2])}")
    suffix = _ODD.sub("", rest).lower()
    return HouseNumber(number, f"_{suffix}" if suffix[:1].isdigit() else suffix)
