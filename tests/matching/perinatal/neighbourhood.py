"""A small neighbourhood around a home in Aalst: offers of which everything is known, and partnerships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from catalogue import Answer, Part, Partnership, ServiceArea, Vocabulary
from geo import Point
from matching.candidates import Candidate, CandidateOffer
from matching.eligibility import EligibilityTable, Judge, Reach, usual_sectors
from matching.home import Home, Served
from matching.perinatal import ActorNearby, PerinatalQuestion
from matching.perinatal.conditions import positive_indicators
from matching.perinatal.family import family_of
from matching.perinatal.nearby import Vicinity, of_professionals
from matching.perinatal.partnerships import PartnershipNear, Partnerships
from matching.profile import NeedProfile
from matching.reason import Reason
from tests.matching.perinatal.cases import DATA, TABLES, TODAY

AALST, NINOVE = "41002", "41048"
HOME = Home(AALST, ("regio-aalst",), "Aalst", Point(50.938, 4.039))
PREGNANT: dict[str, Any] = {"weeks": 20}
ASK_AREA = Reason("E2", "niet bekend of zij in uw gemeente werken; vraag dit na")
PILOT = Reason("H4", "Aalst ligt in de proefregio Aalst van de Huizen van het Kind.")


@dataclass(frozen=True)
class Offers:
    """Exactly these offers."""

    offers: tuple[CandidateOffer, ...]

    def offering(self, function: str) -> Sequence[CandidateOffer]:
        return [one for one in self.offers if function in one.functions]

    def of_type(self, organisation_type: str) -> Sequence[CandidateOffer]:
        return [one for one in self.offers if one.candidate.organisation_type == organisation_type]


def an_offer(
    name: str, type_: str | None, *functions: str, km: float | None = 1, organisation: str = "", **said: Any
) -> CandidateOffer:
    """An open offer for everyone in Aalst, so many kilometres to the north."""
    owner = organisation or f"x:{name}"
    point = Point(HOME.point.lat + km / 111.2, HOME.point.lon) if km is not None else None
    known: dict[str, Any] = {
        "candidate": Candidate(owner, owner, name.title(), organisation_type=type_, point=point),
        "id": f"x:a-{name}",
        "name": name.title(),
        "functions": functions,
        "sector": "gezin_en_kind",
        "area": Served(municipalities=frozenset({AALST})),
        "ages": (None, None),
        "target_groups": (),
        "budgets": (),
        "access": "direct",
        "intake_stop": Answer.NO,
    }
    return CandidateOffer(**(known | said))


def a_house(
    name: str = "huis", *, parts: frozenset[Part] | None = None, km: float | None = 1, **said: Any
) -> PartnershipNear:
    """A Huis van het Kind that works in Aalst."""
    known: dict[str, Any] = {
        "id": f"x:{name}",
        "name": name.title(),
        "type": "huis_van_het_kind",
        "area": ServiceArea(municipalities=(AALST,)),
        "provenance": {"source": "test", "source_date": date(2026, 11, 1)},
    }
    here = frozenset({Part(AALST, "regio-aalst")}) if parts is None else parts
    record = Partnership.model_validate(known | said)
    point = Point(HOME.point.lat + km / 111.2, HOME.point.lon) if km is not None else None
    return PartnershipNear(record, here if record.area is not None else None, (point,) if point else ())


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.load(DATA / "vocabulary")


@cache
def _judge() -> Judge:
    return Judge(EligibilityTable.load(DATA / "policy"), usual_sectors(_vocabulary()))


def nearby(
    actor: str,
    *around: CandidateOffer | PartnershipNear,
    question: dict[str, Any] = PREGNANT,
    profile: dict[str, Any] | None = None,
    home: Home = HOME,
    today: date = TODAY,
) -> ActorNearby:
    """Who can be the actor, for someone who is pregnant unless said otherwise."""
    judge, asked = _judge(), PerinatalQuestion.model_validate(question)
    person = NeedProfile.model_validate({"place": "9300"} | (profile or {}))
    family = family_of(asked, person, home, judge.table, TABLES, today)
    vicinity = Vicinity(
        family=family,
        positive=positive_indicators(asked),
        today=today,
        source=Offers(tuple(one for one in around if isinstance(one, CandidateOffer))),
        partnerships=Partnerships(
            near=tuple(one for one in around if isinstance(one, PartnershipNear)),
            pilots=(PILOT,),
            home=home,
            vetoes=family.parent.vetoes,
            today=today,
            nearness=TABLES.nearby,
            vocabulary=_vocabulary(),
            ask_area=ASK_AREA,
        ),
        judge=judge,
        judge_of_professionals=of_professionals(judge),
        tables=TABLES,
        reach=Reach(home, today),
    )
    return vicinity.of(next(one for one in TABLES.actors if one.id == actor))


def names(found: ActorNearby) -> list[str]:
    """The names in their order."""
    return [one.name for one in found.found]
