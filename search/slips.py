"""How many slips of the pen a word may have and still be recognised."""

from __future__ import annotations

LONGEST_UNCORRECTED, LONGEST_WITH_ONE_SLIP = 4, 8
"""Letters. Short Dutch words lie too close: one slip makes "huur" into "buur" or "duur", two make "betalen" into
"bellen". Stricter than the usual 3 and 6, for a wrong reading sends someone in need to the wrong help."""


def slips_allowed(word: str) -> int:
    """Letters that may be wrong, missing, too many or swapped; none in a short word or one with a digit."""
    if len(word) <= LONGEST_UNCORRECTED or not word.isalpha():
        return 0
    return 1 if len(word) <= LONGEST_WITH_ONE_SLIP else 2
