"""Documents to search: by hand with a few words, or at random with everything that may be unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from math import cos, sin
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from catalogue import Answer, OpeningHours
from catalogue.hours import HoursException, Span, WeeklyRow
from geo import BadAreaError, DrawnArea
from search import Area, Document, DocumentSite, Hit, SearchAnswer, Searcher, SearchRequest
from search import DocumentContact as Contact

MONDAY = datetime(2026, 11, 23, 10, 0)
AALST, NINOVE, GENT = "41002", "41048", "44021"
PLACES = {
    AALST: ("Aalst", "9300", "regio-aalst", 50.938, 4.039),
    NINOVE: ("Ninove", "9400", "dender-zuid", 50.835, 4.024),
    GENT: ("Gent", "9000", "gent", 51.054, 3.725),
}

MORNINGS = OpeningHours(weekly=tuple(WeeklyRow(day=day, opens="09:00", closes="12:00") for day in ("mo", "tu", "we")))
EVENINGS = OpeningHours(weekly=(WeeklyRow(day="mo", opens="18:00", closes="20:00"),))


def a_site(nis: str = AALST, **other: Any) -> DocumentSite:
    """A place in the middle of a municipality."""
    municipality, postcode, zone, lat, lon = PLACES[nis]
    here = {
        "nis": nis,
        "municipality": municipality,
        "postcode": postcode,
        "zones": (zone,),
        "lat": lat,
        "lon": lon,
        "precision": "address",
    }
    return DocumentSite(**{"location": f"t:{municipality.lower()}"} | here | other)


def an_offer(local: str, name: str = "Onthaal", **other: Any) -> Document:
    """An offer of which only the name is known, unless said otherwise."""
    organisation = {"organisation": "t:organisatie", "organisation_name": "Sociale dienst"}
    return Document(**organisation | {"id": f"t:{local}", "name": {"nl": name}} | other)


def area(*municipalities: str, zones: tuple[str, ...] = (), **other: Any) -> Area:
    """The people of these municipalities; the zones lie wholly in it, so it reaches into them."""
    return Area(municipalities=municipalities, zones=zones, **({"touched": zones} | other))


class Asking:
    """Asks a searcher and looks at the answer."""

    def __init__(self, searcher: Searcher, now: datetime = MONDAY) -> None:
        self.searcher = searcher
        self.now = now

    def __call__(self, q: str = "", **other: Any) -> SearchAnswer:
        """The answer to a question; not widened unless `exact=False` asks for it."""
        return self.searcher.search(SearchRequest(**{"q": q, "exact": True, **other}), self.now)

    def ids(self, q: str = "", **other: Any) -> list[str]:
        """The ids of the results, in order, without their source."""
        return [hit.id.removeprefix("t:") for hit in self(q, **other).results]

    def first(self, q: str = "", **other: Any) -> Hit:
        """The first result."""
        return self(q, **other).results[0]

    def why(self, q: str = "", **other: Any) -> list[str]:
        """The reasons of the first result."""
        return [why.text for why in self.first(q, **other).why]


TERMS = {
    "theme": ("geld-en-administratie", "wonen", "schuldbemiddeling-en-budgetbeheer"),
    "function": ("onthaal", "schuldhulp"),
    "sector": ("ouderen", "wonen"),
    "mode": ("onsite", "home", "phone"),
    "target_group": ("jongeren", "ouderen"),
    "language": ("nl", "fr", "ar"),
    "access": ("direct", "appointment"),
    "budget": ("none", "rth"),
    "accessibility": ("step_free", "lift"),
}
ZONES = ("regio-aalst", "dender-zuid", "gent")
WORDS = ("schuld", "huur", "onthaal", "babbel")

_days = st.dates(date(2026, 11, 20), date(2026, 11, 27))
_clock = st.sampled_from(("00:00", "06:30", "09:00", "10:00", "12:00", "18:00", "23:30", "24:00"))
_open = st.sampled_from(("00:00", "06:30", "09:00", "10:00", "12:00", "18:00", "23:30"))
_answers = st.sampled_from(list(Answer))


def _some(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


weekly_rows = st.builds(
    WeeklyRow,
    day=st.sampled_from(("mo", "tu", "we", "th", "fr", "sa", "su")),
    opens=_open,
    closes=_clock,
    by_appointment=st.booleans(),
    valid_from=st.none() | _days,
    valid_to=st.none() | _days,
)
exceptions = st.tuples(_days, _days, st.lists(st.builds(Span, opens=_open, closes=_clock), max_size=2)).map(
    lambda made: HoursException(first=min(made[:2]), last=max(made[:2]), spans=tuple(made[2]))
)
opening_hours = st.builds(
    OpeningHours,
    weekly=st.lists(weekly_rows, max_size=5).map(tuple),
    exceptions=st.lists(exceptions, max_size=3).map(tuple),
    always=st.booleans(),
    note=st.just("of na een telefoontje"),
)
_areas = st.builds(
    Area,
    everywhere=st.booleans(),
    municipalities=_some((AALST, NINOVE, GENT)),
    partly=_some((AALST, NINOVE, GENT)),
    perhaps=_some((AALST, NINOVE, GENT)),
    zones=_some(ZONES),
    touched=_some(ZONES),
    valid_from=st.none() | _days,
    valid_to=st.none() | _days,
)


@st.composite
def sites(draw: st.DrawFn) -> DocumentSite:
    """A place of which anything may be unknown, somewhere around Aalst."""
    point = draw(st.none() | st.tuples(st.floats(50.8, 51.1), st.floats(3.7, 4.3)))
    return DocumentSite(
        location="t:ergens",
        nis=draw(st.none() | st.sampled_from((AALST, NINOVE, GENT))),
        zones=draw(_some(ZONES)),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        ask_before_going=draw(st.booleans()),
        hours=draw(st.none() | opening_hours),
        accessibility=draw(st.dictionaries(st.sampled_from(TERMS["accessibility"]), _answers)),
        access=draw(st.none() | st.sampled_from(TERMS["access"])),
        waiting=draw(st.sampled_from((None, "2 weken"))),
    )


@st.composite
def documents(draw: st.DrawFn, number: int = 0) -> Document:
    """An offer of which anything may be unknown."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    return Document(
        id=f"t:{number:03d}",
        organisation=draw(st.sampled_from(("t:organisatie", "t:andere", None))),
        organisation_name="Sociale dienst",
        name={"nl": " ".join(words)},
        themes=draw(_some(TERMS["theme"])),
        functions=draw(_some(TERMS["function"])),
        sector=draw(st.none() | st.sampled_from(TERMS["sector"])),
        modes=draw(st.none() | _some(TERMS["mode"])),
        target_groups=draw(st.none() | _some(TERMS["target_group"])),
        languages=draw(st.none() | _some(TERMS["language"])),
        budgets=draw(st.none() | _some(TERMS["budget"])),
        access=draw(st.none() | st.sampled_from((*TERMS["access"], "unknown"))),
        ages_known=draw(st.booleans()),
        minimum_age=draw(st.none() | st.integers(0, 20)),
        maximum_age=draw(st.none() | st.integers(10, 30)),
        free=draw(_answers),
        intake_stop=draw(_answers),
        intake_stop_until=draw(st.none() | _days),
        hours=draw(st.none() | opening_hours),
        cost=draw(st.sampled_from((None, "gratis"))),
        contact=draw(st.builds(Contact, phone=st.sampled_from((None, "053 00 00 00")))),
        helpline=draw(st.booleans()),
        area=draw(st.none() | _areas),
        sites=tuple(draw(st.lists(sites(), max_size=3))),
        checked_on=draw(st.none() | _days),
    )


