"""Urgent help from the store: whom to call is known also when the search engine is down."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.helplines import Helplines
from indexer.projection import Projection
from search.urgent import UrgentLine


@dataclass(frozen=True, slots=True)
class StoredUrgentLines:
    """The lines that the store has, read when asked for; made-up ones are never among them."""

    helplines: Helplines
    projection: Projection

    def lines(self) -> tuple[UrgentLine, ...]:
        """Every helpline and every offer that is right for an urgent topic, with its topics; hidden facts are gone."""
        views = self.helplines.urgent_views()
        documents = ((view, self.projection.document(view)) for view in views)
        return tuple(UrgentLine(document, view.offer.urgent_topics) for view, document in documents if document)
