"""The commands of docs/operate.md for backup and restore do what the page says, typed as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import make_url

from scripts.opensearch_node import Node, NodeError, start
from tests.loket.processes import ROOT, Deployment, found, within
from tests.missing import missing
from tests.postgresql import Databases

pytestmark = pytest.mark.long

PLENTY = 60
"""Seconds for what takes a few on a quiet machine."""

WORDS = ("kwikstaart", "nachtegaal")


def typed(name: str, deployment: Deployment, more: Mapping[str, str]) -> None:
    """Type a block of the page, as a person would who stops at the first fault."""
    page = (ROOT / "docs" / "operate.md").read_text("utf-8")
    (block,) = re.findall(rf"^```sh {name}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    programs = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        env={**deployment.environment, **programs, **more},
        cwd=deployment.data_dir.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """The folder for copies."""
    (folder := tmp_path / "copies").mkdir()
    return folder


def test_sqlite_is_copied_while_it_serves_and_put_back(tmp_path: Path, copies: Path) -> None:
    deployment = Deployment(tmp_path / "var", f"sqlite:///{tmp_path / 'var' / 'loket.sqlite'}")
    deployment.run("init", "--no-demo")
    deployment.take_in("kwikstaart")
    with deployment.serving() as client:
        typed("copy-sqlite", deployment, {"COPIES": str(copies)})
        deployment.take_in("nachtegaal")
        within(PLENTY, lambda: found(client, *WORDS) == set(WORDS))
    (copy,) = copies.iterdir()
    typed("put-back-sqlite", deployment, {"COPIES": str(copies), "COPY": str(copy)})
    with deployment.serving() as client:
        assert found(client, *WORDS) == {"kwikstaart"}


@pytest.fixture
def node(node_folder: Path) -> Iterator[Node]:
    """A node that may write copies to a folder."""
    try:
        node = start(node_folder, heap="512m", settings=(f"path.repo={node_folder / 'data'}",))
    except NodeError as fault:
        missing(fault)
    yield node
    node.stop()


def test_postgresql_and_opensearch_are_put_back(
    postgresql: Databases, node: Node, tmp_path: Path, copies: Path
) -> None:
    database = libpq(postgresql.new())
    engine = {"LOKET_ENGINE": "opensearch", "LOKET_OPENSEARCH_URL": node.url, "LOKET_OPENSEARCH_TIMEOUT": "30"}
    typing = {"COPIES": str(copies), "OPENSEARCH": node.url, "SNAPSHOT": "een"}
    deployment = Deployment(tmp_path / "var", database, engine)
    deployment.run("init", "--no-demo")
    deployment.take_in("kwikstaart")
    deployment.run("sync")
    typed("copy-opensearch", deployment, typing)
    typed("copy-postgresql", deployment, typing)
    deployment.take_in("nachtegaal")

    # The index is lost: what was put back is older than the database, and catches up.
    for index in httpx2.get(f"{node.url}/loket*/_alias").json():
        httpx2.delete(f"{node.url}/{index}").raise_for_status()
    typed("put-back-opensearch", deployment, typing)
    with deployment.serving() as client:
        assert found(client, *WORDS) == set(WORDS)

    # The database is lost: what was put back is older than the index, which is made anew.
    (dump,) = copies.iterdir()
    restored = libpq(postgresql.new(template="template0"))
    typed("put-back-postgresql", deployment, {"COPY": str(dump), "NEW_URL": restored})
    back = Deployment(tmp_path / "var", restored, engine)
    back.take_in("ooievaar")
    back.take_in("reiger")
    back.run("sync")
    with back.serving() as client:
        assert found(client, *WORDS, "reiger") == {"kwikstaart", "reiger"}


def libpq(address: str) -> str:
    """The same database, as PostgreSQL's own programs name it."""
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
