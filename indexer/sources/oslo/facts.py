"""Asking a graph: the values of a name in all its spellings, in an order that is the same every time."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from indexer.sources.oslo.terms import Names


def things(graph: Graph, subject: Node, names: Names) -> list[Node]:
    """What the subject points to under that name, sorted."""
    found = {thing for name in names for thing in graph.objects(subject, name)}
    return sorted(found, key=lambda thing: (str(thing), thing.n3()))


def texts(graph: Graph, subject: Node, names: Names) -> list[str]:
    """The words under that name: Dutch first, then without a language, then others; none twice."""
    literals = [thing for thing in things(graph, subject, names) if isinstance(thing, Literal)]
    literals.sort(key=lambda literal: ("nl", None).index(literal.language) if literal.language in ("nl", None) else 2)
    return list(dict.fromkeys(text for literal in literals if (text := str(literal).strip())))


def text(graph: Graph, subject: Node, names: Names) -> str | None:
    """The first of the words."""
    return next(iter(texts(graph, subject, names)), None)


def addresses(graph: Graph, subject: Node, names: Names) -> list[str]:
    """Web addresses under that name, whether the publisher wrote them as a thing or as words."""
    return [str(thing).strip() for thing in things(graph, subject, names) if isinstance(thing, URIRef | Literal)]


def subjects(graph: Graph, names: Names) -> Iterator[Node]:
    """Everything that has something under that name."""
    for name in names:
        yield from graph.subjects(name, None, unique=True)
