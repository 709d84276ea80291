"""Completions while someone types: sorted names, one look-up per name that is shown."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from search.analysis import fold
from search.engine.port import Completion
from search.engine.sheet import Sheet

END = "\U0010ffff"  # sorts after every other character
FEW = 500
"""Up to so many keys are put in and taken out one by one; more are sorted anew, which takes about 0.3 s at 300,000."""


NameKeys: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Of one document: the keys of its names, the keys of the later words of its names, its municipalities (NIS).

A plain tuple of texts, which the garbage collector does not look into: there are as many as documents.
"""


def name_keys(sheet: Sheet) -> NameKeys:
    """The names of an offer and of its organisation.

    A key is `what is typed NUL kind NUL name NUL id NUL demo`, so that sorted keys of one name stand together and need
    nothing else to be shown.
    """
    first: list[str] = []
    later: list[str] = []
    for kind, id_, shown, whole in sheet.names:
        rest = f"\0{kind}\0{shown}\0{id_}\0{sheet.demo:d}"
        first.append(whole + rest)
        space = whole.find(" ")
        while space >= 0:
            later.append(whole[space + 1 :] + rest)
            space = whole.find(" ", space + 1)
    return tuple(first), tuple(later), tuple(sheet.municipalities)


@dataclass(frozen=True, slots=True)
class SortedNames:
    """The keys of many documents, sorted; a key stands in it once for every document that has it.

    Tuples, for the garbage collector walks through lists: 100 ms for those of 40,000 documents.
    """

    first: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    def changed(self, gone: Collection[NameKeys], new: Collection[NameKeys]) -> SortedNames:
        """The names without those of documents that are gone, with those of new ones."""
        return SortedNames(
            _changed(self.first, [key for first, _, _ in gone for key in first], [k for ks, _, _ in new for k in ks]),
            _changed(self.later, [key for _, later, _ in gone for key in later], [k for _, ks, _ in new for k in ks]),
        )

    def completions(self, typed: str) -> Iterator[Completion]:
        """Each name that goes on as typed (folded) once, those that begin so before those with a later word."""
        for keys in (self.first, self.later):
            at = bisect_left(keys, typed)
            while at < len(keys) and keys[at].startswith(typed):
                suffix, kind, shown, id_, demo = keys[at].split("\0")
                after = bisect_left(keys, f"{suffix}\0{kind}\0{shown}\0{END}", lo=at)
                only = keys[after - 1].split("\0")[3] == id_
                if kind == "offer":
                    yield Completion(shown, "offer", id_ if only else None, demo == "1")
                else:
                    yield Completion(shown, "organisation", id_ if only else None, demo == "1")
                at = after


def _changed(keys: tuple[str, ...], gone: list[str], new: list[str]) -> tuple[str, ...]:
    if len(gone) + len(new) > FEW:
        left: dict[str, int] = defaultdict(int)
        for key in gone:
            left[key] += 1
        kept = []
        for key in keys:
            if left.get(key):
                left[key] -= 1
            else:
                kept.append(key)
        return tuple(sorted([*kept, *new]))
    changed = list(keys)
    for key in gone:
        del changed[bisect_left(changed, key)]
    for key in new:
        insort(changed, key)
    return tuple(changed)


@dataclass(frozen=True, slots=True)
class Names:
    """All names, and those of each municipality (NIS)."""

    everywhere: SortedNames = SortedNames()
    by_municipality: Mapping[str, SortedNames] = field(default_factory=dict)

    def changed(self, gone: Sequence[NameKeys], new: Sequence[NameKeys]) -> Names:
        """These names after documents went and came."""
        by_municipality = dict(self.by_municipality)
        touched: dict[str, tuple[list[NameKeys], list[NameKeys]]] = defaultdict(lambda: ([], []))
        for index, many in enumerate((gone, new)):
            for keys in many:
                for nis in keys[2]:
                    touched[nis][index].append(keys)
        for nis, (went, came) in touched.items():
            by_municipality[nis] = by_municipality.get(nis, SortedNames()).changed(went, came)
        return Names(self.everywhere.changed(gone, new), by_municipality)

    def complete(self, typed: str, municipality: str | None, limit: int) -> tuple[Completion, ...]:
        """At most `limit` names, those of the municipality first; none for nothing typed."""
        wanted = fold(typed)
        if not wanted:
            return ()
        found: dict[tuple[str, str], Completion] = {}
        for completion in self._all(wanted, municipality):
            found.setdefault((completion.kind, fold(completion.text)), completion)
            if len(found) >= limit:
                break
        return tuple(found.values())

    def _all(self, wanted: str, municipality: str | None) -> Iterable[Completion]:
        if municipality is not None and municipality in self.by_municipality:
            yield from self.by_municipality[municipality].completions(wanted)
        yield from self.everywhere.completions(wanted)
