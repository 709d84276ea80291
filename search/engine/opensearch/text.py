"""How a text question looks for its words: the same fields, counts and bonuses as in every engine (`words`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search.engine.opensearch.clauses import Clause, counts, every, some, term, terms
from search.engine.opensearch.fields import STEMS
from search.engine.port import Alternative, Scope, TextQuery, WordGroup
from search.engine.words import (
    FIELDS,
    MAIN_FUNCTION,
    OTHER_FIELDS,
    OTHER_TERMS,
    PHRASE_BOOST,
    TERM_SCORE,
    WHOLE_NAME_BOOST,
    likeliest,
)
from search.slips import slips_allowed

BM25_FACTOR = 2.2
"""k1 + 1, by which Lucene's BM25 is smaller than the one of the books; bonuses are set beside that one."""

ANYWHERE: Mapping[Scope, tuple[str, ...]] = {
    "words": (STEMS,),
    "names": tuple(FIELDS["names"]),
    "parts": ("parts",),
    "words_or_parts": (STEMS, "parts"),
}
"""Per scope of an alternative the fields in one of which its tokens must be."""

IN_ORGANISATION: Mapping[Scope, str] = {"words": "organisation", "names": "organisation_exact"}
"""Per scope of an alternative the field with the names of the organisation."""

MOST_CLAUSES = 600
"""For how well the words fit, of the 1,024 that a node allows in a question. A story of many long compounds needs more,
and is then weighed without the ways to write a word that count least; it finds the same."""

MOST_SLIPS = 50
"""Words that a slip may be which are looked at; the nearest come first."""


def text_clause(text: TextQuery) -> Clause:
    """At least `minimum` of the words, or a term; and a bonus for the words in a row or a whole name."""
    words = [_has(group) for group in text.groups if group.needed]
    needed: Clause = {"bool": {"should": words, "minimum_should_match": text.minimum}} if words else some()
    room = MOST_CLAUSES // max(len(text.groups), 1)
    bonus = [_group(group, room) for group in text.groups]
    if text.terms:
        meant = [_term(name, weight) for name, weight in text.terms]
        needed = some(needed, *meant)
        bonus.append(_best(meant, OTHER_TERMS))
    if len(text.phrase) > 1:
        phrase = {"query": " ".join(text.phrase), "boost": PHRASE_BOOST * BM25_FACTOR}
        bonus.append({"match_phrase": {"name": phrase}})
    if text.name:
        bonus.append(counts(term("whole_name", text.name), WHOLE_NAME_BOOST))
    return {"bool": {"filter": [needed], "should": bonus}}


def name_clause(text: TextQuery) -> Clause:
    """The offers whose organisation is named: see `Candidates.named`."""
    ways = [term("whole_organisation", text.name)] if text.name else []
    if text.names_someone:
        ways.append(every(*(some(*_in_organisation(group)) for group in text.groups)))
    return some(*ways)


def _in_organisation(group: WordGroup) -> Iterator[Clause]:
    """All tokens in the names of the organisation; a part of a word is no name."""
    for each in group.alternatives:
        field = IN_ORGANISATION.get(each.scope)
        if field is not None:
            yield every(*(term(field, token) for token in each.tokens))


def _has(group: WordGroup) -> Clause:
    """What has the word in one of its ways, in as few clauses as can be."""
    tokens: dict[str, set[str]] = defaultdict(set)
    ways = []
    for each in group.alternatives:
        fields = ANYWHERE[each.scope]
        if len(each.tokens) == 1:
            for field in fields:
                tokens[field].update(each.tokens)
        else:
            ways.append(every(*(some(*(term(field, token) for field in fields)) for token in each.tokens)))
    return some(*(terms(field, some_tokens) for field, some_tokens in tokens.items()), *ways)


def _term(name: str, weight: float) -> Clause:
    has, main = counts(term("terms", name), TERM_SCORE), counts(term("terms", f"main:{name}"), MAIN_FUNCTION)
    return {"bool": {"should": [has, main], "minimum_should_match": 1, "boost": weight}}


def _best(clauses: list[Clause], others: float) -> Clause:
    return {"dis_max": {"queries": clauses, "tie_breaker": others}}


def _group(group: WordGroup, room: int) -> Clause:
    return _best([_alternative(each) for each in _affordable(group.alternatives, room)], 0.0)


def _affordable(alternatives: Iterable[Alternative], room: int) -> Iterator[Alternative]:
    """Those for which there is room; what counts most stands first."""
    for each in alternatives:
        room -= len(each.tokens) * len(FIELDS[each.scope])
        if room < 0:
            return
        yield each


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
    known = some(term(STEMS, stem), term("parts", stem), term("spelling", word))
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
