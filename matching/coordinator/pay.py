"""Whether coordinating could be paid, and by whom (C3-C7): a status that never changes who is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue import Answer
from matching.candidates import Candidate
from matching.coordinator.policy import ConditionId, CoordinatorPolicy
from matching.profile import NeedProfile

Status = Literal["no", "would_qualify", "not_yet_payable", "unknown"]
Payer = Literal["flanders", "federal", "unknown"]


@dataclass(frozen=True, slots=True)
class Pay:
    """The status, the conditions that are not met or not known, in the order of the policy, and who would pay."""

    status: Status
    unmet: tuple[ConditionId, ...] = ()
    unknown: tuple[ConditionId, ...] = ()
    payer: Payer = "unknown"


def pay_of(
    profile: NeedProfile, candidate: Candidate | None, domains: int, policy: CoordinatorPolicy, today: date
) -> Pay:
    """Pay of a professional, from an organisation of the map where it is known. `domains`: life domains in the team.

    In a limited process coordination is basic care (C4).
    """
    if profile.process == "limited":
        return Pay("no", unmet=("complex_process",), payer=payer_of(candidate, policy))
    answers = conditions(profile, candidate, domains, policy)
    asked = [one.id for one in policy.condition if one.id in answers]
    unmet = tuple(one for one in asked if answers[one] is Answer.NO)
    unknown = tuple(one for one in asked if answers[one] is Answer.UNKNOWN)
    return Pay(_status(unmet, unknown, policy, today), unmet, unknown, payer_of(candidate, policy))


def _status(
    unmet: tuple[ConditionId, ...], unknown: tuple[ConditionId, ...], policy: CoordinatorPolicy, today: date
) -> Status:
    if unmet:
        return "no"
    if unknown:
        return "unknown"
    return "would_qualify" if policy.payable_from is not None and policy.payable_from <= today else "not_yet_payable"


def conditions(
    profile: NeedProfile, candidate: Candidate | None, domains: int, policy: CoordinatorPolicy
) -> dict[ConditionId, Answer]:
    """All conditions of C5; the number of domains only where a setting gives one, for the policy does not."""
    told = profile.coordination
    in_assignment = candidate.coordination_in_assignment if candidate else Answer.UNKNOWN
    answers: dict[ConditionId, Answer] = {
        "complex_process": Answer.YES if profile.process == "complex" else Answer.UNKNOWN,
        "appointed": told.appointed,
        "alivia": told.alivia,
        "assessment": _assessed(profile),
        "at_home": Answer.any_of((told.at_home, told.return_within_14_days)),
        "programme": Answer.UNKNOWN if profile.programme is None else Answer.of(profile.programme in policy.programmes),
        "not_in_assignment": in_assignment.inverse,
        "not_paid_this_year": told.paid_this_year.inverse,
    }
    if policy.domains_at_least is not None:
        answers["domains"] = Answer.of(domains >= policy.domains_at_least)
    return answers


def payer_of(candidate: Candidate | None, policy: CoordinatorPolicy) -> Payer:
    """C6: by who funds it, else by its type; otherwise not known."""
    if candidate is None:
        return "unknown"
    if candidate.funded_by == "federal" or (
        candidate.funded_by is None and candidate.organisation_type in policy.federal_types
    ):
        return "federal"
    if candidate.funded_by == "flanders" or (
        candidate.funded_by is None and candidate.organisation_type in policy.flemish_types
    ):
        return "flanders"
    return "unknown"


def _assessed(profile: NeedProfile) -> Answer:
    """An assessment is filled in and reaches the cut-off; a score without the name of its instrument proves nothing."""
    told = profile.coordination
    if told.score_over_cutoff is Answer.YES and told.instrument is None:
        return Answer.UNKNOWN
    return told.score_over_cutoff
