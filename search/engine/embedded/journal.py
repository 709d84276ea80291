"""What is told of the rebuilds of one folder, also to other processes.

index/
  rebuild.json     the last rebuild, or the one under way
  rebuild.lock     held while one is under way; the system lets go of it when that process dies
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from search.engine.rebuild import REBUILD, Rebuild, Running, moment, under_way


@dataclass(frozen=True, slots=True)
class Journal:
    """The rebuilds of one folder. `clock` gives seconds since 1970."""

    folder: Path
    clock: Callable[[], float]

    @contextmanager
    def under_way(self, build: str, expected: int | None) -> Iterator[Running]:
        """A rebuild of which is told how far it is; only who may write the folder begins one."""
        begun = Rebuild("running", build, moment(self.clock()), f"proces {os.getpid()}", expected=expected)
        with (self.folder / "rebuild.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another process holds it only to look
            with under_way(begun, self._keep, self._keep, self.clock) as running:
                yield running

    def last(self) -> Rebuild | None:
        """The rebuild under way, or else the last one."""
        try:
            told = REBUILD.validate_json((self.folder / "rebuild.json").read_bytes())
        except FileNotFoundError:
            return None
        return replace(told, state="broken off") if told.state == "running" and not self._runs() else told

    def _keep(self, rebuild: Rebuild) -> None:
        fresh = self.folder / "rebuild.json.new"
        fresh.write_bytes(REBUILD.dump_json(rebuild))
        fresh.replace(self.folder / "rebuild.json")

    def _runs(self) -> bool:
        with (self.folder / "rebuild.lock").open("r") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False
