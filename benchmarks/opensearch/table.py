"""How the measurements are printed."""

from __future__ import annotations

import os


def show(what: str, value: object) -> None:
    """One line of the table, with how busy the machine is."""
    print(f"{what:<64} {value}   [load {os.getloadavg()[0]:.1f}]", flush=True)
