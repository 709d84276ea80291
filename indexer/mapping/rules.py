"""A mapping ready for use: read, and checked as a whole before the first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue import RECORD_TYPES, Kind
from indexer.mapping.fields import Node, asked, code_tables, compile_field
from indexer.mapping.schema import (
    Condition,
    FileTable,
    MappingError,
    MappingFile,
    RecordTable,
    Value,
    find_mapping,
    read_mapping_file,
)
from indexer.mapping.template import Placeholder, Template

# A mapping says what stands in the table. That a record is made up, its ids and its origin are not for it to say.
_NOT_FOR_A_MAPPING = frozenset({"id", "kind", "demo", "provenance", "field_provenance", "aliases", "replaced_by"})


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How a row makes one record."""

    name: str
    kind: Kind
    id: Template
    when: Condition
    filled: tuple[str, ...]
    once: bool
    fields: dict[str, Node]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one publisher's table become records."""

    source: str
    file: FileTable
    only: Condition
    date: Template | None
    values: dict[str, Value]
    codes: dict[str, dict[str, str]]
    records: tuple[RecordRule, ...]

    @classmethod
    def load(cls, name: str | Path, folder: Path) -> Mapping:
        """The mapping `data/mappings/NAME.toml` (`folder` is that folder) or the file at a path.

        Raises `MappingError`, which names the file, the table and the key of everything that is wrong.
        """
        path = find_mapping(name, folder)
        written = read_mapping_file(path)
        problems: list[str] = []
        mapping = cls(
            source=written.source.id,
            file=written.file,
            only=written.rows.only if written.rows else {},
            date=written.source.date,
            values=written.values,
            codes=written.codes,
            records=tuple(_rule(table, problems) for table in written.record),
        )
        problems += _inconsistencies(mapping, written)
        if problems:
            raise MappingError("\n".join(f"{path.name}: {problem}" for problem in problems))
        return mapping

    def columns(self) -> dict[str, str]:
        """Every column that it needs, with the first place in the mapping that asks for it."""
        needed: dict[str, str] = {}
        for place, placeholders, names in _what_is_asked(self):
            for name in (*names, *(one.name for one in placeholders if not one.sibling)):
                if name not in self.values:
                    needed.setdefault(name, place)
        return needed


def _rule(table: RecordTable, problems: list[str]) -> RecordRule:
    fields: dict[str, Node] = {}
    for field, value in table.fields.items():
        place = f"record.{table.name}.fields.{field}"
        if field not in RECORD_TYPES[table.kind].model_fields:
            problems.append(f"{place}: a record of kind {table.kind} has no such field")
        elif field in _NOT_FOR_A_MAPPING:
            problems.append(f"{place}: not for a mapping to say")
        else:
            try:
                fields[field] = compile_field(value, place)
            except ValueError as problem:
                problems.append(str(problem))
    return RecordRule(table.name, table.kind, table.id, table.when, table.filled, table.once, fields)


def _what_is_asked(mapping: Mapping) -> Iterator[tuple[str, tuple[Placeholder, ...], Iterable[str]]]:
    """Each place of the mapping, the placeholders that it holds, and the columns that it names outright."""
    yield "rows.only", (), mapping.only
    if mapping.date:
        yield "source.date", mapping.date.placeholders, ()
    for name, value in mapping.values.items():
        yield f"values.{name}", tuple(asked(value)), ()
    for rule in mapping.records:
        yield f"record.{rule.name}.when", (), rule.when
        yield f"record.{rule.name}.filled", (), rule.filled
        yield f"record.{rule.name}.id", rule.id.placeholders, ()
        for field, node in rule.fields.items():
            yield f"record.{rule.name}.fields.{field}", tuple(asked(node)), ()


def _inconsistencies(mapping: Mapping, written: MappingFile) -> Iterator[str]:
    """What a mapping names that it does not have: code tables, siblings, values; what it has twice or cannot use."""
    nodes: dict[str, Node] = {f"values.{name}": value for name, value in mapping.values.items()}
    nodes |= {f"record.{r.name}.fields.{field}": node for r in mapping.records for field, node in r.fields.items()}
    for place, node in nodes.items():
        for table in code_tables(node):
            if table not in mapping.codes:
                yield f"{place}: there is no code table {table!r}"
    made: set[str] = set()
    for rule in mapping.records:
        if rule.name in made:
            yield f"record.{rule.name}: two records have this name"
        made.add(rule.name)
    yield from _early_names(mapping)
    for name, value in mapping.values.items():
        if value.split:
            yield f"values.{name}.split: a named value is one text; split where a field uses it"
    if not written.file.header and not written.file.columns:
        yield "file.columns: a file without a header needs the names of its columns"
    if written.file.header and written.file.columns:
        yield "file.columns: the header of the file gives the names; set header = false if it has none"


def _early_names(mapping: Mapping) -> Iterator[str]:
    """A record may name those above it, a value those above it: so that each is there when it is asked for."""
    order = [rule.name for rule in mapping.records]
    for place, placeholders, names in _what_is_asked(mapping):
        table, _, rest = place.partition(".")
        own = rest.split(".")[0]
        above = order[: order.index(own)] if table == "record" else []
        for one in placeholders:
            if one.sibling and one.name not in above:
                yield f"{place}: {{@{one.name}}} is no record above this one"
        later = list(mapping.values)[list(mapping.values).index(own) :] if table == "values" else []
        for name in (one.name for one in placeholders if not one.sibling and one.name in later):
            yield f"{place}: {{{name}}} is no value above this one"
        for name in names if table == "rows" else ():
            if name in mapping.values:
                yield f"{place}: {name!r} is a value of the mapping, not a column"
