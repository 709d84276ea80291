"""One run of the whole measurement, and the corpus on its bench, for every test that asks about them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.relevance.__main__ import main
from benchmarks.relevance.ways import Bench


@dataclass(frozen=True, slots=True)
class Run:
    """What `make relevance` printed and wrote; neither stands in its text form, so that no failure shows it."""

    printed: str = field(repr=False)
    written: str = field(repr=False)

    def mean(self, half: str, kind: str, way: str, measure: str) -> float:
        """A number of the report."""
        (row,) = (
            row for row in json.loads(self.written) if (row["half"], row["kind"], row["way"]) == (half, kind, way)
        )
        value: float = row["means"][measure]
        return value


@pytest.fixture(scope="session")
def judged() -> Path:
    """The folder of the judged queries."""
    return Path(__file__).parent


@pytest.fixture(scope="session")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the vectors of the corpus are kept: making them once is enough."""
    return tmp_path_factory.mktemp("vectors")


@pytest.fixture(scope="session")
def bench(data: Path, vectors: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The corpus, indexed."""
    bench = Bench(data, tmp_path_factory.mktemp("relevance"), vectors)
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def run(vectors: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Both halves in every way."""
    path = tmp_path_factory.mktemp("relevance") / "report.json"
    with redirect_stdout(StringIO()) as printed:
        main(["--json", str(path), "--vectors", str(vectors)])
    return Run(printed.getvalue(), path.read_text("utf-8"))
