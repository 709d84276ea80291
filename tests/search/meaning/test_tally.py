"""What is known of all vectors together follows them, without reading them again."""

from __future__ import annotations

import numpy as np
import pytest

from search.engine.opensearch.tally import Tally

VECTORS = np.random.default_rng(1).standard_normal((10, 4)).astype(np.float16)


def test_the_average_moves_along_as_vectors_come() -> None:
    tally = Tally.empty(4).grown(VECTORS[:3]).grown(VECTORS[3:])
    assert tally.done == 10
    assert tally.mean == pytest.approx(VECTORS.astype(np.float64).mean(axis=0), abs=1e-6)


def test_measured_again_each_counts_as_often_as_documents_have_it() -> None:
    times = np.arange(10)
    tally = Tally.empty(4).settled(1, 7).counted([(VECTORS[:4], times[:4]), (VECTORS[4:], times[4:])])
    assert (tally.done, tally.changed) == (45, 0)
    assert tally.mean == pytest.approx(np.average(VECTORS.astype(np.float64), axis=0, weights=times), abs=1e-6)


def test_it_is_kept_as_it_is_and_tells_whether_there_is_something_new() -> None:
    tally = Tally.empty(4).grown(VECTORS).settled(10, 10).settled(0, 2)
    again = Tally.read(tally.written())
    assert (again.version, again.done, again.changed) == (1, 10, 12)
    assert again.mean.tolist() == tally.mean.tolist()
