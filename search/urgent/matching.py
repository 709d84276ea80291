"""Whether a pattern stands in a text of which the words have been looked up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.urgent.lexicon import Found, Lexicon
from search.urgent.pattern import WINDOW, Pattern

Span = tuple[int, int]
"""The number of its first word, and of the word after its last."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern with the numbers of a lexicon; `needs` are the atoms without which it cannot stand in a text."""

    terms: tuple[tuple[tuple[int, int], ...], ...]
    needs: frozenset[int]


def compiled(pattern: Pattern, lexicon: Lexicon) -> Compiled:
    """The pattern for this lexicon."""
    terms = tuple(tuple((lexicon.number[atom], gap) for atom, gap in term) for term in pattern.terms)
    return Compiled(terms, frozenset(number for term in terms for number, _ in term))


def stands(pattern: Compiled, found: Found) -> tuple[Span, ...]:
    """Where each of its sequences stands, together within the window; empty where it does not. Linear in the text."""
    if not pattern.needs <= found.present:
        return ()
    first, *others = sorted((_spans(term, found) for term in pattern.terms), key=len)
    for anchor in first:
        taken = _around(anchor, others)
        if taken:
            return taken
    return ()


def _around(anchor: Span, others: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The anchor with a span of each of the others, so that no two share a word and all lie in one window."""
    taken: tuple[Span, ...] = (anchor,)
    for spans in others:
        near = spans[bisect_left(spans, (anchor[0] - WINDOW, 0)) : bisect_left(spans, (anchor[0] + WINDOW, 0))]
        span = next((one for one in near if _fits(one, taken)), None)
        if span is None:
            return ()
        taken = (*taken, span)
    return taken


def _fits(span: Span, taken: tuple[Span, ...]) -> bool:
    begin, end = min(span[0], *(one[0] for one in taken)), max(span[1], *(one[1] for one in taken))
    return end - begin <= WINDOW and all(span[1] <= one[0] or one[1] <= span[0] for one in taken)


def _spans(term: tuple[tuple[int, int], ...], found: Found) -> list[Span]:
    """Every place where the sequence begins, with its end."""
    first, *rest = ((found.ends(number), gap) for number, gap in term)
    ends = ((begin, _followed(end, rest)) for begin, end in first[0].items())
    return [(begin, last) for begin, last in ends if last is not None]


def _followed(end: int, rest: Sequence[tuple[Mapping[int, int], int]]) -> int | None:
    """The end of the sequence whose next step must begin at `end` or a few words later."""
    if not rest:
        return end
    ends, gap = rest[0]
    for place in range(end, end + gap + 1):
        after = ends.get(place)
        if after is not None:
            last = _followed(after, rest[1:])
            if last is not None:
                return last
    return None
