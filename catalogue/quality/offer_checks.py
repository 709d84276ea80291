"""What can be broken in an offer, as everyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue.base import in_language
from catalogue.facts import Answer
from catalogue.quality.dates import HALF_A_YEAR
from catalogue.quality.facts import contacts, has_contact, has_voice_phone, physical_sites, waitings
from catalogue.quality.ground import Ground
from catalogue.records import Ages, Cost, Offer, OfferAtLocation
from catalogue.view import OfferView

SHORTEST_DESCRIPTION = 40  # characters: less is a name, not a description

OLDEST = 150  # years, as `Ages` has it
AGE_GROUPS: Mapping[str, tuple[int, int]] = {
    "kinderen": (0, 17),
    "jongeren": (10, 30),
    "volwassenen": (16, OLDEST),
    "ouderen": (50, OLDEST),
    "gezinnen": (0, OLDEST),
    "zwangeren": (0, OLDEST),
    "mantelzorgers": (0, OLDEST),
}
"""Ages of those whom a target group can mean, both included and taken widely, so that only a plain contradiction
counts: youth policy goes to 30, activities for seniors begin at 50 or 55. Groups that are not here say nothing of age.
"""


def _free_with_amount(view: OfferView, ground: Ground) -> bool:
    costs = view.offer.costs or ()
    return any(map(_plainly_free, costs)) and any(cost.amount for cost in costs)


def _plainly_free(cost: Cost) -> bool:
    """Free without a word on for whom or for what: "het eerste gesprek is gratis" goes well with an amount."""
    return cost.free is Answer.YES and not (cost.unit or cost.note or cost.reduced)


def _has_access(view: OfferView, access: str) -> bool:
    return access in (view.offer.access, *(site.at.access for site in view.sites))


def _referral_by_nobody(view: OfferView, ground: Ground) -> bool:
    return _has_access(view, "referral") and not view.offer.referral_by


def _decision_by_nobody(view: OfferView, ground: Ground) -> bool:
    return _has_access(view, "decision") and not view.offer.decision_by


def _helpline_unreachable(view: OfferView, ground: Ground) -> bool:
    chat = any(one.chat for one in contacts(view))
    return view.offer.helpline and not chat and not has_voice_phone(view)


def _ages_exclude_groups(view: OfferView, ground: Ground) -> bool:
    ages, groups = view.offer.ages, view.offer.target_groups or ()
    ranges = [AGE_GROUPS[group] for group in groups if group in AGE_GROUPS]
    return ages is not None and bool(ranges) and not any(_overlap(ages, one) for one in ranges)


def _overlap(ages: Ages, others: tuple[int, int]) -> bool:
    youngest = ages.minimum or 0
    oldest = OLDEST if ages.maximum is None else ages.maximum
    return youngest <= others[1] and others[0] <= oldest


def _intake_stop_past(view: OfferView, ground: Ground) -> bool:
    said: tuple[Offer | OfferAtLocation, ...] = (view.offer, *(site.at for site in view.sites))
    stops = (one.intake_stop_until for one in said if one.intake_stop is Answer.YES)
    return any(until is not None and until < ground.today for until in stops)


def _alert_past(view: OfferView, ground: Ground) -> bool:
    alert = view.offer.alert
    return alert is not None and alert.until is not None and alert.until < ground.today


def _waiting_old(view: OfferView, ground: Ground) -> bool:
    measured = (one.measured_on for one in waitings(view))
    return any(day is not None and ground.today - day > HALF_A_YEAR for day in measured)


def _next_check_passed(view: OfferView, ground: Ground) -> bool:
    provenance = view.offer.provenance
    return bool(provenance and provenance.next_check and provenance.next_check < ground.today)


def _unreachable(view: OfferView, ground: Ground) -> bool:
    placed = any(site.location.address or site.location.point for site in physical_sites(view))
    areas = (view.offer.area, *(site.at.area for site in view.sites))
    return not placed and not any(areas) and not has_contact(view)


def _area_unknown_names(view: OfferView, ground: Ground) -> bool:
    return any(map(ground.unknown_names, (view.offer.area, *(site.at.area for site in view.sites))))


def _sector_missing(view: OfferView, ground: Ground) -> bool:
    return view.offer.sector is None and (view.organisation is None or view.organisation.sector is None)


def _theme_misfit(view: OfferView, ground: Ground) -> bool:
    """No theme stands at, above or below a theme of its functions. A function without themes fits everywhere."""
    functions = [ground.vocabulary["function"].get(function) for function in view.offer.functions]
    fitting = [entry.details.get("themes", ()) if entry else () for entry in functions]
    if not view.offer.themes or not fitting or not all(fitting):
        return False
    expected = {theme for themes in fitting for theme in themes}
    above_expected = {above for theme in expected for above in _upwards(theme, ground)}
    return not any(theme in above_expected or expected & _upwards(theme, ground) for theme in view.offer.themes)


def _upwards(theme: str, ground: Ground) -> set[str]:
    """The theme and everything above it."""
    entries, path = ground.vocabulary["theme"], {theme}
    while (entry := entries.get(theme)) and entry.broader and entry.broader not in path:
        theme = entry.broader
        path.add(theme)
    return path


def _description_short(view: OfferView, ground: Ground) -> bool:
    return len(in_language(view.offer.description) or "") < SHORTEST_DESCRIPTION


def _organisation_not_active(view: OfferView, ground: Ground) -> bool:
    organisation = view.organisation
    return view.offer.status == "active" and organisation is not None and organisation.status != "active"


OFFER_CHECKS: Mapping[str, Callable[[OfferView, Ground], bool]] = {
    "unreachable": _unreachable,
    "helpline_unreachable": _helpline_unreachable,
    "organisation_gone": lambda view, ground: view.organisation is None,
    "organisation_not_active": _organisation_not_active,
    "free_with_amount": _free_with_amount,
    "referral_by_nobody": _referral_by_nobody,
    "decision_by_nobody": _decision_by_nobody,
    "ages_exclude_groups": _ages_exclude_groups,
    "intake_stop_past": _intake_stop_past,
    "alert_past": _alert_past,
    "waiting_old": _waiting_old,
    "next_check_passed": _next_check_passed,
    "theme_missing": lambda view, ground: not view.offer.themes,
    "function_missing": lambda view, ground: not view.offer.functions,
    "theme_misfit": _theme_misfit,
    "sector_missing": _sector_missing,
    "description_short": _description_short,
    "area_unknown_names": _area_unknown_names,
}
"""Whether an offer is broken in this way, by the id in `CHECKS`."""
