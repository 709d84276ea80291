"""Open Referral's Human Services Data Specification (HSDS), as JSON or as tables, in drafts of records."""

from indexer.sources.hsds.reader import HsdsReader

__all__ = ["HsdsReader"]
