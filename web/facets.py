"""The filters of the search page: groups of choices with how many results have each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue import Vocabulary
from search.answer import FacetCount
from web import messages
from web.query import Query, values

MOST_OPTIONS = 12
"""The choices of one group that are shown: those that most results have, and all that were made."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; `count` is `None` where no answer counted it."""

    id: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one parameter."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def in_use(self) -> bool:
        """Whether a choice of this group is on."""
        return any(option.chosen for option in self.options)


def groups(query: Query, facets: Mapping[str, Sequence[FacetCount]], vocabulary: Vocabulary) -> tuple[Group, ...]:
    """The groups that have something to choose, in the order of the page; what was chosen always stays visible."""
    made = (Group(name, title, _options(name, query, facets, vocabulary)) for name, title in messages.FACETS.items())
    return tuple(group for group in made if group.options)


def _options(
    name: str, query: Query, facets: Mapping[str, Sequence[FacetCount]], vocabulary: Vocabulary
) -> tuple[Option, ...]:
    chosen = values(query, name)
    counted = {count.id: count for count in facets.get(name, ())}
    first = [
        Option(id_, vocabulary.label(name, id_), counted[id_].count if id_ in counted else None, chosen=True)
        for id_ in chosen
    ]
    others = sorted((count for count in counted.values() if count.id not in chosen), key=lambda count: -count.count)
    rest = [Option(count.id, count.name, count.count, chosen=False) for count in others if count.count]
    return (*first, *rest[: max(MOST_OPTIONS - len(first), 0)])
