"""Names that no organisation bears: invented words between "Voorbeeld" and "(fictief)"."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.ids import slug

STEP = 37
"""Words are taken this far apart, so that neighbours have different ones; it shares no divisor with their number."""


def name_word(words: Sequence[str], number: int, shift: int = 0) -> str:
    """A word of its own for each number: "Briselaard", from as many numbers as there are words on "Dorvelink-Elpemova".

    Two numbers never give the same one with the same shift: each word is a digit of the number. Another shift gives
    other words, so that the organisations of one place do not all bear the same.
    """
    digits = [number % len(words)]
    while number := number // len(words):
        digits.append(number % len(words))
    return "-".join(words[(digit * STEP + place + shift) % len(words)] for place, digit in enumerate(digits))


def made_up(name: str) -> str:
    """The name as everyone sees at once that it is made up."""
    return f"Voorbeeld {name} (fictief)"


def host(name: str) -> str:
    """A host under `.example`, which never exists (RFC 2606)."""
    return f"{slug(name)}.example"
