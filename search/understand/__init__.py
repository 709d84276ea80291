"""What someone asks: place, filters and words, read step by step."""

from search.understand.abbreviations import read_abbreviations
from search.understand.foreign import ForeignWords, read_foreign_words
from search.understand.language import Languages, read_language, unless_foreign
from search.understand.names import read_names
from search.understand.nearness import read_nearness
from search.understand.place import read_place
from search.understand.reading import Reading, Step, understand
from search.understand.spelling import Speller
from search.understand.terms import check_terms
from search.understand.wishes import place_wish, read_wishes
from search.understand.words import lenient, read_meaning, read_slips, read_words, strict

__all__ = [
    "ForeignWords",
    "Languages",
    "Reading",
    "Speller",
    "Step",
    "check_terms",
    "lenient",
    "place_wish",
    "read_abbreviations",
    "read_foreign_words",
    "read_language",
    "read_meaning",
    "read_names",
    "read_nearness",
    "read_place",
    "read_slips",
    "read_wishes",
    "read_words",
    "strict",
    "understand",
    "unless_foreign",
]
