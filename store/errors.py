"""What can go wrong in the store, each with what to do about it."""

from __future__ import annotations

from store.answers import Stored


class StoreError(Exception):
    """Any failure of the store that a caller can act on."""


class StoreNotReady(StoreError):
    """There is no database, or not one of this version; the message says what to do."""


class StoreBusy(StoreError):
    """Another writer held the store for longer than the wait; try again."""


class StoreUnavailable(StoreError):
    """The database does not answer, or not any more; it is asked anew at every call, so nothing need be done here."""


class NotCopied(StoreError):
    """There is no copy of the database; the message says why."""


class RecordNotFound(StoreError):
    """No record is known under that id, old or new."""

    def __init__(self, record_id: str) -> None:
        """Keep the id that was asked for."""
        self.record_id = record_id
        super().__init__(f"no record is known under the id {record_id!r}")


class VersionConflict(StoreError):
    """Someone else changed the record in the meantime; `current` is what it says now."""

    def __init__(self, current: Stored) -> None:
        """Keep the record as it is now."""
        self.current = current
        super().__init__(f"{current.id} was changed in the meantime: it is at version {current.version}")
