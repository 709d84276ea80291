"""Writing many documents: what the node did not take is told, and only what is too much for it is tried again.

The client's `streaming_bulk` cuts by count and by bytes and has one request under way at a time: the documents are made
as fast as the node takes them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search.engine.opensearch.connection import Connection
from search.errors import EngineUnavailable

FEW, MOST_REFUSED = 10, 0.01
"""So many documents may always be refused, and of many one in a hundred: more is no fault of single documents."""

OF_THE_INDEX = "strict_dynamic_mapping_exception"
"""An index without a field that every document has: another program made it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that the node did not take. `reason`: the kind of fault; its text may quote the document."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """How many documents were written or removed, and which the node did not take."""

    written: int
    refused: tuple[Refused, ...] = ()


def write_many(connection: Connection, actions: Iterable[dict[str, Any]], *, first_pause: int = 1) -> Written:
    """Write documents (`index`), remove them (`delete`), and add what may be there already (`create`).

    `first_pause`: seconds before what was too much is tried again, twice as many each time.

    Raises `EngineUnavailable` where the node fails, another process has written something newer, or more is refused
    than single documents explain; what came before is there.
    """
    written, seen, refused = 0, 0, []
    for doing, told in connection.bulk(actions, first_pause=first_pause):
        seen += 1
        if 200 <= told["status"] < 300:
            written += 1
        elif not _harmless(doing, told):
            refused.append(_refused(doing, told))
    if len(refused) > max(FEW, MOST_REFUSED * seen):
        raise EngineUnavailable(f"OpenSearch weigert {len(refused)} van {seen} documenten ({refused[0].reason}).")
    return Written(written, tuple(refused))


def stand_ins(versioned: Mapping[str, Any], refused: Iterable[Refused]) -> Iterator[dict[str, Any]]:
    """Put in the place of what was refused, for no older version may be found; `EngineInfo.refused` counts them.

    `versioned`: index and version, as of the document that was refused.
    """
    for one in refused:
        yield {**versioned, "_op_type": "index", "_id": one.id, "_source": {"kind": "refused", "id": one.id}}


def _harmless(doing: str, told: Mapping[str, Any]) -> bool:
    """Whether it stands there already, or is gone already."""
    return (doing, told["status"]) in {("create", 409), ("delete", 404)}


def _refused(doing: str, told: Mapping[str, Any]) -> Refused:
    """A document that the node does not want as it is. Raises `EngineUnavailable` where that is not what is wrong."""
    reason = told["error"]["type"]
    if told["status"] == 409:
        raise EngineUnavailable("Een ander proces heeft de zoekindex intussen veranderd.")
    if doing != "index" or told["status"] != 400 or reason == OF_THE_INDEX:
        raise EngineUnavailable(f"OpenSearch kon niet alles bewaren ({reason}).")
    log.error("OpenSearch does not take %s: %s", told["_id"], reason)
    return Refused(told["_id"], reason)
