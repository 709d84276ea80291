"""The source `hsds`: which form the path has, and the walk through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from indexer.draft import Item, Rejection, SourceError
from indexer.sources.files import files_at
from indexer.sources.hsds.context import Context
from indexer.sources.hsds.document import kind_of, objects_in
from indexer.sources.hsds.keys import Keys
from indexer.sources.hsds.node import Node
from indexer.sources.hsds.notes import Notes
from indexer.sources.hsds.package import Rows, is_package, read_package, tables_in
from indexer.sources.hsds.walk import Walk

_DESCRIPTION = "datapackage.json"


class HsdsReader:
    """Reads HSDS (Open Referral) 3.x, Open Referral UK, and the CSV packages of 1.x and 2.x.

    A path is a file of JSON (an object, a list, a page of the API) or JSON Lines, a folder of such files, a folder of
    tables, or its datapackage.json; all also .gz. JSON Lines are streamed; tables are joined in memory.
    """

    def __init__(self, name: str = "hsds", language: str = "nl") -> None:
        """`name`: the source id, which begins every record id. `language`: that of all texts; HSDS does not say it."""
        self.name = name
        self._language = language

    def read(self, path: Path) -> Iterator[Item]:
        """Drafts, rejections and remarks. Raises `SourceError` where the path as a whole is unusable."""
        context = Context(Keys(self.name), self._language, Notes())
        if path.name == _DESCRIPTION and path.is_file():
            yield from _read_tables(path.parent, context, path)
        elif path.is_dir() and is_package(path):
            yield from _read_tables(path, context, None)
        elif path.name.removesuffix(".gz").endswith(".csv"):
            raise SourceError(f"{path}: one table is not enough; give the folder with services.csv")
        else:
            yield from _read_documents(path, context)
        yield from context.notes.so_far()
        yield from context.notes.totals()


def _read_documents(path: Path, context: Context) -> Iterator[Item]:
    files = files_at(path, (".json", ".ndjson", ".jsonl"))
    places = [(file, f"{file.name} " if path.is_dir() else "") for file in files]
    organisations = frozenset(
        context.keys.id("organization", local)
        for file, _ in places
        for item in objects_in(file)
        if not isinstance(item, Rejection)
        for local in _organisations_in(item[1])
    )
    walk = Walk(context, organisations)
    for file, prefix in places:
        for item in objects_in(file, prefix):
            if isinstance(item, Rejection):
                yield item
            else:
                yield from _take(walk, *item, context)


def _organisations_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """Keys of the organisations that an object is or holds."""
    service = fields.get("service")
    if kind_of(fields) == "organization":
        yield from _key(fields)
    yield from _key(fields.get("organization"))
    yield from _key(service.get("organization") if isinstance(service, dict) else None)


def _key(found: object) -> Iterator[str]:
    local = found.get("id") if isinstance(found, dict) else None
    if isinstance(local, str) and local.strip():
        yield local.strip()


def _take(walk: Walk, where: str, fields: dict[str, Any], context: Context) -> Iterator[Item]:
    """What one object of a document gives."""
    rows = tables_in(fields, context.notes)
    if rows is not None:
        yield from _walk_tables(rows, context)
        return
    kind = kind_of(fields)
    if kind is None:
        yield Rejection(where, "", "which object of HSDS this is cannot be told: it has no field of any of them")
        return
    node = Node(fields, where, kind, context.notes)
    if kind == "organization":
        walk.organisation(node)
    elif kind == "service":
        walk.service(node)
    elif kind == "location":
        walk.location(node, None)
    elif kind == "service_at_location":
        walk.at_location(node)
    else:
        context.notes.count(where, kind, "not taken over: it describes the data, not an offer")
    yield from walk.drain()


def _read_tables(folder: Path, context: Context, description: Path | None) -> Iterator[Item]:
    rows, rejections = read_package(folder, context.notes, description)
    yield from rejections
    yield from _walk_tables(rows, context)


def _walk_tables(rows: Rows, context: Context) -> Iterator[Item]:
    organisations = frozenset(
        context.keys.id("organization", local) for row in rows["organization"] if (local := row.text("id"))
    )
    walk = Walk(context, organisations)
    taken: set[str] = set()
    for row in rows["organization"]:
        key = walk.organisation(row)
        taken |= {key} if key else set()
        yield from walk.drain()
    for row in rows["service"]:
        walk.service(row)
        yield from walk.drain()
    there = _services_at(rows)
    for row in rows["location"]:
        walk.location(row, _organisation_of(row, taken, there, walk, context))
        yield from walk.drain()
    for row in rows["service_at_location"]:
        walk.at_location(row)
        yield from walk.drain()


def _services_at(rows: Rows) -> dict[str, list[str]]:
    """The services at each location, by their keys."""
    there: dict[str, list[str]] = {}
    for row in rows["service_at_location"]:
        service, place = row.text("service_id"), row.text("location_id")
        if service and place:
            there.setdefault(place, []).append(service)
    return there


def _organisation_of(
    row: Node, taken: set[str], there: Mapping[str, list[str]], walk: Walk, context: Context
) -> str | None:
    """The organisation that a location names, else that of the first service there."""
    named = row.text("organization_id")
    key = context.keys.id("organization", named) if named else None
    if key in taken:
        return key
    owner = next((owner for service in there.get(row.text("id") or "", ()) if (owner := walk.owner(service))), None)
    if owner is not None and named is not None:
        row.count("organization_id", "names an organisation that is not here; taken that of a service there", named)
    return owner
