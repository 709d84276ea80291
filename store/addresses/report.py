"""What came of loading a file of addresses: counts, and every kind of problem with the row and field of examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Literal

import orjson

EXAMPLES = 5
"""So many rows are named of each kind of problem; the rest is counted."""

Problem = Literal[
    "fields",
    "number",
    "coordinate",
    "outside",
    "far",
    "municipality",
    "postcode",
    "street",
    "swapped",
    "encoding",
    "strange_postcode",
    "same_name",
]

SKIPPED: Mapping[Problem, str] = MappingProxyType(
    {
        "fields": "not as many fields as the first line names",
        "number": "no house number of digits, perhaps with something after it",
        "coordinate": "a coordinate that is no number",
        "outside": "a point outside Belgium",
        "far": "a point far (over 25 km) from the middle of its postcode",
        "municipality": "no municipality of Flanders or Brussels, or its name alone does not say which one",
        "postcode": "not a postcode of four digits",
        "street": "no name of a street",
    }
)
"""What is wrong with rows that are left out."""

TAKEN: Mapping[Problem, str] = MappingProxyType(
    {
        "swapped": "the two coordinates had changed places; put right",
        "encoding": "not UTF-8; read as Windows-1252",
        "strange_postcode": "a postcode that our tables do not know",
        "same_name": "one name, two municipalities; kept apart by their codes",
    }
)
"""What was odd about rows that were taken all the same."""


@dataclass(frozen=True, slots=True)
class Example:
    """A row with a problem: its line (of a dBase table: its record), the column, and what stands there."""

    row: int
    column: str
    value: str


@dataclass
class LoadReport:
    """The counts of one file. `rows` is the sum of `taken`, `not_current`, `without_point` and the skipped.

    `boxes` of the rows taken have a box number: they are the same house as others, so `addresses`, the houses that
    were stored, can be fewer than `taken`. `resumed_after`: so many rows an earlier, broken off load had committed.
    `refused` says why the new addresses do not serve; the old ones go on serving.
    """

    file: str
    format: str = ""
    rows: int = 0
    taken: int = 0
    not_current: int = 0
    without_point: int = 0
    boxes: int = 0
    addresses: int = 0
    streets: int = 0
    regions: tuple[str, ...] = ()
    resumed_after: int = 0
    started_over: str | None = None
    refused: str | None = None
    problems: dict[Problem, int] = field(default_factory=dict)
    examples: dict[Problem, list[Example]] = field(default_factory=dict)

    @property
    def skipped(self) -> int:
        """Rows in use that were left out for a problem."""
        return sum(count for problem, count in self.problems.items() if problem in SKIPPED)

    def note(self, problem: Problem, row: int, column: str, value: str) -> None:
        """Count a problem, and keep the row where there are few examples yet."""
        self.problems[problem] = self.problems.get(problem, 0) + 1
        kept = self.examples.setdefault(problem, [])
        if len(kept) < EXAMPLES:
            kept.append(Example(row, column, value[:80]))

    def as_json(self) -> bytes:
        """The whole report on one line, for programs."""
        return orjson.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> LoadReport:
        """What `as_json` wrote."""
        said = orjson.loads(text)
        said["regions"] = tuple(said["regions"])
        said["examples"] = {kind: [Example(**one) for one in kept] for kind, kept in said["examples"].items()}
        return cls(**said)

    def as_text(self) -> str:
        """The report for a person who looks at a terminal."""
        lines = [
            f"{self.file} ({self.format}): {self.rows:,} rows",
            f"  taken          {self.taken:,} (houses: {self.addresses:,}, streets: {self.streets:,}, "
            f"rows that are a box in a house: {self.boxes:,})",
            f"  not in use     {self.not_current:,}",
            f"  without point  {self.without_point:,}",
            f"  skipped        {self.skipped:,}",
        ]
        for meaning in (SKIPPED, TAKEN):
            for problem, text in meaning.items():
                if problem in self.problems:
                    lines.append(f"    {self.problems[problem]:,} x {text}")
                    lines += [f"      row {one.row}, {one.column}: {one.value!r}" for one in self.examples[problem]]
        return "\n".join(lines) + "\n"
