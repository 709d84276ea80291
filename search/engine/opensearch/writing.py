"""What is sent to the node for a document, and under which version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search.analysis import Analyser
from search.document import Document
from search.engine.opensearch.hours import hours_actions
from search.engine.opensearch.record import record

POSITIONS = 2**32
"""Numbers in the change log are below this."""


def versioned(index: str, term: int, position: int) -> dict[str, Any]:
    """Lets nobody overwrite what a later writer, or the same one at a later change, has written."""
    return {"_index": index, "version": term * POSITIONS + position, "version_type": "external_gte"}


def actions(
    documents: Iterable[Document], analyser: Analyser, version: Mapping[str, Any], generation: int
) -> Iterator[dict[str, Any]]:
    """Each document after the opening hours that it names."""
    told: set[str] = set()
    for document in documents:
        made = record(document, analyser)
        new = {key: rows for key, rows in made.hours.items() if key not in told}
        told.update(new)
        yield from hours_actions(version["_index"], new, generation)
        source = made.source | {"since": generation}
        yield {**version, "_op_type": "index", "_id": made.id, "_source": source}
