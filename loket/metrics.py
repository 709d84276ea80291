"""What `/metrics` tells a Prometheus: how long answers take, and how far the index is. No word of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from starlette.responses import Response

from api import Freshness
from search import ENDED_BADLY, EngineInfo, RebuildState
from store import StoreError

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds; the answers that people wait for lie between the second and the seventh."""

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
"""Those that a route has; anyone may send others."""


class Metrics:
    """The measurements of one server."""

    def __init__(self, freshness: Callable[[], Freshness]) -> None:
        """`freshness` is asked at each reading; where it raises `StoreError`, the rest is told all the same."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_State(freshness))
        self._requests = Histogram(
            "loket_request_seconds",
            "Time to answer a request.",
            ["method", "route", "status"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._engine = Histogram(
            "loket_engine_seconds",
            "Time in which the search engine answers.",
            ["operation"],
            buckets=BUCKETS,
            registry=self._registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer. `route` as the program knows it: "/aanbod/{id}"."""
        self._requests.labels(method if method in METHODS else "other", route, status).observe(seconds)

    def engine_took(self, operation: str, seconds: float) -> None:
        """Count one question to the engine."""
        self._engine.labels(operation).observe(seconds)

    def page(self) -> Response:
        """All measurements in the text format of Prometheus."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


class _State(Collector):
    """What is true at the moment of reading."""

    def __init__(self, freshness: Callable[[], Freshness]) -> None:
        self._freshness = freshness

    def describe(self) -> Iterator[Metric]:
        """Nothing is read before the first reading."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Values that are not known are absent."""
        try:
            fresh = self._freshness()
        except StoreError:
            yield GaugeMetricFamily("loket_store_up", "Whether the database answers.", value=0)
            return
        index, vectors, log = fresh.index, fresh.vectors, fresh.change_log
        told = (
            ("loket_store_up", "Whether the database answers.", 1),
            ("loket_records", "Records in the store.", fresh.records),
            ("loket_changes_behind", "Changes that the index does not have yet.", log.behind),
            ("loket_index_up", "Whether the search engine answers.", int(index is not None)),
            ("loket_index_offers", "Offers in the index.", index.documents if index is not None else None),
            (
                "loket_index_refused",
                "Offers that the search engine did not take, a hundred at most.",
                len(index.refused) if index is not None else None,
            ),
            (
                "loket_index_other_history",
                "Whether the index followed changes that the database does not have, and takes nothing in any more.",
                int(log.other_history is not None) if index is not None else None,
            ),
            ("loket_index_built_timestamp_seconds", "When the index was last made anew.", _seconds(index)),
            ("loket_rebuild_running", "Whether the index is being made anew.", int(_is(fresh, "running"))),
            (
                "loket_rebuild_failing",
                "Whether the last rebuild was refused, failed or broke off.",
                int(_is(fresh, *ENDED_BADLY)),
            ),
            ("loket_vectors", "Offers that are found by their meaning.", vectors.done),
            ("loket_follower_failing", "Whether the index cannot follow the store.", int(fresh.follower is not None)),
        )
        for name, meaning, value in told:
            if value is not None:
                yield GaugeMetricFamily(name, meaning, value=value)


def _seconds(index: EngineInfo | None) -> float | None:
    return index.made_at.timestamp() if index is not None else None


def _is(fresh: Freshness, *states: RebuildState) -> bool:
    return fresh.rebuild is not None and fresh.rebuild.state in states
