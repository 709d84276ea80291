"""How to reach someone: telephone numbers with what belongs to each, and the fields of every record with contacts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from catalogue.base import Language, Line, Part, RecordBase
from catalogue.hours import OpeningHours

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$", max_length=254)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\x00<>\"']+$", max_length=2_000)]


class Phone(Part):
    """One number, as a person would dial it in Belgium ("053 12 34 56", "1712", "112")."""

    number: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{1,28}$", strip_whitespace=True)]
    type: Literal["voice", "mobile", "text", "fax", "textphone"] = "voice"
    languages: tuple[Language, ...] | None = Field(None, description="None: not known.")
    hours: OpeningHours | None = None
    note: Line | None = None

    @property
    def uri(self) -> str:
        """The `tel:` address that a telephone understands."""
        return "tel:" + self.number.replace(" ", "")


class Contactable(RecordBase):
    """A record with contacts. An empty list of phones or an absent address means: not known here."""

    phones: tuple[Phone, ...] = ()
    email: Email | None = None
    website: Url | None = None
    chat: Url | None = Field(None, description="Page on which one can chat.")
