"""`lists.toml`: what each list of the vocabulary is, and the schemes of others that terms are linked to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from catalogue.terms import Column, ListInfo, Scheme

TABLES = "lists.toml"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file of the vocabulary; lines count from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """As compilers say it, so that editors can jump there."""
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Tables:
    """The lists and schemes by name, with the line on which each list begins."""

    lists: Mapping[str, ListInfo]
    schemes: Mapping[str, Scheme]
    lines: Mapping[str, int]


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    label: str = Field(min_length=1)
    about: str = Field(min_length=1)
    shown: bool
    needs: list[str] = []
    columns: dict[str, str | list[str]] = {}

    @model_validator(mode="after")
    def _several_are_of_one_list(self) -> _List:
        for name, kind in self.columns.items():
            if isinstance(kind, list) and len(kind) != 1:
                raise ValueError(f"the column {name!r} names {len(kind)} lists; it takes the terms of one")
        return self

    def info(self) -> ListInfo:
        columns = {name: _column(kind) for name, kind in self.columns.items()}
        return ListInfo(self.label, self.about, self.shown, columns, tuple(self.needs))


class _Scheme(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    label: str = Field(min_length=1)
    website: str | None = Field(None, pattern="^https?://")
    base: str | None = Field(None, pattern="^https?://")

    @model_validator(mode="after")
    def _can_be_found(self) -> _Scheme:
        if self.website is None and self.base is None:
            raise ValueError("a scheme needs a website or a base")
        return self

    def info(self) -> Scheme:
        return Scheme(self.label, self.website, self.base)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    list: dict[str, _List] = {}
    scheme: dict[str, _Scheme] = {}


def _column(kind: str | list[str]) -> Column:
    if isinstance(kind, list):
        return Column("terms", kind[0])
    match kind:
        case "text" | "line":
            return Column(kind)
        case _:
            return Column("term", kind)


def read_tables(folder: Path) -> tuple[Tables | None, tuple[Fault, ...]]:
    """The tables of a folder, or else what is wrong with them."""
    try:
        text = (folder / TABLES).read_text(encoding="utf-8")
        found = _File.model_validate(tomllib.loads(text))
    except FileNotFoundError:
        return None, (Fault(TABLES, 1, "the file that describes the lists is not there"),)
    except UnicodeDecodeError:
        return None, (Fault(TABLES, 1, "the file is not UTF-8"),)
    except tomllib.TOMLDecodeError as error:
        return None, (Fault(TABLES, _line_told(str(error)), f"not TOML: {error}"),)
    except ValidationError as error:
        return None, tuple(_faults_of_tables(error, text))
    lists = {name: one.info() for name, one in found.list.items()}
    schemes = {name: one.info() for name, one in found.scheme.items()}
    return Tables(lists, schemes, {name: _line_of(("list", name), text) for name in lists}), ()


def _line_told(message: str) -> int:
    told = re.search(r"at line (\d+)", message)
    return int(told[1]) if told else 1


def _faults_of_tables(error: ValidationError, text: str) -> Iterator[Fault]:
    for detail in error.errors(include_url=False):
        where = tuple(str(part) for part in detail["loc"])
        yield Fault(TABLES, _line_of(where, text), f"{'.'.join(where)}: {detail['msg']}")


def _line_of(where: tuple[str, ...], text: str) -> int:
    """The line of the table that a place in the file belongs to; 1 where no table is named like that."""
    for depth in range(len(where), 0, -1):
        header = f"[{'.'.join(where[:depth])}]"
        for line, written in enumerate(text.splitlines(), start=1):
            if written.strip() == header:
                return line
    return 1
