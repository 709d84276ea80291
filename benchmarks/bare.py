"""The baseline: tantivy alone on the same tokens, without filters, places, reasons or facets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import tantivy

from search import Analyser, Document

RESULTS = 20


def bare_search(folder: Path, documents: Iterable[Document], analyser: Analyser) -> Callable[[str], object]:
    """Index the names and descriptions, and give a search for the best 20 that have any of the words."""
    folder.mkdir(parents=True)
    builder = tantivy.SchemaBuilder()
    for field in ("name", "text"):
        builder.add_text_field(field, tokenizer_name="whitespace")
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    schema = builder.build()
    index = tantivy.Index(schema, str(folder))
    writer = index.writer(50_000_000, 1)
    for document in documents:
        name = " ".join(analyser.index_tokens(" ".join(document.name.values())))
        text = " ".join(analyser.index_tokens(" ".join(document.description.values())))
        writer.add_document(tantivy.Document.from_dict({"id": document.id, "name": name, "text": text}, schema))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(words: str) -> object:
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, word.stem))
            for word in analyser.query_words(words)
            for field in ("name", "text")
        ]
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=RESULTS).hits
        return [searcher.doc(address) for _, address in hits]

    return search
