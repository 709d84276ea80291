"""What a term of the vocabulary is, and what a list and a scheme of terms elsewhere say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Relation = Literal["exact", "close", "broad"]
"""How near a term elsewhere is to ours: the same, nearly the same, or wider (the mapping relations of SKOS)."""

RELATIONS: tuple[Relation, ...] = get_args(Relation)

LABELS = ("nl", "fr", "en")
"""The languages in which every term has a label."""


@dataclass(frozen=True, slots=True)
class Link:
    """A term elsewhere: its code within a scheme of `lists.toml`, and how near it is to ours."""

    relation: Relation
    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of a list. `labels` per language, always with `nl`; `broader` is an id of the same list.

    `professional` is the label in the words of the field and `definition` one plain Dutch sentence on what the term
    means; `source` names the rules or source that the definition rests on, `None` where the wording is our own.
    `details` holds the list's own columns that are filled: ids of other lists, or one text.
    """

    id: str
    labels: Mapping[str, str]
    broader: str | None = None
    professional: str | None = None
    definition: str | None = None
    links: tuple[Link, ...] = ()
    source: str | None = None
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The Dutch label."""
        return self.labels["nl"]

    def detail(self, column: str) -> str | None:
        """The one value of a column of the list's own, `None` where it is empty."""
        return next(iter(self.details.get(column, ())), None)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list's own: a text, a line of the care ladder (0 to 3), or one or several terms of list `of`."""

    kind: Literal["text", "line", "term", "terms"]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class ListInfo:
    """What a list is. `shown`: whether a person meets its terms in a page; `needs`: columns that every row fills."""

    label: str
    about: str
    shown: bool
    columns: Mapping[str, Column]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of terms that others keep. The address of a term is `base` with its code behind it, where there is one."""

    label: str
    website: str | None
    base: str | None
