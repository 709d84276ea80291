"""Words in an index: the fields that a document is found by, and what a hit in each counts. The same for every engine.

The fields hold tokens that `search.analysis` made; an engine only splits at white space.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import Analyser, fold
from search.document import Document
from search.engine.port import Scope
from search.slips import slips_allowed

NAME_BOOST = 3.0
"""A word in the name says what it is; in the description it may be about something else (knowledge: 3 / 2 / 1)."""

FIELDS: Mapping[Scope, Mapping[str, float]] = {
    "words": {"name": NAME_BOOST, "organisation": 2.0, "keywords": 2.0, "description": 1.0},
    "names": {"name_exact": NAME_BOOST, "organisation_exact": 2.0},
    "parts": {"parts": 1.0},
    "words_or_parts": {"name": NAME_BOOST, "organisation": 2.0, "keywords": 2.0, "description": 1.0, "parts": 0.5},
}
"""Per scope of an alternative the fields and what a hit in each counts."""

STEMMED = (*FIELDS["words"], "parts")
"""The fields that hold stems."""

OTHER_FIELDS = 0.3
"""What the other fields add to the best one: a word in name and description is a little better than in the name."""

MAIN_FUNCTION = 4.0
"""What it adds that the function is the first that an offer names: its main one (`matching.CandidateOffer`)."""

TERM_SCORE = 10.0
"""A term of the vocabulary that the question means: somewhat more than a word in the name, which may be chance."""

OTHER_TERMS = 0.3
"""What the other terms add to the best one: who does two of the things that are asked is a little better."""

PHRASE_BOOST = 2.0
WHOLE_NAME_BOOST = 10.0  # who types a whole name wants that record: more than any word can add

MOST_READINGS = 3


class Tokens(TypedDict):
    """What a document is found by.

    `whole_name`, `whole_organisation` and `terms` are taken whole; the others are tokens, a space apart.
    """

    name: list[str]
    organisation: str
    keywords: str
    description: str
    parts: str
    name_exact: str
    organisation_exact: str
    whole_name: list[str]
    whole_organisation: list[str]
    terms: list[str]
    spelling: str


def tokens(document: Document, analyser: Analyser) -> Tokens:
    """The tokens of a document, by field."""
    names = [*document.name.values(), *document.alternate_names]
    organisations = [name for name in (document.organisation_name, document.partnership_name) if name]
    organisations.extend(document.organisation_names)
    prose = [*document.summary.values(), *document.description.values(), *document.professional.values()]
    everything = _lines([*names, *organisations, *document.keywords, *prose])
    return {
        "name": [" ".join(analyser.index_tokens(name)) for name in names],
        "organisation": " ".join(analyser.index_tokens(_lines(organisations))),
        "keywords": " ".join(analyser.index_tokens(_lines(document.keywords))),
        "description": " ".join(analyser.index_tokens(_lines(prose))),
        "parts": " ".join(analyser.part_tokens(everything)),
        "name_exact": " ".join(analyser.exact_tokens(_lines(names))),
        "organisation_exact": " ".join(analyser.exact_tokens(_lines(organisations))),
        "whole_name": list(dict.fromkeys(map(fold, (*names, *organisations)))),
        "whole_organisation": list(dict.fromkeys(map(fold, organisations))),
        "terms": _terms(document),
        "spelling": " ".join(sorted(set(analyser.telling_words(everything)))),
    }


def _terms(document: Document) -> list[str]:
    functions = [f"function:{one}" for one in document.functions]
    return [*functions, *(f"main:{one}" for one in functions[:1]), *(f"theme:{one}" for one in document.themes)]


def _lines(texts: Iterable[str]) -> str:
    """One text for the analyser: it is called once for many short texts, and no word goes over the end of a line."""
    return "\n".join(texts)


def likeliest(word: str, uses: Mapping[str, int]) -> tuple[str, ...]:
    """Of words with the number of documents that use them those of which `word` may be a slip, the most used first."""
    alike = process.extract(word, uses.keys(), scorer=OSA.distance, score_cutoff=slips_allowed(word), limit=None)
    ranked = sorted((distance, -uses[other], other) for other, distance, _ in alike if other.isalpha())
    return tuple(other for distance, _, other in ranked if distance == ranked[0][0])[:MOST_READINGS]
