"""How to ask a recognised organisation for a casemanager, as far as what is told can be done."""

from __future__ import annotations

import re

from catalogue import Organisation

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def how_to_ask(told: str | None, organisation: Organisation) -> str:
    """What the organisation tells, without "mail" or "bel" where no address or number is known to do that with."""
    return " ".join(one for one in _SENTENCE.split((told or "").strip()) if one and _can_be_done(one, organisation))


def _can_be_done(sentence: str, organisation: Organisation) -> bool:
    first = sentence.split()[0].lower()
    if first in ("mail", "e-mail"):
        return bool(organisation.email) or "@" in sentence
    if first in ("bel", "telefoneer"):
        return bool(organisation.phones) or any(letter.isdigit() for letter in sentence)
    return True
