"""Real processes of `loket`: commands that end, and servers on a port of loopback that are ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "loket.cli")


@dataclass(frozen=True, slots=True)
class Deployment:
    """A data folder and a database: what the settings of some processes have in common; and more of them."""

    data_dir: Path
    database_url: str
    settings: Mapping[str, str] = field(default_factory=dict)
    """Other settings, by the name of their variable."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of its processes."""
        own = {"LOKET_DATA_DIR": str(self.data_dir), "LOKET_DATABASE_URL": self.database_url}
        return {**os.environ, **own, "PYTHONPATH": str(ROOT), **self.settings}

    def run(self, *arguments: str | Path) -> str:
        """What a command prints; it must succeed."""
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            env=self.environment,
            cwd=self.data_dir.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take_in(self, word: str) -> None:
        """Take in an offer that this word finds (see `found`)."""
        said = {"provenance": {"source": word}}  # of another source each time: what one no longer gives is gone
        rows = (
            {"kind": "organisation", "id": f"{word}:o", "name": "Huis Proef", **said},
            {"kind": "offer", "id": f"{word}:a", "organisation": f"{word}:o", "name": word, **said},
        )
        file = self.data_dir.parent / f"{word}.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        self.run("ingest", "records", file)

    @contextmanager
    def serving(self) -> Iterator[httpx2.Client]:
        """One who asks a server that is ready; it is ended as an operator would."""
        port = free_port()
        with (self.data_dir.parent / f"serve-{port}.log").open("w") as log:
            process = subprocess.Popen(
                [*COMMAND, "serve"],
                env={**self.environment, "LOKET_PORT": str(port)},
                cwd=self.data_dir.parent,
                stdout=log,
                stderr=log,
            )
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                within(120, lambda: process.poll() is not None or ready(client))
                assert process.poll() is None, Path(log.name).read_text()
                yield client
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def found(client: httpx2.Client, *words: str) -> set[str]:
    """Which of these words find the offer that `Deployment.take_in` made of them."""
    answers = {word: client.get("/api/v1/search", params={"q": word}).json() for word in words}
    return {word for word, answer in answers.items() if f"{word}:a" in [hit["id"] for hit in answer.get("results", ())]}


def ready(client: httpx2.Client) -> bool:
    """Whether the server listens and has every change of the store in its index."""
    try:
        return client.get("/health/ready").status_code == 200
    except httpx2.TransportError:
        return False


def within(seconds: float, true: Callable[[], bool]) -> float:
    """Seconds until it is true; it must be in time. Asked again as soon as it has answered."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < seconds
    return time.monotonic() - began


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