@st.composite
def many_documents(draw: st.DrawFn) -> list[Document]:
    """Up to eight offers with different ids, seldom few."""
    return [draw(documents(number)) for number in range(8 - draw(st.integers(0, 4) | st.just(8)))]


BOXES = ("3.9012345,50.8712345,4.1012345,51.0012345", "3.6512345,50.8012345,4.0212345,50.9912345")
"""Around Aalst, and from Gent to Ninove; no place lies so near to a side that engines may differ."""


@st.composite
def drawn_areas(draw: st.DrawFn) -> DrawnArea:
    """Something like a star around a point between Gent and Aalst, sometimes with a hole in its middle."""
    lat, lon = draw(st.floats(50.85, 51.05)), draw(st.floats(3.8, 4.2))
    rays = draw(st.lists(st.tuples(st.floats(0, 6.28), st.floats(0.05, 0.4)), min_size=4, max_size=9, unique_by=_ray))
    corners = [(lon + far * cos(turn), lat + far / 2 * sin(turn)) for turn, far in sorted(rays)]
    hole = [((x + lon) / 2, (y + lat) / 2) for x, y in reversed(corners)]
    rings = [corners, hole] if draw(st.booleans()) else [corners]
    try:
        return DrawnArea(tuple((*ring, ring[0]) for ring in rings))
    except BadAreaError:  # the middle lies outside, and the hole with it
        reject()


def _ray(ray: tuple[float, float]) -> int:
    """Rays of one number are too close together for an area to lie between them."""
    return round(ray[0] * 5)


_seldom = st.sampled_from((False, False, False, True))


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """A question with any filters."""
    asked: dict[str, Any] = {name: draw(_some(terms)) for name, terms in TERMS.items() if draw(st.integers(0, 4)) == 0}
    place = draw(st.none() | st.sampled_from(("Aalst", "Gent", "50.9,4.0", "Dender Zuid")))
    return SearchRequest(
        **asked,
        q=draw(st.sampled_from(("", "", *WORDS))),
        place=place,
        radius_km=draw(st.none() | st.sampled_from((1.0, 5.0, 15.0, 40.0))) if place else None,
        zone=draw(st.none() | st.sampled_from(ZONES)),
        bbox=draw(st.none() | st.none() | st.sampled_from(BOXES)),
        serves=draw(st.none() | st.sampled_from((AALST, NINOVE))),
        age=draw(st.none() | st.none() | st.integers(5, 25)),
        free=draw(_seldom),
        intake_open=draw(_seldom),
        open_now=draw(_seldom),
        at=draw(st.none() | st.none() | st.datetimes(datetime(2026, 11, 20), datetime(2026, 11, 27))),
        size=50,
    )
