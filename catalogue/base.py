"""What all record parts share: frozen, strict about unknown keys, described."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, field_validator

from catalogue.facts import Visibility
from catalogue.ids import RecordId


class Part(BaseModel):
    """A frozen value inside a record; an unknown key is an error, never silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True, pattern=r"^[^\x00]*$")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=20_000, strip_whitespace=True, pattern=r"^[^\x00]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^([a-z]{2}|vgt)$")]
Term = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]


def _dutch_when_plain(value: object) -> object:
    return {"nl": value} if isinstance(value, str) else value


Text = Annotated[
    Mapping[Language, Prose],
    BeforeValidator(_dutch_when_plain),
    Field(min_length=1, description="Text per language (ISO 639-1 or vgt). A plain string is Dutch."),
    PlainSerializer(dict, return_type=dict[str, str]),
]


def in_language(text: Mapping[str, str] | None, language: str = "nl") -> str | None:
    """The text in that language, else in Dutch, else in the first language there is; `None` for no text."""
    if not text:
        return None
    return text.get(language) or text.get("nl") or next(iter(text.values()))


def said_language(text: Mapping[str, str] | None, language: str = "nl") -> str:
    """The language of what `in_language` gives; Dutch for no text."""
    known = text or {}
    return next((each for each in (language, "nl", *known) if known.get(each)), "nl")


class Identifier(Part):
    """A name that an authority gave to the record.

    `scheme`: `kbo`, `ovo`, `hco`, `nihdi`, `nis`, `uri`, `ocmw_nis` (the one OCMW of a municipality), or the name of
    a source's own numbering. `role` says which part a record plays for its organisation (see `catalogue.identity`).
    """

    scheme: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*$", max_length=60)]
    value: Line


class Provenance(Part):
    """Where a record or a field comes from, and who last confirmed it."""

    source: Annotated[
        str,
        StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._~-]*$", max_length=100),
        Field(description="Id of the source, see data/reference/sources.toml."),
    ]
    source_id: Line | None = Field(None, description="The record's key at the source.")
    source_date: date | None = Field(None, description="Day on which the source says this was true.")
    confirmed_on: date | None = Field(None, description="Day on which someone last confirmed it.")
    confirmed_by: Line | None = Field(None, description="The role that confirmed it, never a person's name.")
    next_check: date | None = Field(None, description="Day before which it must be confirmed again.")


WHOLE_RECORD = "*"
ALWAYS_SEEN = frozenset({"kind", "demo", "visibility"})


class RecordBase(Part):
    """What every record has: an id that stays, identifiers, provenance, visibility per field, the demo mark."""

    id: RecordId
    aliases: tuple[RecordId, ...] = Field((), description="Former ids; each keeps resolving to this record.")
    replaced_by: RecordId | None = Field(None, description="The record that takes this one's place.")
    identifiers: tuple[Identifier, ...] = ()
    provenance: Provenance | None = Field(None, description="Unknown only until a store takes the record in.")
    field_provenance: Annotated[Mapping[str, Provenance], PlainSerializer(dict)] = Field(
        default_factory=dict, description="Per field, where it differs from the record's provenance."
    )
    visibility: Annotated[Mapping[str, Visibility], PlainSerializer(dict)] = Field(
        default_factory=dict, description='Per field; absent means public. The key "*" is the whole record.'
    )
    demo: bool = Field(False, description="A made-up record, labelled wherever it is shown.")

    @field_validator("visibility")
    @classmethod
    def _names_fields(cls, value: Mapping[str, Visibility]) -> Mapping[str, Visibility]:
        for name in value:
            if name == WHOLE_RECORD:
                continue
            if name not in cls.model_fields:
                raise ValueError(f"there is no field {name!r} whose visibility could be set")
            if cls.model_fields[name].is_required() or name in ALWAYS_SEEN:
                raise ValueError(f"{name!r} is always seen; hide the whole record with {WHOLE_RECORD!r}")
        return value
