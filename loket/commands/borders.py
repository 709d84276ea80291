"""The borders of the zones in OpenSearch: the same as in the data folder."""

from __future__ import annotations

from contextlib import closing

from rich.console import Console

from loket.composition import Loket
from loket.engines import open_zone_index


def keep_borders(loket: Loket) -> None:
    """Give OpenSearch the borders of the zones, where that answers, there are borders, and it keeps other ones.

    Raises `BadShapesError` and `EngineUnavailable`.
    """
    index = open_zone_index(loket.settings)
    if index is None:
        return
    with closing(index):
        if loket.shapes is not None and index.keep(loket.shapes, loket.gazetteer.zones):
            Console(stderr=True).print(f"Borders of {len(loket.shapes.detail)} zones: in OpenSearch.", highlight=False)
