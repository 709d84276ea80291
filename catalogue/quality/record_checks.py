"""What can be broken in places, partnerships, recognitions, and in the contacts of any record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from catalogue.base import RecordBase
from catalogue.contact import Contactable, Phone
from catalogue.facts import Answer
from catalogue.quality.ground import Ground
from catalogue.records import Location, Partner, Partnership, Recognition
from catalogue.visibility import WHEREABOUTS, hidden_fields
from geo import Point, distance_km

FARTHEST_KM = 25.0
"""The farthest that an address may lie from the middle of its municipality. No municipality of Flanders reaches so
far: farther is a point of somewhere else, or latitude and longitude that changed places."""

_CALLED = (
    r"0[1-9]\d{7,8}",  # a Belgian number in national form
    r"0{3}\d{6}",  # the form of made-up numbers: nobody has it
    r"00800\d{8}",  # free of charge in several countries
    r"1\d{2,3}|116\d{3}",  # emergency and information numbers, and the European ones of social value
    r"\+[1-9]\d{6,14}",  # international, at most 15 digits (ITU E.164)
)
_PLAUSIBLE = re.compile("|".join(_CALLED))
_SHORT_CODE = re.compile(r"[1-9]\d{2,5}")
"""Where one sends a message to."""


def _place_without_municipality(location: Location, ground: Ground) -> bool:
    """A place whose whereabouts are hidden is no gap: nobody may be told."""
    if location.type != "physical" or hidden_fields(location) & WHEREABOUTS:
        return False
    return location.address is None or not (location.address.municipality or location.address.nis)


def _point_far(location: Location, ground: Ground) -> bool:
    point, nis = location.point, location.address.nis if location.address else None
    municipality = ground.gazetteer.municipality(nis) if nis else None
    if point is None or municipality is None:
        return False
    return distance_km(Point(point.lat, point.lon), municipality.point) > FARTHEST_KM


def _website_not_https(record: Contactable, ground: Ground) -> bool:
    return any(url is not None and url.startswith("http:") for url in (record.website, record.chat))


def _phone_implausible(record: Contactable, ground: Ground) -> bool:
    return not all(map(_plausible, record.phones))


def _plausible(phone: Phone) -> bool:
    dialled = phone.number.replace(" ", "")
    return bool(_PLAUSIBLE.fullmatch(dialled) or (phone.type == "text" and _SHORT_CODE.fullmatch(dialled)))


def _partnership_empty(partnership: Partnership, ground: Ground) -> bool:
    return not any(_still_there(one, ground) for one in partnership.partners)


def _still_there(partner: Partner, ground: Ground) -> bool:
    """A partner that is only a name cannot be gone."""
    ended = partner.valid_to is not None and partner.valid_to < ground.today
    return not ended and not _gone(partner, ground)


def _partner_gone(partnership: Partnership, ground: Ground) -> bool:
    return any(_gone(one, ground) for one in partnership.partners)


def _gone(partner: Partner, ground: Ground) -> bool:
    return partner.organisation is not None and partner.organisation not in ground.organisations


def _recognition_ended(recognition: Recognition, ground: Ground) -> bool:
    ended = recognition.valid_until is not None and recognition.valid_until < ground.today
    return recognition.room is Answer.YES and (ended or recognition.suspended is Answer.YES)


LOCATION_CHECKS: Mapping[str, Callable[[Location, Ground], bool]] = {
    "place_without_municipality": _place_without_municipality,
    "point_far": _point_far,
}
PARTNERSHIP_CHECKS: Mapping[str, Callable[[Partnership, Ground], bool]] = {
    "partnership_empty": _partnership_empty,
    "partner_gone": _partner_gone,
    "area_unknown_names": lambda partnership, ground: ground.unknown_names(partnership.area),
}
RECOGNITION_CHECKS: Mapping[str, Callable[[Recognition, Ground], bool]] = {"recognition_ended": _recognition_ended}
CONTACT_CHECKS: Mapping[str, Callable[[Contactable, Ground], bool]] = {
    "website_not_https": _website_not_https,
    "phone_implausible": _phone_implausible,
}
"""Whether a record is broken in this way, by the id in `CHECKS`."""


def broken(record: RecordBase, ground: Ground) -> list[str]:
    """The checks, apart from those of an offer as a whole, that fire on a public record."""
    found: list[str] = []
    if isinstance(record, Location):
        found += [name for name, fires in LOCATION_CHECKS.items() if fires(record, ground)]
    elif isinstance(record, Partnership):
        found += [name for name, fires in PARTNERSHIP_CHECKS.items() if fires(record, ground)]
    elif isinstance(record, Recognition):
        found += [name for name, fires in RECOGNITION_CHECKS.items() if fires(record, ground)]
    if isinstance(record, Contactable):
        found += [name for name, fires in CONTACT_CHECKS.items() if fires(record, ground)]
    return found
