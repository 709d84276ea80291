"""A server in a process of its own, to measure over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from benchmarks.timing import wait_until
from loket.settings import Settings

GIVEN = {"data_dir", "engine", "opensearch_url", "opensearch_prefix", "embedder", "port"}
"""The settings that a measurement chooses; the others come from the environment."""


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[httpx2.Client, int]]:
    """Serve with the settings `GIVEN`; yields, once it is ready, who asks it and the id of the process."""
    given = settings.model_dump(include=GIVEN, exclude_none=True)
    environment = os.environ | {f"LOKET_{name.upper()}": str(value) for name, value in given.items()}
    server = subprocess.Popen([sys.executable, "-m", "loket.cli", "serve"], env=environment, stderr=subprocess.DEVNULL)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{settings.port}", timeout=60) as client:
            wait_until(lambda: client.get("/health/ready").status_code == 200)
            yield client, server.pid
    finally:
        server.terminate()
        server.wait()
