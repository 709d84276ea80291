"""One OpenSearch node for a whole test run, also where several processes share the tests."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.opensearch_node import start

HEAP = "1g"


@contextmanager
def shared_node(meeting: Path, log: Path) -> Iterator[str]:
    """The address of a node that all who meet in a folder share; the first starts it, and stops it after the last.

    Its log goes to `log` when it ends. Raises `NodeError`.
    """
    with (meeting / "opensearch.lock").open("w") as door, (meeting / "opensearch.used").open("w") as used:
        fcntl.flock(door, fcntl.LOCK_EX)
        known = meeting / "opensearch.url"
        if known.exists():
            fcntl.flock(used, fcntl.LOCK_SH)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield known.read_text()
            return
        folder = Path(tempfile.mkdtemp(prefix="loket-opensearch-"))
        folder.chmod(0o755)  # the node may run as another user
        try:
            node = start(folder, heap=HEAP)
            known.write_text(node.url)
            fcntl.flock(door, fcntl.LOCK_UN)
            try:
                yield node.url
            finally:
                fcntl.flock(door, fcntl.LOCK_EX)
                known.unlink()
                fcntl.flock(used, fcntl.LOCK_EX)  # waits for the others
                node.stop()
        finally:
            log.parent.mkdir(exist_ok=True)
            if (folder / "output.log").exists():
                shutil.copy(folder / "output.log", log)
            shutil.rmtree(folder, ignore_errors=True)
