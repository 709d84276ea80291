"""Words in tantivy: which fields a document has, and how a text question looks for them.

The fields hold tokens that `search.analysis` made, joined by spaces; tantivy only splits at white space.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from tantivy import Document as IndexedDocument
from tantivy import Occur, Query, Schema, SchemaBuilder, Searcher

from search.analysis import Analyser
from search.document import Document
from search.engine.port import Alternative, Codes, Floats, TextQuery, WordGroup
from search.engine.sheet import Sheet
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
    tokens,
)
from search.slips import slips_allowed

POSITION_KEY = "position"
"""The id of the one document that holds the state of the index instead of an offer; no record id lacks a colon."""


def schema() -> Schema:
    """The fields. A change here is a change of `STRUCTURE` in `folder`."""
    builder = SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("ord", fast=True)
    builder.add_bytes_field("stored", stored=True)
    builder.add_bytes_field("sheet", stored=True)
    for name in ("name", "organisation", "keywords", "description", "parts", "name_exact", "organisation_exact"):
        option = "position" if name == "name" else "freq"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    builder.add_text_field("whole_name", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("whole_organisation", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("spelling", tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def indexed(document: Document, ord_: int, analyser: Analyser, fields: Schema) -> IndexedDocument:
    """A document as tantivy keeps it: tokens to find it by, and all of it as JSON."""
    values: dict[str, Any] = {
        "id": document.id,
        "ord": ord_,
        "stored": document.model_dump_json(exclude_defaults=True).encode(),
        "sheet": Sheet.of(document).write(),
        **tokens(document, analyser),
    }
    return IndexedDocument.from_dict(values, fields)


def text_query(text: TextQuery, fields: Schema) -> Query:
    """At least `minimum` of the words, or a term; and a bonus for the words in a row or a whole name."""
    words = [_group(group, fields) for group in text.groups if group.needed]
    needed = Query.boolean_query([(Occur.Should, word) for word in words], minimum_number_should_match=text.minimum)
    bonus = [_group(group, fields) for group in text.groups if not group.needed]
    if text.terms:
        terms = [_term(term, weight, fields) for term, weight in text.terms]
        anything = [needed, *terms] if words else terms
        needed = Query.const_score_query(_any(anything), 0.0)
        bonus += [*words, Query.disjunction_max_query(terms, OTHER_TERMS)]
    if len(text.phrase) > 1:
        bonus.append(Query.boost_query(Query.phrase_query(fields, "name", list(text.phrase)), PHRASE_BOOST))
    if text.name:
        bonus.append(Query.const_score_query(Query.term_query(fields, "whole_name", text.name), WHOLE_NAME_BOOST))
    return Query.boolean_query([(Occur.Must, needed), *((Occur.Should, extra) for extra in bonus)])


def name_query(text: TextQuery, fields: Schema) -> Query:
    """The documents whose organisation is named: see `Candidates.named`."""
    ways = []
    if text.name:
        ways.append(Query.term_query(fields, "whole_organisation", text.name))
    if text.names_someone:
        groups = [_any(_in_organisation(each, fields) for each in group.alternatives) for group in text.groups]
        ways.append(Query.boolean_query([(Occur.Must, group) for group in groups]))
    return _any(ways)


def _in_organisation(alternative: Alternative, fields: Schema) -> Query:
    """All tokens in the names of the organisation; a part of a word is no name."""
    field = {"words": "organisation", "names": "organisation_exact"}.get(alternative.scope)
    if field is None:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, Query.term_query(fields, field, one)) for one in alternative.tokens])


def _term(term: str, weight: float, fields: Schema) -> Query:
    has = Query.const_score_query(Query.term_query(fields, "terms", term), TERM_SCORE * weight)
    main = Query.const_score_query(Query.term_query(fields, "terms", f"main:{term}"), MAIN_FUNCTION * weight)
    return _any([has, main])


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _group(group: WordGroup, fields: Schema) -> Query:
    return Query.disjunction_max_query([_alternative(each, fields) for each in group.alternatives])


def _alternative(alternative: Alternative, fields: Schema) -> Query:
    """All tokens, each in the best of its fields."""
    tokens = []
    for token in alternative.tokens:
        found = [
            Query.boost_query(Query.term_query(fields, field, token), boost * alternative.weight)
            for field, boost in FIELDS[alternative.scope].items()
        ]
        tokens.append(Query.disjunction_max_query(found, OTHER_FIELDS))
    if len(tokens) == 1:
        return tokens[0]
    together = Query.boolean_query([(Occur.Must, token) for token in tokens])
    return Query.boost_query(together, 1 / len(tokens))


def matches(searcher: Searcher, query: Query) -> tuple[Codes, Floats]:
    """The `ord` and the score of every document that has the words; all of them, for facets count over all."""
    hits = searcher.search(query, limit=max(searcher.num_docs, 1), count=False).hits
    ords = searcher.fast_field_values("ord", [address for _, address in hits])
    return np.array(ords, dtype=np.int32), np.array([score for score, _ in hits], dtype=np.float64)


def near_words(searcher: Searcher, word: str, stem: str) -> tuple[str, ...]:
    """Words of the index one or two slips away from one that it does not know; the most used first.

    The first letter must be right. None for a short word or a number; a stop word is never what was meant.
    """
    if not slips_allowed(word):
        return ()
    if searcher.doc_freq("spelling", word) or any(searcher.doc_freq(field, stem) for field in STEMMED):
        return ()
    return likeliest(word, dict(searcher.terms_with_prefix("spelling", word[0])))
