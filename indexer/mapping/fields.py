"""The value of a field, as a mapping describes it: a text, a looked-up value, a list, a table, or something fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from geo import Gazetteer
from indexer.draft import Remark, shown
from indexer.mapping.convert import CONVERSIONS
from indexer.mapping.schema import Value, holds
from indexer.mapping.template import Placeholder, Template, TemplateError


class RowError(Exception):
    """A row that its mapping refuses: the field and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


@dataclass(slots=True)
class Row:
    """One row while its records are made: cells and named values, the ids made so far, what there is to say."""

    where: str
    cells: dict[str, str]
    gazetteer: Gazetteer
    codes: Mapping[str, Mapping[str, str]]
    siblings: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, path: str, reason: str) -> None:
        """Say something about a field of this row."""
        self.remarks.append(Remark(self.where, path, reason))


Node = Template | Value | tuple["Node", ...] | dict[str, "Node"] | bool | int | float


def compile_field(value: Any, path: str) -> Node:
    """Read a value of a mapping file once, for all rows. Raises `ValueError` that begins with the path."""
    if isinstance(value, str):
        try:
            return Template.parse(value)
        except TemplateError as problem:
            raise ValueError(f"{path}: {problem}") from None
    if isinstance(value, list):
        return tuple(compile_field(part, f"{path}.{index}") for index, part in enumerate(value))
    if isinstance(value, dict) and "from" in value:
        try:
            return Value.model_validate(value)
        except ValidationError as problem:
            one = problem.errors(include_url=False, include_context=False)[0]
            inside = ".".join(map(str, (path, *one["loc"])))
            raise ValueError(f"{inside}: {one['msg'].removeprefix('Value error, ')}") from None
    if isinstance(value, dict):
        return {key: compile_field(part, f"{path}.{key}") for key, part in value.items()}
    if isinstance(value, bool | int | float):
        return value
    raise ValueError(f"{path}: write a date or time as text, not as {shown(value)}")


def asked(node: Node) -> Iterator[Placeholder]:
    """Every placeholder in it."""
    if isinstance(node, Template):
        yield from node.placeholders
    elif isinstance(node, Value):
        yield from map(Placeholder, node.when)
        for template in node.sources:
            yield from template.placeholders
    elif isinstance(node, tuple | dict):
        for part in node.values() if isinstance(node, dict) else node:
            yield from asked(part)


def code_tables(node: Node) -> Iterator[str]:
    """The name of every code table that it uses."""
    if isinstance(node, Value) and node.codes:
        yield node.codes
    elif isinstance(node, tuple | dict):
        for part in node.values() if isinstance(node, dict) else node:
            yield from code_tables(part)


def fill(node: Node, row: Row, path: str) -> Any:
    """The value for one row, `None` where the row says nothing.

    A list or table that asked the row for something and got nothing at all is nothing, whatever is fixed in it.
    """
    if isinstance(node, Template):
        return node.fill(row.cells, row.siblings)
    if isinstance(node, Value):
        return _look_up(node, row, path)
    if isinstance(node, dict):
        made = {key: fill(part, row, f"{path}.{key}") for key, part in node.items()}
        if _asked_in_vain((made[key], part) for key, part in node.items()):
            return None
        return {key: value for key, value in made.items() if value is not None}
    if isinstance(node, tuple):
        parts = [fill(part, row, f"{path}.{index}") for index, part in enumerate(node)]
        if _asked_in_vain(zip(parts, node, strict=True)):
            return None
        return [one for part in parts if part is not None for one in (part if isinstance(part, list) else [part])]
    return node


def _asked_in_vain(parts: Iterator[tuple[Any, Node]] | zip[tuple[Any, Node]]) -> bool:
    answers = [value for value, node in parts if any(True for _ in asked(node))]
    return bool(answers) and all(value is None for value in answers)


def _look_up(value: Value, row: Row, path: str) -> Any:
    if not holds(value.when, row.cells):
        return None
    text = next((found for one in value.sources if (found := one.fill(row.cells, row.siblings))), None)
    if text is None:
        return None
    if value.split is None:
        return _read(text, value, row, path)
    parts = (part.strip() for part in text.split(value.split))
    read = [made for part in parts if part and (made := _read(part, value, row, path)) is not None]
    return list(dict.fromkeys(read)) or None


def _read(text: str, value: Value, row: Row, path: str) -> Any:
    if value.codes is not None:
        table = row.codes[value.codes]
        if text not in table:
            return _not_read(value, row, path, f"{shown(text)!r} does not stand in the code table {value.codes!r}")
        if not (text := table[text]):
            return None
    if value.read_as is None:
        return text
    made = CONVERSIONS[value.read_as](text, row.gazetteer)
    if made is None:
        return _not_read(value, row, path, f"cannot be read as {value.read_as}: {shown(text)!r}")
    if value.read_as == "nis" and text.isdigit() and made != text:
        row.add(path, f"{text} is the code of a former municipality; it is now {made}")
    return made


def _not_read(value: Value, row: Row, path: str, reason: str) -> None:
    if value.unknown == "reject":
        raise RowError(path, reason)
    row.add(path, f"{reason}; left out")
