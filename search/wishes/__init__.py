"""Wishes in the words of a question: for whom, when, in which language, for free, in which way."""

from search.wishes.table import Meaning
from search.wishes.wishes import Wish, Wishes

__all__ = ["Meaning", "Wish", "Wishes"]
