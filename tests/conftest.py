"""What every test may use: the shipped data, the shared material beside the checkout, how hard hypothesis searches."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from scripts.opensearch_node import NodeError
from search import Analyser, Boosts, Lexicon, Wishes
from tests.missing import missing
from tests.nodes import shared_node
from tests.postgresql import address as address
from tests.postgresql import postgresql as postgresql

# The model takes time and memory; the tests that are about it ask for it by name.
os.environ.setdefault("LOKET_EMBEDDER", "none")

# Without a deadline: a busy machine is no fault. Derandomised where a run decides whether a change lands: the same
# change gives the same verdict. `make test-long` asks for "long" by --hypothesis-profile.
settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
settings.register_profile(
    "long",
    max_examples=1000,
    deadline=None,
    derandomize="CI" in os.environ,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with official files and samples beside the checkout: required in CI, skipped by name elsewhere."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        reason = f"needs the shared material in {folder}, which is not there"
        missing(reason)
    return folder


@pytest.fixture
def node_folder() -> Iterator[Path]:
    """For a node, which may run as another user that cannot enter the folders of pytest."""
    with tempfile.TemporaryDirectory(prefix="loket-opensearch-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def data() -> Path:
    """The files that ship with the program."""
    return Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def gazetteer(data: Path) -> Gazetteer:
    """The places of Flanders and Brussels."""
    return Gazetteer.load(data / "reference")


@pytest.fixture(scope="session")
def vocabulary(data: Path) -> Vocabulary:
    """The lists of terms."""
    return Vocabulary.load(data / "vocabulary")


@pytest.fixture(scope="session")
def wishes(data: Path, vocabulary: Vocabulary) -> Wishes:
    """What words wish besides what they are about."""
    return Wishes.load(data / "relevance", vocabulary)


@pytest.fixture(scope="session")
def glossary(data: Path, vocabulary: Vocabulary) -> Glossary:
    """The words that the product explains."""
    return Glossary.load(data / "reference", vocabulary)


@pytest.fixture(scope="session")
def analyser(data: Path) -> Analyser:
    """The Dutch analysis chain with its lists."""
    return Analyser.load(data / "relevance")


@pytest.fixture(scope="session")
def shipped_lexicon(data: Path, vocabulary: Vocabulary, analyser: Analyser) -> Lexicon:
    """What everyday words mean."""
    return Lexicon.load(data / "relevance", vocabulary, analyser)


@pytest.fixture(scope="session")
def boosts(data: Path) -> Boosts:
    """What moves a result up or down besides its fit."""
    return Boosts.load(data / "relevance" / "boosts.toml")


@pytest.fixture(scope="session")
def opensearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real OpenSearch: the one at LOKET_TEST_OPENSEARCH_URL, else a node of this run, whose log stays in var/.

    Required in CI, skipped by name on a machine that cannot run one.
    """
    if given := os.environ.get("LOKET_TEST_OPENSEARCH_URL"):
        yield given
        return
    folder = tmp_path_factory.getbasetemp()
    meeting = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    try:
        with shared_node(meeting, Path(__file__).parents[1] / "var" / "opensearch-test.log") as url:
            yield url
    except NodeError as fault:
        missing(fault)
