"""The folder of an embedded index: which build is live, which program made it, and who may write.

index/
  live              the name of the build that counts, replaced at once by a rename
  build-000007/     one tantivy index, with `made_by.json` and, where that is known, `vocabulary` beside its files
  writer.lock       held by the one process that writes; says which and since when
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

import orjson

from search.engine.made_by import MadeBy
from search.engine.rebuild import moment
from search.errors import EngineLocked, IndexOutdated

STRUCTURE = 6
"""Raised when the fields of the index, or what they hold, change while `Document` does not."""

LIVE = "live"
MADE_BY = "made_by.json"
VOCABULARY = "vocabulary"
LOCK = "writer.lock"


def live_build(folder: Path) -> Path | None:
    """The build that counts; `None` where there is none yet."""
    try:
        return folder / (folder / LIVE).read_text("ascii").strip()
    except FileNotFoundError:
        return None


def check(build: Path, expected: MadeBy) -> None:
    """Raises `IndexOutdated` unless the build was made by this program with these word lists."""
    made_by = _made_by(build)
    if made_by is None:
        raise IndexOutdated("hij is beschadigd of onvolledig")
    if made_by != expected:
        raise IndexOutdated("hij is gemaakt door een andere versie van het programma of van de woordenlijsten")


def new_build(folder: Path, made_by: MadeBy, vocabulary_version: str | None) -> Path:
    """An empty folder for the next build; it does not count until `make_live`."""
    build = folder / f"build-{max(map(number, all_builds(folder)), default=0) + 1:06d}"
    build.mkdir()
    (build / MADE_BY).write_bytes(orjson.dumps(made_by))
    if vocabulary_version is not None:
        (build / VOCABULARY).write_text(vocabulary_version, "ascii")
    return build


def number(build: Path) -> int:
    """The number of a build; a later one has a higher one."""
    return int(build.name.removeprefix("build-"))


def make_live(build: Path) -> None:
    """From here on this build counts, also after a crash; others may still be read by whoever has them open."""
    folder = build.parent
    fresh = folder / f"{LIVE}.new"
    with fresh.open("w", encoding="ascii") as file:
        file.write(build.name)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / LIVE)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def remove_others(folder: Path) -> tuple[str, ...]:
    """Remove every build that does not count: the one before, and what a crash left half made; gives their names."""
    live = live_build(folder)
    others = [build for build in all_builds(folder) if build != live]
    for build in others:
        remove(build)
    return tuple(build.name for build in others)


def remove(build: Path) -> None:
    """Remove a build. A file that cannot go now goes the next time."""
    shutil.rmtree(build, ignore_errors=True)


def all_builds(folder: Path) -> list[Path]:
    """Every build that stands in the folder, oldest first."""
    return sorted(folder.glob("build-*"), key=number)


def made_at(build: Path) -> datetime:
    """When the making of it began; of a damaged one, when it was last touched."""
    made_by = build / MADE_BY
    return moment((made_by if made_by.exists() else build).stat().st_mtime)


def version(build: Path) -> str | None:
    """Of the program that made it; `None` where that cannot be read."""
    made_by = _made_by(build)
    return made_by.told() if made_by is not None else None


def vocabulary_version(build: Path) -> str | None:
    """With which words of the vocabulary a build was made; `None` where it does not say."""
    try:
        return (build / VOCABULARY).read_text("ascii")
    except FileNotFoundError:
        return None


def _made_by(build: Path) -> MadeBy | None:
    """Which program made a build; `None` of a damaged one."""
    try:
        return MadeBy(**orjson.loads((build / MADE_BY).read_bytes()))
    except (FileNotFoundError, orjson.JSONDecodeError, TypeError):
        return None


def size(build: Path) -> int:
    """Bytes on disk; a file that goes meanwhile, as those of an index do, counts for nothing."""
    total = 0
    for file in build.iterdir():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


class WriterLock:
    """Held by one process; the system lets go of it when that process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises `EngineLocked`, saying who holds it."""
        self._file: IO[str] = (folder / LOCK).open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            pid, since = _holder(self._file.read())
            self._file.close()
            raise EngineLocked(pid, since) from None
        self._file.truncate(0)
        started = datetime.now().astimezone().isoformat(timespec="seconds")  # said to people, never reckoned with
        self._file.write(orjson.dumps({"pid": os.getpid(), "since": started}).decode())
        self._file.flush()

    def release(self) -> None:
        """Let another process write."""
        self._file.close()


def _holder(text: str) -> tuple[int | None, str | None]:
    """Who wrote the lock file; unknown in the moment between taking the lock and writing the name."""
    try:
        said = orjson.loads(text)
        return int(said["pid"]), str(said["since"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None, None
