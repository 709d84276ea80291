"""A model of the operator's own, by the library sentence-transformers: an extra, for it is large.

FOLDER/                             as the library writes it, with weights in safetensors
  config_sentence_transformers.json   "prompts": what goes before a question ("query") and an answer ("document")
  loket.json                          `Margins`: {"within": 0.03, "above_mean": 0.04, "sure": 0.86, "far": 0.05}

Nothing is fetched: a name is that of a model which is in the library's own cache on this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from pydantic import ValidationError

from search.meaning.embedder import EmbedderUnavailable, Vectors
from search.meaning.margins import Margins

NAME = "sentence-transformers"
INSTALL = 'pip install "loket[sentence-transformers]"'
MARGINS = "loket.json"
MAKES_VECTORS = frozenset({".json", ".model", ".safetensors", ".txt"})
"""Files with weights, tokenizer, prompts and how these are put together; others are for people or other libraries."""


class SentenceTransformers:
    """An `Embedder`. One thread at a time: the tokenizers of the library cannot be shared."""

    name = NAME

    def __init__(self, model: Any, weights: str, margins: Margins) -> None:
        """Use `open_sentence_transformers`."""
        self._model = model
        self._turn = Lock()
        self.weights = weights
        self.margins = margins
        self.dimensions = len(self._one(model.encode_query, "x"))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.queries`."""
        return self._one_by_one(self._model.encode_query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.passages`."""
        return self._one_by_one(self._model.encode_document, texts)

    def _one_by_one(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        """Text by text: a question never waits for a batch, and what stands beside a text changes nothing."""
        found = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            found[row] = self._one(encode, text)
        return found

    def _one(self, encode: Callable[..., Any], text: str) -> Vectors:
        with self._turn:
            vector: Vectors = encode(text, normalize_embeddings=True, show_progress_bar=False)
        return vector


def open_sentence_transformers(model: str) -> SentenceTransformers:
    """Load the model in a folder, or the one of that name in the cache of this machine: some seconds, on one thread.

    Raises `EmbedderUnavailable`.
    """
    try:
        import torch
        from huggingface_hub import snapshot_download
        from sentence_transformers import SentenceTransformer
    except (ImportError, OSError, ValueError) as fault:  # torch raises the others where a library under it is missing
        raise EmbedderUnavailable(f"{NAME} is not installed ({INSTALL}): {fault}") from None
    try:
        folder = Path(model) if Path(model).is_dir() else Path(snapshot_download(model, local_files_only=True))
    except (OSError, ValueError):
        raise EmbedderUnavailable(
            f"the model is not on this machine: there is no folder {model}, nor a model of that name in the cache "
            "(hf download NAME puts one there)"
        ) from None
    margins, weights = margins_of(folder), weights_of(folder)
    torch.set_num_threads(1)  # with more, questions that come together wait for each other
    try:
        found = SentenceTransformer(str(folder), device="cpu", local_files_only=True).float()
        return SentenceTransformers(found, weights, margins)
    except Exception as fault:  # whatever a stranger's folder makes the library raise: search goes on without it
        raise EmbedderUnavailable(f"the model does not load: {type(fault).__name__} {fault}") from fault


def margins_of(folder: Path) -> Margins:
    """What counts as near to this model. Raises `EmbedderUnavailable` where nobody wrote it down."""
    try:
        return Margins.model_validate_json((folder / MARGINS).read_bytes())
    except FileNotFoundError:
        raise EmbedderUnavailable(
            f"the model has no {MARGINS}: what counts as near differs from model to model, see docs/operator.md"
        ) from None
    except ValidationError as fault:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))} {one['msg']}" for one in fault.errors())
        raise EmbedderUnavailable(f"the {MARGINS} of the model cannot be used: {wrong}") from None


def weights_of(folder: Path) -> str:
    """A hash of all files that vectors are made with, by their name and what is in them.

    Raises `EmbedderUnavailable` where there are no weights in safetensors.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix in MAKES_VECTORS and path.name != MARGINS)
    if not any(path.suffix == ".safetensors" for path in paths):
        raise EmbedderUnavailable("the model has no weights in safetensors")
    whole = sha256()
    for path in paths:
        with path.open("rb") as file:
            whole.update(f"{path.relative_to(folder).as_posix()} {file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()
