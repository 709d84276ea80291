"""What an ingest did: counts per kind, and every row that was refused or changed, for a person and for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from catalogue import RECORD_TYPES
from indexer.draft import Rejection, Remark

STATUSES = ("new", "changed", "unchanged", "rejected", "gone")
UNKNOWN_KIND = "unknown"
"""The kind of rows of which nobody can say what record they are."""
ON_SCREEN = 20
"""Lines of refused rows, and of remarks, that the text shows; the JSON has all."""


@dataclass(frozen=True, slots=True)
class GoneHeldBack:
    """Records that the source no longer gives and that were nevertheless left as they are, and why."""

    count: int
    had: int
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one ingest. `counts` per kind and status; a dry run counts what a real one would have done."""

    source: str
    path: str
    dry_run: bool
    counts: Mapping[str, Mapping[str, int]]
    rejections: tuple[Rejection, ...]
    remarks: tuple[Remark, ...]
    held_back: GoneHeldBack | None = None
    broke_off: str | None = None
    """Why the file could not be read to its end; what stood before that went in and nothing was marked gone."""

    @property
    def totals(self) -> dict[str, int]:
        """Records per status, over all kinds."""
        return {status: sum(by_status[status] for by_status in self.counts.values()) for status in STATUSES}

    @property
    def complete(self) -> bool:
        """Whether the file was read to its end and nothing waits for someone's consent."""
        return self.broke_off is None and self.held_back is None

    def as_json(self) -> bytes:
        """All of it, for a program: UTF-8, indented, with a line feed at the end."""
        return orjson.dumps(self._values(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    def _values(self) -> dict[str, Any]:
        held = self.held_back
        return {
            "source": self.source,
            "path": self.path,
            "dry_run": self.dry_run,
            "complete": self.complete,
            "counts": {kind: dict(by_status) for kind, by_status in self.counts.items()},
            "total": self.totals,
            "gone_held_back": held and {"count": held.count, "had": held.had, "reason": held.reason},
            "broke_off": self.broke_off,
            "rejections": [_line(one) for one in self.rejections],
            "remarks": [_line(one) for one in self.remarks],
        }

    def as_text(self, on_screen: int = ON_SCREEN) -> str:
        """For a person: a table of counts, then at most `on_screen` refused rows and as many remarks."""
        return "\n".join(self._lines(on_screen)) + "\n"

    def _lines(self, on_screen: int) -> Iterator[str]:
        yield f"{self.path} (source {self.source})" + (": trial run, nothing was written" if self.dry_run else "")
        yield ""
        yield from _table({**self.counts, "total": self.totals})
        if self.broke_off:
            yield from ("", f"NOT READ TO THE END: {self.broke_off}", "What stood before that went in.")
        if self.held_back:
            held = self.held_back
            yield ""
            yield f"NOT MARKED GONE: {held.count} of {held.had} records are no longer in the file. {held.reason}"
            yield "If that is right, give the same command again with --yes."
        yield from _listed("Refused", self.rejections, on_screen)
        yield from _listed("Left out or changed", self.remarks, on_screen)


@dataclass(slots=True)
class Tally:
    """A report while it grows."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def count(self, kind: str, status: str, number: int = 1) -> None:
        """One more record of that kind with that status."""
        self.counts.setdefault(kind, Counter())[status] += number

    def reject(self, kind: str, rejections: Iterable[Rejection]) -> None:
        """One more row refused, for one or more reasons."""
        self.count(kind, "rejected")
        self.rejections.extend(rejections)

    def by_kind(self) -> dict[str, dict[str, int]]:
        """The counts in the order of the kinds, every status named."""
        order = [kind for kind in (*RECORD_TYPES, UNKNOWN_KIND) if kind in self.counts]
        return {kind: {status: self.counts[kind][status] for status in STATUSES} for kind in order}


def _line(one: Rejection | Remark) -> dict[str, str]:
    return {"where": one.where, "field": one.field, "reason": one.reason}


def _table(counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    width = max(map(len, counts))
    yield " " * width + "".join(f"{status:>11}" for status in STATUSES)
    for kind, by_status in counts.items():
        yield f"{kind:<{width}}" + "".join(f"{by_status[status]:>11}" for status in STATUSES)


def _listed(title: str, found: tuple[Rejection, ...] | tuple[Remark, ...], on_screen: int) -> Iterator[str]:
    if not found:
        return
    yield from ("", f"{title} ({len(found)}):")
    for one in found[:on_screen]:
        yield "  " + ": ".join(part for part in (one.where, one.field, one.reason) if part)
    if len(found) > on_screen:
        yield f"  and {len(found) - on_screen} more; --report FILE writes all"
