"""From objects to drafts: each record once, every refusal with a reason.

An object may name another that is not in the file: the draft keeps the reference, and the store decides, for it may
know the other from an earlier file. Only a parent organisation is left out: without it the record is still true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from indexer.draft import Draft, Item, Rejection, shown
from indexer.sources.hsds.context import Context, Values
from indexer.sources.hsds.location import location
from indexer.sources.hsds.node import LINE, Node
from indexer.sources.hsds.offer import offer, offer_at_location
from indexer.sources.hsds.organisation import organisation


@dataclass(frozen=True, slots=True)
class _Seen:
    kind: str
    where: str
    own: bool
    fields: dict[str, int]


class Walk:
    """One reading. Methods return the id of the record that an object stands for, `None` where it is refused.

    `own` objects stand by themselves in the file: twice the same id is then a mistake. Others are copies within
    another object; a copy is silent unless it says something else than the first.
    """

    def __init__(self, context: Context, organisations: frozenset[str]) -> None:
        """`organisations`: ids of those that the file holds."""
        self._context = context
        self._organisations = organisations
        self._seen: dict[str, _Seen] = {}
        self._refused: set[str] = set()
        self._owners: dict[str, str] = {}
        self._uris: dict[str, str] = {}
        self._copies: dict[str, int] = {}
        self._items: list[Item] = []

    def drain(self) -> Iterator[Item]:
        """The drafts, rejections and single remarks since the last call."""
        items, self._items = self._items, []
        yield from items
        yield from self._context.notes.so_far()

    def owner(self, service: str) -> str | None:
        """The organisation of a service that was taken in, by the service's key."""
        return self._owners.get(self._context.keys.id("service", service))

    def organisation(self, node: Node, *, own: bool = True) -> str | None:
        """An organisation; where it stands by itself also its services."""
        required = self._required(node, "organization", named=True)
        if required is None:
            return None
        local, name = required
        if not own and (copy := self._same_copy(node, "organization", local)) is not None:
            return copy
        parent = self._parent(node)
        taken = self._put(node, own, lambda: self._sole(organisation(node, local, name, parent, self._context), node))
        if taken is not None:
            for place in node.children("locations", "location"):
                self.location(place, taken, own=False)
            if own:
                for service in node.children("services", "service"):
                    self.service(service, organisation=taken, own=False)
        node.account()
        return taken

    def service(self, node: Node, *, organisation: str | None = None, own: bool = True) -> str | None:
        """A service with its places; `organisation` is the one within which it stands."""
        required = self._required(node, "service", named=True)
        if required is None:
            return None
        local, name = required
        owner = self._owner_of(node) or organisation
        if owner is None:
            self._refuse(node, "service", local, "organization", "names no organisation that can be taken in")
            return None
        taken = self._put(node, own, lambda: offer(node, local, name, owner, self._context))
        if taken is not None:
            self._owners.setdefault(taken, owner)
            for at in node.children("service_at_locations", "service_at_location"):
                self.at_location(at, service=taken, own=False)
        node.account()
        return taken

    def location(self, node: Node, organisation: str | None, *, own: bool = True) -> str | None:
        """A location of that organisation."""
        required = self._required(node, "location", named=False)
        if required is None:
            return None
        local, _ = required
        if organisation is None:
            self._refused.add(self._context.keys.id("location", local))
            node.count("organization_id", "no organisation, and no service there that was taken in; left out", local)
            return None
        taken = self._put(node, own, lambda: location(node, local, organisation, self._context))
        node.account()
        return taken

    def at_location(self, node: Node, *, service: str | None = None, own: bool = True) -> str | None:
        """A service at a location, with both where they stand within it; `service` is the one that it stands in."""
        offered = service or self._part(node, "service", lambda part: self.service(part, own=False))
        if offered is None:
            return None
        owner = self._owners.get(offered)
        place = self._part(node, "location", lambda part: self.location(part, owner, own=False))
        if place is None:
            return None
        local = node.text("id") or f"{offered.partition(':')[2]}-{place.partition(':')[2]}"
        taken = self._put(node, own, lambda: offer_at_location(node, local, offered, place, self._context))
        node.account()
        return taken

    def _same_copy(self, node: Node, table: str, local: str) -> str | None:
        """The record of an object that stood within another before, word for word; most nested objects do."""
        key = self._context.keys.id(table, local)
        copy = hash(orjson.dumps(node.fields))
        if self._copies.setdefault(key, copy) == copy and key in self._seen:
            return key
        return None

    def _part(self, node: Node, table: str, take: Callable[[Node], str | None]) -> str | None:
        """The id of the service or location within the object, or that its key names; else the object is refused."""
        part = node.child(table, table)
        if part is not None:
            found = take(part)
            if found is None:
                node.count(table, f"its {table} is refused, so it is left out")
            return found
        named = node.text(f"{table}_id")
        if named is None:
            self._refuse(node, "service_at_location", node.text("id"), table, f"names no {table}")
            return None
        key = self._context.keys.id(table, named)
        if key in self._refused:
            node.count(table, f"its {table} is refused, so it is left out", named)
            return None
        return key

    def _owner_of(self, node: Node) -> str | None:
        part = node.child("organization", "organization")
        if part is not None:
            return self.organisation(part, own=False)
        named = node.text("organization_id")
        key = self._context.keys.id("organization", named) if named else None
        return None if key in self._refused else key

    def _sole(self, values: Values, node: Node) -> Values:
        """Without a URI that another organisation has too: records join on URIs, and these two are not one."""
        kept = []
        for identifier in values["identifiers"]:
            first = self._uris.setdefault(identifier["value"], values["id"]) if identifier["scheme"] == "uri" else None
            if first in (None, values["id"]):
                kept.append(identifier)
            else:
                node.count("uri", "that of another organisation too, so it identifies nothing; left out", first)
        return values | {"identifiers": kept}

    def _parent(self, node: Node) -> str | None:
        named = node.text("parent_organization_id")
        if named is None:
            return None
        parent = self._context.keys.id("organization", named)
        if parent in self._organisations and named != node.text("id"):
            return parent
        node.count("parent_organization_id", "names an organisation that is not in the file; left out", named)
        return None

    def _required(self, node: Node, table: str, *, named: bool) -> tuple[str, str] | None:
        local, name = node.text("id"), node.line("name") if named else None
        if local is None:
            self._refuse(node, table, None, "id", "is missing, and nothing can be known by another key")
        elif len(local) > LINE:
            self._refuse(node, table, local, "id", f"is longer than {LINE} characters")
        elif named and name is None:
            self._refuse(node, table, local, "name", "is missing")
        else:
            return local, name or ""
        return None

    def _refuse(self, node: Node, table: str, local: str | None, field: str, reason: str) -> None:
        if local is not None:
            self._refused.add(self._context.keys.id(table, local))
        self._items.append(Rejection(node.where, f"{table}.{field}", reason))

    def _put(self, node: Node, own: bool, make: Callable[[], Values]) -> str | None:
        values = make()
        key, kind = str(values["id"]), str(values["kind"])
        first = self._seen.get(key)
        if first is None:
            self._seen[key] = _Seen(kind, node.where, own, {name: _print(value) for name, value in values.items()})
            self._items.append(Draft(node.where, values))
            return key
        other = [name for name, value in values.items() if first.fields.get(name) != _print(value)]
        if first.kind != kind or (own and first.own and other):
            reason = f"{shown(node.text('id'))} stands twice; first as {first.kind} in {first.where}"
            self._items.append(Rejection(node.where, f"{node.name}.id", reason))
            return None
        if own and first.own:
            node.count("id", "stands twice with the same values; taken once")
        elif other:
            node.count("id", "given again with other values; the first counts", f"{first.where} ({', '.join(other)})")
        return key


def _print(value: Any) -> int:
    """A fingerprint of a value, so that the first of many copies need not be kept."""
    return hash(repr(value))
