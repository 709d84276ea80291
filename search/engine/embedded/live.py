"""A build that is open: what was committed last, and the way to commit more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tantivy import Document as IndexedDocument
from tantivy import Index, IndexWriter

from search.engine.columns.table import ColumnBuilder
from search.engine.embedded import folder as builds
from search.engine.embedded.snapshot import State, first_snapshot, next_snapshot
from search.engine.embedded.text import schema
from search.errors import EngineUnavailable, IndexOutdated

HEAP = 64_000_000
"""Bytes that the writer gathers before it writes a segment: some 10,000 documents."""

FIELDS = schema()


class Live:
    """An open build: its index, its writer where this process has it, and the newest snapshot."""

    def __init__(self, build: Path, *, writable: bool) -> None:
        """Raises `IndexOutdated` where it cannot be read."""
        self.build = build
        self.builder = ColumnBuilder()
        try:
            self._committed = self._mark()  # before opening: at worst one look too many
            self._index = Index.open(str(build))
        except (ValueError, FileNotFoundError):
            raise IndexOutdated("hij is beschadigd of onvolledig") from None
        self._index.config_reader("manual")
        self.seen = first_snapshot(self._index, self.builder)
        self.made_at = builds.made_at(build)
        self.vocabulary_version = builds.vocabulary_version(build)
        self._writer: IndexWriter | None = self._index.writer(HEAP, 1) if writable else None

    def commit(self, replaced: Iterable[str], documents: Iterable[IndexedDocument], state: State) -> None:
        """Take documents out, put others in, keep the state, all or nothing; then show it."""
        writer = self._writer
        if writer is None:
            raise EngineUnavailable()
        try:
            for id_ in replaced:
                writer.delete_documents_by_term("id", id_)
            for document in documents:
                writer.add_document(document)
            write_state(writer, state)
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        self._index.reload()
        self.seen = next_snapshot(self.seen, self._index, self.builder)

    def refresh(self) -> None:
        """Show what another process committed since, if anything."""
        mark = self._mark()
        if mark != self._committed:
            self._index.reload()
            self.seen = next_snapshot(self.seen, self._index, self.builder)
            self._committed = mark

    def close(self) -> None:
        """Let go of the writer; snapshots that are in use stay readable."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def _mark(self) -> tuple[int, int]:
        """Changes with every commit: tantivy replaces its list of segments."""
        status = (self.build / "meta.json").stat()
        return status.st_ino, status.st_mtime_ns


def write_state(writer: IndexWriter, state: State) -> None:
    """Put a state in the place of the one before; it counts with the next commit."""
    carrier = state.indexed()
    writer.delete_documents_by_term("id", carrier["id"])
    writer.add_document(IndexedDocument.from_dict(carrier, FIELDS))
