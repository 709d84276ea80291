"""Take the made-up records out again, and what made-up sources said of real ones."""

from __future__ import annotations

from sqlalchemy import Connection, select

from catalogue import Sources
from store.answers import State
from store.schema import record, source_value
from store.workbench import Cause, Workbench, in_parts
from store.writing import write


def remove_demo(connection: Connection, sources: Sources, cause: Cause) -> int:
    """Remove what made-up sources said; gives how many records that touched.

    A record that was made up altogether stays behind as gone, so that its id answers and every consumer of the change
    log lets go of it; its join keys, editors' values and what sources said of it are deleted.
    """
    ids = sorted({*connection.execute(select(record.c.id).where(record.c.demo)).scalars(), *_said_made_up(connection)})
    removed = 0
    for chunk in in_parts(ids):
        bench = Workbench(connection, sources)
        bench.fetch(chunk)
        for entry in bench.entries.values():
            real = {source: said for source, said in entry.said.items() if not said.values.get("demo")}
            if len(real) == len(entry.said):
                continue  # nothing made up is left of it: it was removed before
            removed += 1
            if real:
                bench.restate(entry, cause, said=real)
            else:
                entry.said, entry.edits = {}, {}
                bench.become(entry, entry.body or {}, State.GONE, cause)
        write(bench)
    return removed


def _said_made_up(connection: Connection) -> set[str]:
    """Records of which a made-up source spoke, perhaps one that is gone and still hides a field of a real record."""
    query = select(source_value.c.record_id).where(source_value.c.said.contains('"demo":true', autoescape=True))
    return set(connection.execute(query).scalars())
