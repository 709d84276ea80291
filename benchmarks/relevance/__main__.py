"""`make relevance`: how well search finds what helps, way beside way, on both halves and in other languages.

Of the locked half only totals and means per class are told; see docs/relevance.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console

from benchmarks.relevance.queries import PARTS, Part, read_queries
from benchmarks.relevance.report import TITLES, Row, as_json, markdown, misses, rows, table
from benchmarks.relevance.ways import WAYS, Ask, Bench
from loket.settings import SHIPPED
from scripts.opensearch_node import start
from search.meaning import EmbedderUnavailable

WIDTH = 130
"""Columns of the tables where they do not go to a terminal."""
QUERIES = Path(__file__).parents[2] / "tests" / "relevance"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure in a folder that is thrown away."""
    asked = _parser().parse_args(arguments)
    queries = {part: read_queries(QUERIES, part) for part in PARTS}
    with (
        tempfile.TemporaryDirectory(prefix="loket-relevance-") as folder,
        node_in(Path(folder), asked.engine) as opensearch,
        closing(Bench(SHIPPED, Path(folder), asked.vectors, opensearch)) as bench,
    ):
        if asked.misses:
            print("\n\n".join(misses(queries["tuned"], WAYS[asked.misses](bench))))
            return
        ways = dict(opened(bench))
        found = {part: rows(part, some, ways) for part, some in queries.items()}
    show(found, len(bench.documents), as_markdown=asked.markdown)
    if asked.json:
        everything = [row for part in PARTS for row in as_json(found[part])]
        asked.json.write_text(json.dumps(everything, indent=1) + "\n", encoding="utf-8")


@contextmanager
def node_in(folder: Path, engine: str) -> Iterator[str | None]:
    """The address of an OpenSearch of its own, where that is the engine to measure; it ends afterwards."""
    if engine == "embedded":
        yield None
        return
    folder.chmod(0o755)  # the node may run as another user
    node = start(folder / "node")
    try:
        yield node.url
    finally:
        node.stop()


def opened(bench: Bench) -> Iterator[tuple[str, Ask]]:
    """Every way that this machine can go."""
    for name, way in WAYS.items():
        try:
            yield name, way(bench)
        except EmbedderUnavailable as fault:
            print(f"not measured: {name} ({fault})", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relevance", description=__doc__)
    parser.add_argument("--engine", choices=("embedded", "opensearch"), default="embedded")
    parser.add_argument("--json", type=Path, metavar="FILE", help="Write all means and differences to this file too.")
    parser.add_argument("--vectors", type=Path, metavar="FOLDER", help="Keep the vectors here for the next time.")
    parser.add_argument("--markdown", action="store_true", help="Print the tables for docs/relevance.md.")
    parser.add_argument(
        "--misses",
        nargs="?",
        const=list(WAYS)[-1],
        choices=tuple(WAYS),
        help="Print the tuned queries without a best offer in the first five, instead of the tables.",
    )
    return parser


def show(found: Mapping[Part, Sequence[Row]], documents: int, *, as_markdown: bool) -> None:
    """The tables, the tuned half first."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    for part, measured in found.items():
        if as_markdown:
            print(f"### {TITLES[part]}\n\n{markdown(measured)}\n")
        else:
            console.print(table(part, measured))
    if not as_markdown:
        console.print(f"{documents} documents; differences with 95% intervals of a paired bootstrap.")


if __name__ == "__main__":
    main()
