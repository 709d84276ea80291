"""The three-valued answer: every fact may be unknown, and unknown is never no."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Answer(StrEnum):
    """What the map knows of a yes/no fact. `UNKNOWN` never filters out and is shown as "niet bekend"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool | None) -> Answer:
        """The answer for a Python truth value; `None` means that nobody knows."""
        if value is None:
            return cls.UNKNOWN
        return cls.YES if value else cls.NO

    @classmethod
    def all_of(cls, answers: Collection[Answer]) -> Answer:
        """Whether all hold: the weakest of the answers; YES for none."""
        if cls.NO in answers:
            return cls.NO
        return cls.UNKNOWN if cls.UNKNOWN in answers else cls.YES

    @classmethod
    def any_of(cls, answers: Collection[Answer]) -> Answer:
        """Whether one holds: the strongest of the answers; UNKNOWN for none."""
        if cls.YES in answers:
            return cls.YES
        return cls.NO if answers and cls.UNKNOWN not in answers else cls.UNKNOWN

    @property
    def inverse(self) -> Answer:
        """Whether the opposite holds; unknown stays unknown."""
        return Answer.of(None if self is Answer.UNKNOWN else self is Answer.NO)

    @property
    def known(self) -> bool | None:
        """True, False, or `None` where unknown: the form that JSON answers use."""
        return None if self is Answer.UNKNOWN else self is Answer.YES


class Visibility(StrEnum):
    """Who may see a field. Until people can sign in, `PROFESSIONAL` counts as `HIDDEN`."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
    HIDDEN = "hidden"
