"""From files to one graph: Turtle or JSON-LD, nothing fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax

from indexer.draft import SourceError, shown
from indexer.sources.files import UTF8_MARK, files_at, opened

LARGEST_FILE = 128 * 1024 * 1024
"""Bytes. A graph takes some twenty times its Turtle in memory; all of Flemish local government is 1.5 MB of it."""

_ENDINGS = (".ttl", ".nt", ".jsonld", ".json")
_NO_BASE = "urn:relative:"


def read_graph(path: Path) -> Graph:
    """The facts of a file, or of all Turtle and JSON-LD files of a folder together. Raises `SourceError`."""
    graph = Graph()
    for file in files_at(path, _ENDINGS):
        with opened(file) as content:
            data = content.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise SourceError(f"{file}: larger than {LARGEST_FILE:,} bytes")
        _add(graph, file, data.removeprefix(UTF8_MARK))
    return graph


def _add(graph: Graph, file: Path, data: bytes) -> None:
    is_json = file.name.removesuffix(".gz").endswith((".json", ".jsonld"))
    form = "JSON-LD" if is_json else "Turtle"
    try:
        if is_json:
            # The function beneath rdflib's JSON-LD parser: the parser itself warns of a class that it uses.
            to_rdf(_without_remote_contexts(file, data), graph, base=_NO_BASE)
        else:
            graph.parse(data=_text(file, data), format="turtle", publicID=_NO_BASE)
    except SourceError:
        raise
    except BadSyntax as problem:
        why = problem.message.splitlines()[1] if "\n" in problem.message else problem.message
        raise SourceError(f"{file} line {problem.lines + 1}: not Turtle ({shown(why, 200)})") from problem
    except Exception as problem:  # rdflib lets the errors of its own code through for input that it does not expect
        raise SourceError(f"{file}: cannot be read as {form} ({shown(str(problem) or repr(problem))})") from problem


def _text(file: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise SourceError(f"{file} line {line}: not UTF-8") from problem


def _without_remote_contexts(file: Path, data: bytes) -> Any:
    """The document. A context elsewhere would be fetched, and could change what the file means: it is refused."""
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as problem:
        raise SourceError(f"{file} line {problem.lineno}: not JSON ({problem.msg})") from problem
    waiting: list[Any] = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            for key in ("@context", "@import"):
                found = value.get(key)
                for context in found if isinstance(found, list) else [found]:
                    if isinstance(context, str):
                        raise SourceError(
                            f"{file}: the context {shown(context)} stands elsewhere; write it in the file"
                        )
            waiting += value.values()
    return document
