"""Where it is kept: what sources and editors say, the effective records, their history and the log of changes."""

from store.answers import (
    Change,
    FieldConflict,
    HistoryEntry,
    Missing,
    Operation,
    Outcome,
    RunState,
    RunSummary,
    State,
    Status,
    Stored,
)
from store.errors import (
    NotCopied,
    RecordNotFound,
    StoreBusy,
    StoreError,
    StoreNotReady,
    StoreUnavailable,
    VersionConflict,
)
from store.kept import Store
from store.runs import SourceRun

__all__ = [
    "Change",
    "FieldConflict",
    "HistoryEntry",
    "Missing",
    "NotCopied",
    "Operation",
    "Outcome",
    "RecordNotFound",
    "RunState",
    "RunSummary",
    "SourceRun",
    "State",
    "Status",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreNotReady",
    "StoreUnavailable",
    "Stored",
    "VersionConflict",
]
