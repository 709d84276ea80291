"""Files as they come: plain or gzipped, one or a folder of them, read line by line within bounds."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from indexer.draft import SourceError

LONGEST_LINE = 1_000_000
"""Bytes. The largest record that the map could hold in earnest is some tens of kilobytes."""

UTF8_MARK = b"\xef\xbb\xbf"


def files_at(path: Path, endings: Sequence[str]) -> tuple[Path, ...]:
    """The file itself, or the files of a folder with one of those endings (also .gz), in the order of their names.

    Raises `SourceError` where there is nothing to read.
    """
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise SourceError(f"{path}: there is no such file or folder")
    wanted = tuple(ending + more for ending in endings for more in ("", ".gz"))
    found = tuple(sorted(file for file in path.iterdir() if file.is_file() and file.name.endswith(wanted)))
    if not found:
        raise SourceError(f"{path}: no file here ends in {' or '.join(wanted)}")
    return found


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where its first bytes say that it is gzip.

    Raises `SourceError` where it cannot be opened, or breaks off or is damaged while it is being read.
    """
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if not packed:
                yield raw
                return
            with gzip.open(raw) as unpacked:
                yield cast(BinaryIO, unpacked)
    except (gzip.BadGzipFile, zlib.error) as problem:
        raise SourceError(f"{path}: the compressed file is damaged ({problem})") from problem
    except EOFError as problem:
        raise SourceError(f"{path}: the compressed file breaks off before its end") from problem
    except OSError as problem:
        raise SourceError(f"{path}: cannot be read ({problem.strerror or problem})") from problem


def numbered_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank with its number from 1; `None` for one that is longer than `LONGEST_LINE`.

    A byte order mark at the beginning is left out. No more than one line of that length is ever in memory.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(UTF8_MARK)
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line
