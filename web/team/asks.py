"""What one still has to ask of a member of a team."""

from __future__ import annotations

from matching.proposal import ProposedMember
from web.team.wording import to_ask

UNKNOWN_WAIT = "waiting_unknown"
"""The code of the reason that says that nobody knows how long one waits: told as a question, not as a fact."""


def asks_of(member: ProposedMember) -> tuple[str, ...]:
    """Each once: what no rule could decide, and how long one waits where that is not known."""
    asked = (*member.unknown, *(one for one in member.why if one.code == UNKNOWN_WAIT))
    return tuple(dict.fromkeys(to_ask(one.text) for one in asked))
