"""How records get in and how the search engine follows."""

from indexer.document_terms import DocumentTerms
from indexer.draft import Draft, Item, Rejection, Remark, SourceError, SourceReader
from indexer.history import OtherHistory, other_history
from indexer.ingest import ingest
from indexer.mapping import Mapping, MappingError
from indexer.moves import Move, moves
from indexer.projection import Projection
from indexer.quality import Surveyor, surveyed
from indexer.report import Report
from indexer.sources.csv_table import CsvReader
from indexer.sources.demo import WorldReader
from indexer.sources.hsds import HsdsReader
from indexer.sources.oslo import KnownOrganisation, Onthaal, OsloReader
from indexer.sources.records import RecordsReader
from indexer.sync import BackgroundFollower, Follower

__all__ = [
    "BackgroundFollower",
    "CsvReader",
    "DocumentTerms",
    "Draft",
    "Follower",
    "HsdsReader",
    "Item",
    "KnownOrganisation",
    "Mapping",
    "MappingError",
    "Move",
    "Onthaal",
    "OsloReader",
    "OtherHistory",
    "Projection",
    "RecordsReader",
    "Rejection",
    "Remark",
    "Report",
    "SourceError",
    "SourceReader",
    "Surveyor",
    "WorldReader",
    "ingest",
    "moves",
    "other_history",
    "surveyed",
]
