"""Rules E1-E9 and M1: each a small question about one case, answered yes, no or unknown.

A rule never decides on a fact that nobody knows. Sources and sentences stand in `data/policy/eligibility.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue import Answer
from matching.candidates import CandidateOffer
from matching.eligibility.case import Case, Person
from matching.eligibility.table import EligibilityTable, RuleId, Vaph, WarningId

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def recognised(case: Case) -> Answer:
    """E1: where the function needs a recognition, one must be in force in the zone. None loaded: unknown."""
    kind = case.table.recognitions.get(case.function)
    if kind is None:
        return YES
    of_kind = [one for one in case.offer.candidate.recognitions if one.recognised_for == kind]
    if not of_kind:
        return UNKNOWN
    zones = set(case.person.home.zones)
    return Answer.of(any(one.holds_on(case.today) and (not one.zones or zones & set(one.zones)) for one in of_kind))


def serves_place(case: Case) -> Answer:
    """E2: providers work in administrative areas, so the municipality decides, not the distance."""
    area = case.offer.area
    return UNKNOWN if area is None else case.reach.of(area)


def fits_age(case: Case) -> Answer:
    """E3: both borders included; for help of the VAPH an earlier recognition counts after the border (L11)."""
    vaph, age, offer = case.table.vaph, case.person.age, case.offer
    if age is None:
        return YES if offer.ages == (None, None) and not _is_vaph(offer, case.function, vaph) else UNKNOWN
    if _is_vaph(offer, case.function, vaph) and age >= vaph.first_asked_before:
        return Answer.all_of((case.person.vaph_recognised, _within(offer.ages, age, vaph.first_asked_before)))
    return _within(offer.ages, age, None)


def _within(ages: tuple[int | None, int | None] | None, age: int, border: int | None) -> Answer:
    """Whether the age lies within; a highest age that is only the border of a first recognition does not count."""
    if ages is None:
        return UNKNOWN
    lowest, highest = ages
    if border is not None and highest in (border - 1, border):
        highest = None
    return Answer.of((lowest is None or lowest <= age) and (highest is None or age <= highest))


def _is_vaph(offer: CandidateOffer, function: str, vaph: Vaph) -> bool:
    return offer.sector == vaph.sector and function in vaph.functions


def fits_group_and_budget(case: Case) -> Answer:
    """E4: one of its target groups, and a budget that it takes, if it needs any."""
    return Answer.all_of((_fits_group(case), _fits_budget(case)))


def _fits_group(case: Case) -> Answer:
    """What was not told of a person is not known, but who named groups named them all; the age decides the others."""
    groups, person = case.offer.target_groups, case.person
    if groups is None:
        return UNKNOWN
    asked = set(groups)
    if not asked or asked & person.told_groups or asked & person.age_groups:
        return YES
    by_age = asked & case.table.ages.keys()
    return UNKNOWN if (by_age and person.age is None) or (asked - by_age and not person.told_groups) else NO


def _fits_budget(case: Case) -> Answer:
    """L2: who has a PVB may use it in every sector; it never closes anything, RTH included."""
    needed, person, table = case.offer.budgets, case.person, case.table.budgets
    if needed is None:
        return UNKNOWN
    if not needed or set(needed) & table.open or set(needed) & person.budgets or person.budgets & table.flexible:
        return YES
    return NO if person.budgets else UNKNOWN


def takes_people_in(case: Case) -> Answer:
    """E5: a stop holds up to and including its last day."""
    offer = case.offer
    if offer.intake_stop is YES:
        until = offer.intake_stop_until
        return Answer.of(until is not None and case.today > until)
    return YES if offer.intake_stop is NO else UNKNOWN


def can_get_in(case: Case) -> Answer:
    """E6: directly or by appointment, or by a referral or decision that is there."""
    match case.offer.access:
        case "direct" | "appointment":
            return YES
        case "referral":
            return case.person.referral
        case "decision":
            return case.person.decision
    return UNKNOWN


def is_wanted(case: Case) -> Answer:
    """E7: the person's own choice goes before every other rule."""
    vetoes = case.person.vetoes
    return Answer.of(not vetoes or vetoes.isdisjoint(case.offer.ids))


def not_kept_apart(case: Case) -> Answer:
    """M1: who starts up the help as a casemanager is neutral, so not in the team."""
    return Answer.of(case.offer.candidate.organisation not in case.person.apart)


def sector_known(case: Case) -> Answer:
    """E8: who states the function may do it; an unusual sector is a remark, never a refusal."""
    return UNKNOWN if case.offer.sector is None else YES


def stays(case: Case) -> Answer:
    """E9: who helps with this already stays, unless the person does not want it; of all others this says nothing."""
    existing = case.person.existing
    if not existing or existing.isdisjoint((one, case.function) for one in case.offer.ids):
        return UNKNOWN
    return is_wanted(case)


RULES: Mapping[RuleId, Callable[[Case], Answer]] = {
    "E1": recognised,
    "E2": serves_place,
    "E3": fits_age,
    "E4": fits_group_and_budget,
    "E5": takes_people_in,
    "E6": can_get_in,
    "E7": is_wanted,
    "E8": sector_known,
    "E9": stays,
    "M1": not_kept_apart,
}

NOTHING_TO_SAY: Mapping[RuleId, Callable[[Person, str, EligibilityTable], bool]] = {
    "E1": lambda person, function, table: function not in table.recognitions,
    "E7": lambda person, function, table: not person.vetoes,
    "E9": lambda person, function, table: not person.existing,
    "M1": lambda person, function, table: not person.apart,
}
"""When a rule neither refuses nor asks anything, whatever the offer: for a function, or for what was told."""


def rth_beside_pvb(case: Case) -> bool:
    """Whether only RTH opens it, for someone with a budget of the VAPH (L2)."""
    table, needed = case.table.budgets, set(case.offer.budgets or ())
    beside = case.person.budgets & table.beside_rth
    return bool(beside) and "rth" in needed and not needed & (beside | {"none"})


def unusual_sector(case: Case) -> bool:
    """Whether its sector seldom works in the life domain of the need (E8)."""
    usual = case.sectors.get(case.function)
    return case.offer.sector is not None and bool(usual) and case.offer.sector not in (usual or ())


def referral_needed(case: Case) -> bool:
    """Whether someone must refer."""
    return case.offer.access == "referral"


def decision_needed(case: Case) -> bool:
    """Whether an instance must decide first."""
    return case.offer.access == "decision"


WARNINGS: Mapping[WarningId, Callable[[Case], bool]] = {
    "rth_beside_pvb": rth_beside_pvb,
    "unusual_sector": unusual_sector,
    "referral_needed": referral_needed,
    "decision_needed": decision_needed,
}
