"""Urgent help from the store: whom to call is known also when the search engine is down."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.helplines import Helplines
from indexer.projection import Projection
from search.urgent import UrgentLine


@dataclass(slots=True)
class StoredUrgentLines:
    """The lines that the store has; made-up ones are never among them.

    They are read again once the store has changed: someone who types is asked after each letter.
    """

    helplines: Helplines
    projection: Projection
    _read: tuple[int, tuple[UrgentLine, ...]] = field(default=(-1, ()), init=False, repr=False)

    def lines(self) -> tuple[UrgentLine, ...]:
        """Every helpline and every offer that is right for an urgent topic, with its topics; hidden facts are gone."""
        version = self.helplines.version()  # before reading, so that a change meanwhile is read again
        if self._read[0] != version:
            views = self.helplines.urgent_views()
            documents = ((view, self.projection.document(view)) for view in views)
            lines = tuple(UrgentLine(document, view.offer.urgent_topics) for view, document in documents if document)
            self._read = (version, lines)
        return self._read[1]
