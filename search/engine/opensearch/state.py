"""The state of the live index: which index that is, who made it, how far it follows the change log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import orjson
from opensearchpy import ConflictError, NotFoundError

from search.engine.made_by import MadeBy
from search.engine.opensearch.connection import Connection
from search.engine.opensearch.fields import STATE_ID
from search.errors import EngineUnavailable, IndexOutdated


@dataclass(frozen=True, slots=True)
class State:
    """One look at the live index. `revision`: what must still be so for whoever goes on from here."""

    index: str
    position: int
    generation: int
    revision: tuple[int, int]


def read_state(connection: Connection, alias: str, made_by: MadeBy) -> State:
    """The state of the index behind an alias.

    Raises `IndexOutdated` where there is none, or another program or another word list made it; `EngineUnavailable`.
    """
    try:
        found = connection.read(f"/{alias}/_doc/{STATE_ID}")
    except NotFoundError as absent:
        reason = "er is nog geen" if absent.error == "index_not_found_exception" else "hij is beschadigd of onvolledig"
        raise IndexOutdated(reason) from None
    kept = orjson.loads(found["_source"]["stored"])
    if kept["made_by"] != asdict(made_by):
        raise IndexOutdated("hij is gemaakt door een andere versie van het programma of van de woordenlijsten")
    return State(found["_index"], kept["position"], kept["generation"], (found["_seq_no"], found["_primary_term"]))


def write_state(
    connection: Connection, index: str, position: int, generation: int, made_by: MadeBy, before: State | None
) -> None:
    """Keep a state in an index, in the place of the one `before`.

    Raises `EngineUnavailable` where another process went on from there in the meantime.
    """
    kept = orjson.dumps({"position": position, "generation": generation, "made_by": made_by}).decode()
    body: dict[str, Any] = {"kind": "state", "stored": kept}
    still = {"op_type": "create"}
    if before is not None:
        still = {"if_seq_no": str(before.revision[0]), "if_primary_term": str(before.revision[1])}
    try:
        connection.write("PUT", f"/{index}/_doc/{STATE_ID}", body, still)
    except (ConflictError, NotFoundError):
        raise EngineUnavailable("Een ander proces heeft de zoekindex intussen veranderd.") from None
