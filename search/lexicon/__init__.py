"""What everyday words mean: phrases that people type, and the terms of the vocabulary that such a question is about."""

from search.lexicon.lexicon import Lexicon, Meant
from search.lexicon.table import CONCEPT_LISTS, LANGUAGES, Concept, Phrase

__all__ = ["CONCEPT_LISTS", "LANGUAGES", "Concept", "Lexicon", "Meant", "Phrase"]
