"""What a reading leaves out or changes, gathered for the operator: single facts as they come, the same thing once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.draft import Remark, shown

EXAMPLES = 3
"""How many different values a counted remark shows."""


@dataclass(slots=True)
class _Tally:
    where: str
    count: int = 0
    examples: list[object] = field(default_factory=list)


class Notes:
    """The remarks of one reading. A directory of thousands of services says one thing thousands of times: count it."""

    def __init__(self) -> None:
        self._single: list[Remark] = []
        self._counted: dict[tuple[str, str], _Tally] = {}

    def say(self, where: str, field_name: str, reason: str) -> None:
        """Something about one record."""
        self._single.append(Remark(where, field_name, reason))

    def count(self, where: str, field_name: str, reason: str, value: object = None) -> None:
        """Something that may hold for many records; told once, with the first place, the number and some values."""
        tally = self._counted.setdefault((field_name, reason), _Tally(where))
        tally.count += 1
        if value is not None and len(tally.examples) < EXAMPLES and value not in tally.examples:
            tally.examples.append(value)

    def so_far(self) -> Iterator[Remark]:
        """The single remarks since the last call."""
        single, self._single = self._single, []
        yield from single

    def totals(self) -> Iterator[Remark]:
        """The counted remarks; asked for once, at the end."""
        for (field_name, reason), tally in self._counted.items():
            times = "" if tally.count == 1 else f" ({tally.count} times, here first)"
            values = f": {'; '.join(shown(value, 60) for value in tally.examples)}" if tally.examples else ""
            yield Remark(tally.where, shown(field_name), f"{reason}{values}{times}")
