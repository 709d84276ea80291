"""Whether a casemanager is called for, and for what: M3, M4 and the precedence of M5."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from catalogue import Answer
from matching.casemanager.policy import CasemanagerPolicy, Mode, Signal
from matching.casemanager.situation import SituationFlag, SituationFlags
from matching.reason import Reason

FLAGS: tuple[SituationFlag, ...] = get_args(SituationFlag)


@dataclass(frozen=True, slots=True)
class Decision:
    """The mode with all that is true of it. `because` are rule ids, what decided first; `to_ask` are unknown flags."""

    mode: Mode
    because: tuple[str, ...]
    reasons: tuple[Reason, ...]
    to_ask: tuple[SituationFlag, ...]


def decide(situation: SituationFlags, policy: CasemanagerPolicy) -> Decision:
    """The mode for a situation in which `no_team` is settled already.

    What is known decides and what is not known is asked: M4 decides before "no care" and "nobody can start" unless it
    is known that there is no team. Only where no signal is known to be true can the mode be none, or unknown.
    """
    to_ask = tuple(flag for flag in FLAGS if situation.answer(flag) is Answer.UNKNOWN)
    true = [signal for signal in policy.signals if situation.answer(signal.flag) is Answer.YES]
    if not true:
        mode: Mode = "unknown" if to_ask else "none"
        text = policy.mode_texts.unknown if to_ask else policy.mode_texts.none
        return Decision(mode, ("M5",), (Reason("M5", text),), to_ask)
    return Decision(
        mode=true[0].mode,
        because=tuple(dict.fromkeys(signal.rule for signal in true)),
        reasons=(*(Reason(signal.flag, signal.text) for signal in true), *_assumed(true[0], situation, policy)),
        to_ask=to_ask,
    )


def _assumed(deciding: Signal, situation: SituationFlags, policy: CasemanagerPolicy) -> tuple[Reason, ...]:
    """That the mode would be another one without a team, where nobody knows whether there is one."""
    if deciding.mode != "procesbegeleiding" or situation.no_team is not Answer.UNKNOWN:
        return ()
    return (Reason("M5", policy.mode_texts.no_team_unknown),)
