"""Records of a source on their way in: which record each one is, and whether what it names exists.

Kind by kind, since keys and references of one kind need the canonical ids of the kinds before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from catalogue import Kind, Record, join_keys, write_record
from store.answers import Outcome
from store.identity import Identities, Known
from store.references import IN_ORDER, KIND_NAMED, references, with_references
from store.writing import digest

Heard = dict[tuple[str, str], tuple[str, str]]
"""What a run has taken in: canonical id and source, to the source's own id and the fingerprint of its words."""


@dataclass(slots=True)
class Incoming:
    """One record on its way in. `outcome` is set as soon as it is known; `at` is the record that it turns out to be."""

    record: Record
    source: str
    source_date: date | None
    values: dict[str, Any]
    at: Known
    keys: tuple[str, ...] = ()
    hash: str = ""
    outcome: Outcome | None = None

    @classmethod
    def of(cls, record: Record) -> Incoming:
        """A record as its source gave it."""
        values = write_record(record)
        del values["kind"], values["id"]
        at = Known(record.id, record.kind)
        if record.provenance is None:
            one = cls(record, "", None, values, at)
            one.reject("it does not say from which source it comes")
            return one
        return cls(record, record.provenance.source, record.provenance.source_date, values, at)

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return self.record.kind

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id that the source uses or used for it, its own first."""
        return (self.record.id, *self.record.aliases)

    @property
    def rejected(self) -> bool:
        """Whether it stays out."""
        return self.outcome is not None and self.outcome.status == "rejected"

    def reject(self, reason: str) -> None:
        """Leave the record out of the store, and say why."""
        self.outcome = Outcome(self.record.id, self.kind, "rejected", reason=reason)

    def unchanged(self) -> None:
        """The source says what it said before."""
        self.outcome = Outcome(self.at.id, self.kind, "unchanged", joined=self.record.id != self.at.id)


@dataclass(slots=True)
class Batch:
    """A batch and what it teaches its run: `heard`, and `spared` (not taken in, but still there at the source)."""

    incoming: list[Incoming]
    identities: Identities
    heard: Heard = field(default_factory=dict)
    spared: set[tuple[str, str]] = field(default_factory=set)


def all_ids(incoming: Iterable[Incoming]) -> set[str]:
    """Every id that the records have or name."""
    ids: set[str] = set()
    for one in incoming:
        ids.update(one.ids)
        ids.update(named for _, named in references(one.kind, one.values))
    return ids


def identify(batch: Batch, heard: Heard) -> None:
    """Give each record its canonical id and references, or reject it; `heard` is what the run took in before."""
    for kind in IN_ORDER:
        level = [one for one in batch.incoming if one.kind == kind and not one.rejected]
        while True:
            batch.identities.forget(kind)
            said = _identify(kind, level, batch.identities, heard)
            accepted = [one for one in level if not one.rejected]
            if len(accepted) == len(level):
                batch.heard |= said
                break
            level = accepted  # once more: some may have joined or named what is now out
    for one in batch.incoming:
        if one.rejected and (known := batch.identities.stored(one.record.id)):
            batch.spared.add((known.id, one.source))


def _identify(kind: Kind, level: list[Incoming], identities: Identities, heard: Heard) -> Heard:
    """One pass over the records of one kind; gives what the pass heard."""
    for one in level:
        one.outcome = None
    unknown = [one for one in level if not any(map(identities.stored, one.ids))]
    for one in level if unknown else ():  # where all are known by their ids, nothing is looked for by key
        one.keys = keys_of(one, identities)
    identities.look_up(kind, {key for one in unknown for key in one.keys})
    for one in level:
        _find(one, identities)
    _reject_what_leads_nowhere(level, identities)
    said: Heard = {}
    for one in level:
        if not one.rejected:
            _hear(one, identities, heard, said)
    return said


def keys_of(one: Incoming, identities: Identities) -> tuple[str, ...]:
    """Its join keys, with the canonical ids of the records of earlier kinds that it names."""
    named: dict[str, str] = {
        name: one.values[name] for name in ("organisation", "offer", "location") if name in one.values
    }
    canonical = {name: identities.canonical(value) for name, value in named.items()}
    return tuple(join_keys(one.record if canonical == named else one.record.model_copy(update=canonical)))


def _find(one: Incoming, identities: Identities) -> None:
    known = identities.find(one.kind, one.source, one.ids, one.keys) or Known(one.record.id, one.kind)
    if known.kind != one.kind:
        one.reject(f"{one.record.id} is already another kind of record ({known.kind})")
        return
    one.at = known
    identities.bring(known, one.source, one.ids, one.keys)


def _reject_what_leads_nowhere(level: Iterable[Incoming], identities: Identities) -> None:
    """Reject records that name what is not there, and in turn those of the same kind that name them."""
    out = []
    children: dict[str, list[Incoming]] = {}
    brought: Counter[str] = Counter()
    for one in level:
        if not one.rejected and (reason := _leads_nowhere(one, identities)):
            one.reject(reason)
        if one.rejected:
            out.append(one)
        if (parent := one.values.get("parent")) is not None:
            children.setdefault(parent, []).append(one)
        brought.update(one.ids)
    while out:
        for lost in out.pop().ids:
            brought[lost] -= 1
            if brought[lost] or identities.stored(lost):
                continue
            for child in children.get(lost, ()):
                if not child.rejected:
                    child.reject(f"parent: no record is known under the id {lost!r}")
                    out.append(child)


def _leads_nowhere(one: Incoming, identities: Identities) -> str | None:
    for name, named in references(one.kind, one.values):
        known = identities.of(named)
        if known is None:
            return f"{name}: no record is known under the id {named!r}"
        if known.kind != KIND_NAMED[name]:
            return f"{name}: {named} is not of the kind {KIND_NAMED[name]} ({known.kind})"
    return None


def _hear(one: Incoming, identities: Identities, heard: Heard, said: Heard) -> None:
    """Note what the source says of the record; once a run, so that no row silently undoes another one."""
    own = one.record.id
    one.hash = digest(with_references(one.kind, one.values, identities.canonical))
    before = heard.get((one.at.id, one.source)) or said.get((one.at.id, one.source))
    if before is None:
        said[one.at.id, one.source] = (own, one.hash)
    elif before == (own, one.hash):
        one.unchanged()
    elif before[0] == own:
        one.reject(f"{own} stands more than once in this run, with different values")
    else:
        one.reject(f"{own} and {before[0]} of the same source are one record (by id or alias)")
