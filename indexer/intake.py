"""Drafts on their way into the store: normalised, validated, compared in batches.

What names a record that comes later in the file waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalogue import RECORD_TYPES, Problem, Record, RecordError, Vocabulary, read_record
from geo import Gazetteer
from indexer.draft import Draft, Item, Rejection, Remark, shown
from indexer.normalise import BELGIUM, normalise
from indexer.report import UNKNOWN_KIND, Tally
from store import Outcome, SourceRun

BATCH = 500
"""Records a transaction: large enough that its cost vanishes, small enough that other writers hardly wait."""

Placed = tuple[str, Record]
"""A record and where it stands."""


@dataclass(slots=True)
class Intake:
    """One run's way in. Give it every item with `take`, then call `settle` once."""

    run: SourceRun
    vocabulary: Vocabulary
    gazetteer: Gazetteer | None
    source: str
    may_be_made_up: bool
    country: str = BELGIUM
    tally: Tally = field(default_factory=Tally)
    rows_without_id: int = 0
    known_before: Counter[str] = field(default_factory=Counter)
    """Per source: records that it gives and that were known already."""
    _places: dict[str, str] = field(default_factory=dict)
    _batch: list[Placed] = field(default_factory=list)
    _waiting: list[tuple[Placed, Outcome]] = field(default_factory=list)

    def take(self, item: Item) -> None:
        """Take one item in; the store sees it with its batch."""
        if isinstance(item, Remark):
            self.tally.remarks.append(item)
        elif isinstance(item, Rejection):
            self.rows_without_id += 1
            self.tally.reject(UNKNOWN_KIND, (item,))
        else:
            self._take_draft(item)

    def settle(self) -> None:
        """Compare what is left, then what waits for a record that came later, as long as that helps."""
        self._compare()
        while self._waiting:
            again, self._waiting = self._waiting, []
            for start in range(0, len(again), BATCH):
                self._batch = [placed for placed, _ in again[start : start + BATCH]]
                self._compare()
            if len(self._waiting) == len(again):
                break
        for (where, record), outcome in self._waiting:
            self.tally.reject(record.kind, (Rejection(where, "", outcome.reason),))
        self._waiting = []

    def _take_draft(self, draft: Draft) -> None:
        values = self._with_provenance(draft)
        values, remarks = normalise(values, draft.where, self.gazetteer, self.country)
        record, problems = self._read(values)
        if record is None:
            self._reject(draft.where, values, problems)
            return
        if record.id in self._places:
            reason = f"{record.id} stands twice: here and at {self._places[record.id]}"
            self.tally.reject(record.kind, (Rejection(draft.where, "id", reason),))
            return
        self._places[record.id] = draft.where
        self.tally.remarks.extend(remarks)
        self._batch.append((draft.where, record))
        if len(self._batch) == BATCH:
            self._compare()

    def _with_provenance(self, draft: Draft) -> dict[str, Any]:
        """With the run's source and the source's key, where the reader does not give its own."""
        values = dict(draft.values)
        given, own = values.get("provenance"), values.get("id")
        if given is None or isinstance(given, dict):
            key = {"source_id": own.partition(":")[2]} if isinstance(own, str) and ":" in own else {}
            values["provenance"] = {"source": self.source, **key, **(given or {})}
        if not self.may_be_made_up and values.pop("demo", False):
            self.tally.remarks.append(
                Remark(draft.where, "demo", "only a records file may say that a record is made up")
            )
        return values

    def _read(self, values: Mapping[str, Any]) -> tuple[Record | None, tuple[Problem, ...]]:
        if not isinstance(values.get("kind"), str):
            return None, (Problem("kind", f"must be one of {', '.join(RECORD_TYPES)}"),)
        try:
            record = read_record(values)
        except RecordError as refused:
            return None, refused.problems
        problems = self.vocabulary.problems(record)
        return (None if problems else record), problems

    def _reject(self, where: str, values: Mapping[str, Any], problems: tuple[Problem, ...]) -> None:
        """Refuse a row for each of its problems. The source still has the record: it is not gone."""
        kind, own, provenance = values.get("kind"), values.get("id"), values.get("provenance")
        known = isinstance(kind, str) and kind in RECORD_TYPES
        rejections = (Rejection(where, one.field, _with_value(one, values)) for one in problems)
        self.tally.reject(str(kind) if known else UNKNOWN_KIND, rejections)
        source = provenance.get("source") if isinstance(provenance, dict) else None
        if isinstance(own, str) and own and isinstance(source, str):
            self.run.spare(source, own)
        else:
            self.rows_without_id += 1

    def _compare(self) -> None:
        outcomes = self.run.compare([record for _, record in self._batch]) if self._batch else []
        for placed, outcome in zip(self._batch, outcomes, strict=True):
            if outcome.status == "rejected":
                self._waiting.append((placed, outcome))
            else:
                self.tally.count(outcome.kind, outcome.status)
                provenance = placed[1].provenance
                if provenance is not None and outcome.status != "new":
                    self.known_before[provenance.source] += 1
        self._batch = []


def _with_value(problem: Problem, values: Mapping[str, Any]) -> str:
    """The reason with the value that is wrong, where there is one and the reason does not quote it."""
    value: Any = values
    for part in problem.field.split(".") if problem.field else ():
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return problem.reason
    if value is values or value is None:
        return problem.reason
    quoted = repr(shown(value)) if isinstance(value, str) else shown(value)
    return problem.reason if quoted in problem.reason else f"{problem.reason}: {quoted}"
