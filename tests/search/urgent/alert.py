"""Urgent help over a store, as the server has it."""

from __future__ import annotations

from pathlib import Path

from catalogue import Vocabulary
from geo import Gazetteer
from indexer.helplines import Helplines
from indexer.projection import Projection
from indexer.urgent import StoredUrgentLines
from search.urgent import Advice, UrgentHelp, UrgentRecognition

URGENT = Path(__file__).parents[3] / "data" / "relevance" / "urgent"


def urgent_help(helplines: Helplines, gazetteer: Gazetteer, vocabulary: Vocabulary) -> UrgentHelp:
    """The shipped rules and advice over the lines of a store."""
    lines = StoredUrgentLines(helplines, Projection(gazetteer, vocabulary))
    return UrgentHelp(UrgentRecognition.load(URGENT), Advice.load(URGENT / "advice.toml"), lines, gazetteer)
