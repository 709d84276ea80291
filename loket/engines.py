"""Which search engine answers: chosen by the settings, opened in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loket.settings import Settings
from search import Analyser, Boosts, Engine, EngineUnavailable, open_embedded
from search.meaning import Shelf

if TYPE_CHECKING:
    from search.engine.opensearch import Address, NodeShelf, ZoneIndex


def open_shelf(settings: Settings, *, writer: bool) -> Shelf | NodeShelf:
    """Where the vectors are kept: beside the index. Raises `EngineUnavailable` without the client of OpenSearch."""
    if settings.engine == "embedded":
        return Shelf(settings.vectors_dir, writer=writer)
    address = _address(settings)
    from search.engine.opensearch import NodeShelf

    return NodeShelf(address, settings.opensearch_prefix)


def open_engine(
    settings: Settings,
    analyser: Analyser,
    shelf: Shelf | NodeShelf,
    boosts: Boosts,
    vocabulary_version: str,
    *,
    writer: bool,
) -> Engine:
    """The engine of the settings; `shelf` is that of `open_shelf`, `vocabulary_version` that of `DocumentTerms`.

    Raises `IndexOutdated`, `EngineLocked`, or `EngineUnavailable` where OpenSearch is not there.
    """
    if isinstance(shelf, Shelf):
        return open_embedded(
            settings.index_dir, analyser, writer=writer, shelf=shelf, vocabulary_version=vocabulary_version
        )
    from search.engine.opensearch import open_opensearch

    return open_opensearch(
        _address(settings),
        settings.opensearch_prefix,
        analyser,
        writer=writer,
        shelf=shelf,
        boosts=boosts,
        vocabulary_version=vocabulary_version,
    )


def open_zone_index(settings: Settings) -> ZoneIndex | None:
    """The borders of the zones in OpenSearch; None where another engine answers. Raises `EngineUnavailable`."""
    if settings.engine == "embedded":
        return None
    address = _address(settings)
    from search.engine.opensearch import ZoneIndex

    return ZoneIndex(address, settings.opensearch_prefix)


def _address(settings: Settings) -> Address:
    """Where OpenSearch answers. Raises `EngineUnavailable` where its client is not there."""
    try:
        from search.engine.opensearch import Address
    except ImportError:
        raise EngineUnavailable(
            "LOKET_ENGINE=opensearch needs its client: pip install -r requirements/opensearch.txt"
        ) from None
    password, ca_file = settings.opensearch_password, settings.opensearch_ca_file
    return Address(
        str(settings.opensearch_url),
        user=settings.opensearch_user,
        password=password.get_secret_value() if password is not None else None,
        ca_file=str(ca_file) if ca_file is not None else None,
        timeout=settings.opensearch_timeout,
    )


def where(settings: Settings) -> str:
    """Which engine it is and where its index stands, for people."""
    if settings.engine == "embedded":
        return f"embedded, in {settings.index_dir}"
    return f"OpenSearch at {settings.opensearch_url}, under {settings.opensearch_prefix}"
