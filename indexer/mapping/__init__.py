"""How a spreadsheet of a known publisher becomes records: a TOML file that a person can read and edit."""

from indexer.mapping.rows import records_of
from indexer.mapping.rules import Mapping
from indexer.mapping.schema import MappingError

__all__ = ["Mapping", "MappingError", "records_of"]
