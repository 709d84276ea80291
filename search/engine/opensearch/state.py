"""The state of the live index: which index that is, who made it, how far it follows the change log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson
from opensearchpy import NotFoundError

from search.engine.made_by import MadeBy
from search.engine.opensearch.connection import Connection, Revision
from search.engine.opensearch.faults import NO_INDEX
from search.engine.opensearch.fields import STATE_ID
from search.engine.port import Reached
from search.errors import EngineUnavailable, IndexOutdated


@dataclass(frozen=True, slots=True)
class State:
    """One look at an index. `revision`: what must still be so for whoever goes on from here."""

    index: str
    reached: Reached
    generation: int
    revision: Revision
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The state of an index as it stands there, whoever made it."""

    index: str
    told: dict[str, Any]
    revision: Revision


def read_kept(connection: Connection, name: str) -> Kept:
    """The state of an index, by its name or by an alias. Raises `NotFoundError` and `EngineUnavailable`."""
    found = connection.read(f"/{name}/_doc/{STATE_ID}")
    return Kept(found["_index"], orjson.loads(found["_source"]["stored"]), Revision.of(found))


def read_state(connection: Connection, name: str, made_by: MadeBy) -> State:
    """The state of an index, by its name or by an alias.

    Raises `IndexOutdated` where there is none, or another program or another word list made it; `EngineUnavailable`.
    """
    try:
        kept = read_kept(connection, name)
    except NotFoundError as absent:
        reason = "er is nog geen" if absent.error == NO_INDEX else "hij is beschadigd of onvolledig"
        raise IndexOutdated(reason) from None
    told = kept.told
    if told["made_by"] != asdict(made_by):
        raise IndexOutdated("hij is gemaakt door een andere versie van het programma of van de woordenlijsten")
    made_at = datetime.fromisoformat(told["made_at"])
    reached = Reached(told["position"], told.get("mark"))
    return State(kept.index, reached, told["generation"], kept.revision, made_at)


def write_state(
    connection: Connection, index: str, reached: Reached, generation: int, made_by: MadeBy, before: State | datetime
) -> None:
    """Keep a state in an index, in the place of the one `before`; the first one: when the index was made.

    Raises `EngineUnavailable` where another process went on from there in the meantime.
    """
    made_at, revision = (before.made_at, before.revision) if isinstance(before, State) else (before, None)
    told = {**reached._asdict(), "generation": generation, "made_by": made_by, "made_at": made_at}
    body: dict[str, Any] = {"kind": "state", "stored": orjson.dumps(told).decode()}
    if connection.put(f"/{index}/_doc/{STATE_ID}", body, revision) is None:
        raise EngineUnavailable("Een ander proces heeft de zoekindex intussen veranderd.")
