"""The list of what can be needed: what was chosen, what resembles the words typed, and the rest by theme."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue import TermEntry, Vocabulary
from search.analysis import fold

MOST_FOUND = 12
FREQUENT = 0.15
"""A word that so large a part of the functions use ("hulp", "mijn", "waar") tells nothing of which is meant."""

SHORTEST_INSIDE = 5
"""Letters of a word that may be part of a longer one: "schulden" in "huurschulden"."""

NOT_A_NEED = "casemanagement"
"""Who manages the case is not in the team (M1): it has a part of its own in the answer."""


@dataclass(frozen=True, slots=True)
class NeedGroup:
    """A theme with the functions under it that stand nowhere else on the page."""

    id: str
    label: str
    functions: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class NeedList:
    """Every function once. `found` resemble the words typed, best first; `None` where nothing was typed."""

    chosen: tuple[TermEntry, ...]
    found: tuple[TermEntry, ...] | None
    groups: tuple[NeedGroup, ...]


def need_list(chosen: Sequence[str], typed: str, vocabulary: Vocabulary) -> NeedList:
    """The list for a page."""
    functions = {id_: entry for id_, entry in vocabulary["function"].items() if id_ != NOT_A_NEED}
    taken = tuple(functions[id_] for id_ in chosen if id_ in functions)
    rest = [entry for entry in functions.values() if entry not in taken]
    found = _resembling(typed, rest) if typed else None
    return NeedList(taken, found, _by_theme([entry for entry in rest if entry not in (found or ())], vocabulary))


def _by_theme(functions: Iterable[TermEntry], vocabulary: Vocabulary) -> tuple[NeedGroup, ...]:
    """Under the widest heading of their first theme, in the order of the headings."""
    themes = vocabulary["theme"]
    groups: dict[str, list[TermEntry]] = defaultdict(list)
    for entry in functions:
        theme = themes[entry.details["themes"][0]]
        while theme.broader is not None:
            theme = themes[theme.broader]
        groups[theme.id].append(entry)
    return tuple(NeedGroup(id_, theme.label, tuple(groups[id_])) for id_, theme in themes.items() if id_ in groups)


def _resembling(typed: str, functions: Sequence[TermEntry]) -> tuple[TermEntry, ...]:
    """Those that share a telling word, those that share most and share it in their name first."""
    words = {entry.id: _weighed(entry) for entry in functions}
    use = Counter(word for weighed in words.values() for word in weighed)
    telling = [word for word in fold(typed).split() if use[word] <= FREQUENT * len(functions)]
    points = {id_: sum(_best(word, weighed) for word in telling) for id_, weighed in words.items()}
    ranked = sorted((entry for entry in functions if points[entry.id]), key=lambda entry: -points[entry.id])
    return tuple(ranked[:MOST_FOUND])


def _weighed(entry: TermEntry) -> dict[str, int]:
    """The words of a function by what they say of it: its name most, its definition least."""
    texts = ((1, entry.definition), (2, entry.detail("question")), (3, entry.professional), (5, entry.label))
    return {word: weight for weight, text in texts for word in fold(text or "").split()}


def _best(word: str, weighed: dict[str, int]) -> int:
    return max((weight for other, weight in weighed.items() if _alike(word, other)), default=0)


def _alike(word: str, other: str) -> bool:
    """The same word, the beginning of it, or a part of a compound."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) > 2 and (long.startswith(short) or (len(short) >= SHORTEST_INSIDE and short in long))
