"""A reason in words and as data: the form in which matching explains itself."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """`code` is a rule id or a term, for programs; `text` is a plain Dutch sentence, for people."""

    code: str
    text: str
