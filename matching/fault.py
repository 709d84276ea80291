"""What is wrong with a question, told by field."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """The field (dotted where it lies inside another) and why, in Dutch; what was filled in is never repeated (D1)."""

    field: str
    reason: str
