"""What an id in an address leads to: a record, its new address, a record that is gone, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from catalogue import public
from catalogue.base import RecordBase
from store import State, Store
from web.context import PageContext
from web.errors import error_page

R = TypeVar("R", bound=RecordBase)


@dataclass(frozen=True, slots=True)
class Lookup(Generic[R]):
    """`record` as everyone may see it, or `None`; `moved_to` is its id where another was asked for."""

    record: R | None
    moved_to: str | None = None
    gone: bool = False


def look_up(store: Store, kind: type[R], id_: str) -> Lookup[R]:
    """The record of that kind behind an id, old ids welcome. Hidden is as unknown, also when it is gone."""
    stored = store.get(id_)
    if stored is None or not isinstance(stored.record, kind):
        return Lookup(None)
    record = public(stored.record)
    if record is None:
        return Lookup(None)
    if stored.state is State.GONE:
        return Lookup(None, gone=True)
    return Lookup(record, moved_to=stored.id if stored.id != id_ else None)


def opened(context: PageContext, request: Request, kind: type[R], id_: str, url: Callable[[str], str]) -> R | Response:
    """The record whose page was asked for; or the answer instead: its new address (301), gone (410), none (404)."""
    found = look_up(context.store, kind, id_)
    if found.record is None:
        return error_page(context, request, 410 if found.gone else 404)
    if found.moved_to is not None:
        return RedirectResponse(url(found.moved_to), 301)
    return found.record
