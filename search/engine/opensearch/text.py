"""How a text question looks for its words: the same fields, counts and bonuses as in every engine (`words`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.engine.opensearch.clauses import Clause, counts, every, some, term
from search.engine.port import Alternative, TextQuery, WordGroup
from search.engine.words import (
    FIELDS,
    MAIN_FUNCTION,
    OTHER_FIELDS,
    OTHER_TERMS,
    PHRASE_BOOST,
    STEMMED,
    TERM_SCORE,
    WHOLE_NAME_BOOST,
    likeliest,
    slips_allowed,
)

BM25_FACTOR = 2.2
"""k1 + 1, by which Lucene's BM25 is smaller than the one of the books; bonuses are set beside that one."""

MOST_SLIPS = 50
"""Words that a slip may be which are looked at; the nearest come first."""


def text_clause(text: TextQuery) -> Clause:
    """At least `minimum` of the words, or a term; and a bonus for the words in a row or a whole name."""
    words = [_group(group) for group in text.groups if group.needed]
    needed: Clause = {"bool": {"should": words, "minimum_should_match": text.minimum}} if words else some()
    bonus = [_group(group) for group in text.groups if not group.needed]
    if text.terms:
        terms = [_term(name, weight) for name, weight in text.terms]
        needed = every(some(*([needed, *terms] if words else terms)))
        bonus += [*words, _best(terms, OTHER_TERMS)]
    if len(text.phrase) > 1:
        phrase = {"query": " ".join(text.phrase), "boost": PHRASE_BOOST * BM25_FACTOR}
        bonus.append({"match_phrase": {"name": phrase}})
    if text.name:
        bonus.append(counts(term("whole_name", text.name), WHOLE_NAME_BOOST))
    return {"bool": {"must": [needed], "should": bonus}}


def _term(name: str, weight: float) -> Clause:
    has, main = counts(term("terms", name), TERM_SCORE), counts(term("terms", f"main:{name}"), MAIN_FUNCTION)
    return {"bool": {"should": [has, main], "minimum_should_match": 1, "boost": weight}}


def _best(clauses: list[Clause], others: float) -> Clause:
    return {"dis_max": {"queries": clauses, "tie_breaker": others}}


def _group(group: WordGroup) -> Clause:
    return _best([_alternative(each) for each in group.alternatives], 0.0)


def _alternative(alternative: Alternative) -> Clause:
    """All tokens, each in the best of its fields."""
    tokens = [
        _best(
            [
                {"term": {field: {"value": token, "boost": boost * alternative.weight * BM25_FACTOR}}}
                for field, boost in FIELDS[alternative.scope].items()
            ],
            OTHER_FIELDS,
        )
        for token in alternative.tokens
    ]
    return tokens[0] if len(tokens) == 1 else {"bool": {"must": tokens, "boost": 1 / len(tokens)}}


def slips_body(word: str, stem: str) -> Clause:
    """The question for words of which `word` may be a slip, unless the index knows it; the first letter is right."""
    known = some(*(term(field, stem) for field in STEMMED), term("spelling", word))
    alike = {
        "field": "spelling",
        "suggest_mode": "always",
        "max_edits": slips_allowed(word),
        "prefix_length": 1,
        "min_word_length": 1,
        "size": MOST_SLIPS,
        "accuracy": 0.0,
        "string_distance": "damerau_levenshtein",
    }
    return {"size": 0, "terminate_after": 1, "query": known, "suggest": {"slips": {"text": word, "term": alike}}}


def slips(word: str, answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The likeliest of them; none where the index knows the word."""
    if answer["hits"]["total"]["value"]:
        return ()
    options = (option for entry in answer["suggest"]["slips"] for option in entry["options"])
    return likeliest(word, {option["text"]: option["freq"] for option in options})
