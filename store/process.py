"""Which process began a run, and whether it still lives, so that a killed run is not called running for ever."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """This process: machine, number, and (on Linux) the tick on which it began, since numbers are used again."""
    return _name(os.getpid())


def may_live(process: str) -> bool:
    """Whether a process that `this_process` named may still run; always so for one on another machine."""
    machine, number, _ = process.rsplit("/", 2)
    if machine != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, under another user
        return True
    return process == _name(int(number))


def _name(number: int) -> str:
    return f"{socket.gethostname()}/{number}/{_began(number)}"


def _began(number: int) -> str:
    stat = Path(f"/proc/{number}/stat")
    if not stat.exists():
        return ""
    after_name = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    return after_name[19]  # field 22 of proc(5): starttime
