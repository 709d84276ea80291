"""Take the made-up records out again, and what made-up sources said of real ones."""

from __future__ import annotations

from sqlalchemy import Connection, select

from catalogue import Sources
from store.answers import State
from store.schema import record
from store.workbench import Cause, Workbench, in_parts
from store.writing import write


def remove_demo(connection: Connection, sources: Sources, cause: Cause) -> int:
    """Remove what made-up sources said; gives how many records that touched.

    A record that was made up altogether stays behind as gone, so that its id answers and every consumer of the change
    log lets go of it; its join keys, editors' values and what sources said of it are deleted.
    """
    ids = connection.execute(select(record.c.id).where(record.c.demo).order_by(record.c.id)).scalars().all()
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
