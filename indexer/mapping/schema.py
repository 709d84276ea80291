"""The form of a mapping file, and how one is found and read. docs/mappings.md tells how to write one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator

from catalogue import Kind
from catalogue.ids import ID_PATTERN
from indexer.draft import SourceError, shown
from indexer.mapping.convert import CONVERSIONS
from indexer.mapping.template import Template


class MappingError(SourceError):
    """A mapping that cannot be used; the message names the file, the table and the key."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _template(value: object) -> object:
    return Template.parse(value) if isinstance(value, str) else value


def _templates(value: object) -> object:
    return tuple(_template(one) for one in value) if isinstance(value, list) else (_template(value),)


Filled = Annotated[Template, BeforeValidator(_template)]
Condition = dict[str, tuple[str, ...]]


def holds(condition: Condition, cells: Mapping[str, str]) -> bool:
    """Whether every column that the condition names has one of the values that it allows."""
    return all(cells[column].strip() in allowed for column, allowed in condition.items())


class SourceTable(_Table):
    """`[source]`: whose table this is."""

    id: str = Field(description="Id of the source, see data/reference/sources.toml; also the first part of every id.")
    date: Filled | None = Field(None, description="The day on which the row was true at the source.")

    @field_validator("id")
    @classmethod
    def _fits_an_id(cls, value: str) -> str:
        if not re.match(ID_PATTERN, f"{value}:x"):
            raise ValueError(f"{value!r} cannot be the first part of an id: letters, digits and -._~")
        return value


class FileTable(_Table):
    """`[file]`: how the table is written."""

    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    encoding: str = Field("utf-8", validate_default=True)
    header: bool = True
    columns: tuple[str, ...] = Field((), description="Names of the columns of a file without a header, in order.")

    @field_validator("encoding")
    @classmethod
    def _is_known(cls, value: str) -> str:
        try:
            "a".encode(value)
        except LookupError:
            raise ValueError(f"unknown encoding {value!r}") from None
        return "utf-8-sig" if value.lower().replace("_", "-") in ("utf-8", "utf8") else value


class RowsTable(_Table):
    """`[rows]`: which rows are taken at all; each other row is named in the report."""

    only: Condition


class Value(_Table):
    """A value that needs more than a text: `{ from = "{type}", codes = "types", unknown = "reject" }`."""

    sources: Annotated[tuple[Template, ...], BeforeValidator(_templates), Field(alias="from", min_length=1)]
    split: Annotated[str, Field(min_length=1)] | None = None
    codes: str | None = None
    unknown: Literal["remark", "reject"] = "remark"
    read_as: str | None = Field(None, alias="as")
    when: Condition = Field(
        default_factory=dict, description="As of a record; where it does not hold there is no value."
    )

    @field_validator("read_as")
    @classmethod
    def _is_known(cls, value: str | None) -> str | None:
        if value is not None and value not in CONVERSIONS:
            raise ValueError(f"cannot read a cell as {value!r}; one of {', '.join(CONVERSIONS)}")
        return value


class RecordTable(_Table):
    """`[[record]]`: one record that a row can make."""

    name: str = Field(description="How other records of the row refer to it: {@name}.")
    kind: Kind
    id: Filled = Field(description="The record's key at the source.")
    when: Condition = Field(default_factory=dict, description="Values that a column must have one of.")
    filled: tuple[str, ...] = Field((), description="Columns that must not be empty.")
    once: bool = Field(False, description="Rows repeat this record; the first that gives it counts.")
    fields: dict[str, Any]


class MappingFile(_Table):
    """A mapping file as it is written."""

    source: SourceTable
    file: FileTable = Field(default_factory=FileTable)
    rows: RowsTable | None = None
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    values: dict[str, Value] = Field(default_factory=dict)
    record: Annotated[tuple[RecordTable, ...], Field(min_length=1)]


def find_mapping(name: str | Path, folder: Path) -> Path:
    """The file of that name in the folder, or the path itself. Raises `MappingError`, which lists the known names."""
    path = Path(name)
    if path.suffix != ".toml" and len(path.parts) == 1:
        path = folder / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.toml"))) or "none"
        raise MappingError(f"there is no mapping {str(name)!r}; known ones: {known}")
    return path


def read_mapping_file(path: Path) -> MappingFile:
    """Read and check the form of a mapping file. Raises `MappingError` with every problem found."""
    try:
        return MappingFile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as problem:
        raise MappingError(f"{path.name}: not TOML: {problem}") from None
    except UnicodeDecodeError as problem:
        raise MappingError(f"{path.name}: not UTF-8 at byte {problem.start + 1}") from None
    except ValidationError as problem:
        found = (
            f"{path.name}: {'.'.join(map(str, one['loc']))}: {one['msg'].removeprefix('Value error, ')}"
            + ("" if isinstance(one["input"], dict | list) else f" ({shown(one['input'])!r})")
            for one in problem.errors(include_url=False, include_context=False)
        )
        raise MappingError("\n".join(found)) from None
