"""OSLO Organisatie, as the Flemish government publishes it (Turtle, JSON-LD), in drafts of records."""

from indexer.sources.oslo.onthaal import Onthaal
from indexer.sources.oslo.reader import Known, KnownOrganisation, OsloReader

__all__ = ["Known", "KnownOrganisation", "Onthaal", "OsloReader"]
