"""What one still has to ask of a member of a team."""

from __future__ import annotations

from matching.proposal import ProposedMember
from web.team.wording import to_ask

_UNKNOWN_WAIT = "wachttijd niet bekend"


def asks_of(member: ProposedMember) -> tuple[str, ...]:
    """Each once: what no rule could decide, and how long one waits where that is not known."""
    said = [one.text for one in member.why if one.text.startswith(_UNKNOWN_WAIT)]
    return tuple(dict.fromkeys(to_ask(text) for text in (*(one.text for one in member.unknown), *said)))


def is_asked(text: str) -> bool:
    """Whether a reason is only that something must be asked."""
    return text.startswith(_UNKNOWN_WAIT)
