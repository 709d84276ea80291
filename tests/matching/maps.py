"""Made-up maps by a number: providers of which some facts are known, some are not, and some refuse."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from catalogue import Answer
from matching.candidates import CandidateOffer, Wait
from matching.home import Served
from tests.matching.offers import NEEDS, provider
from tests.matching.people import AALST, NINOVE, TODAY

HERE, ELSEWHERE = Served(municipalities=frozenset({AALST})), Served(municipalities=frozenset({NINOVE}))


def offers(seed: int, count: int = 12) -> list[CandidateOffer]:
    """Providers with one to three functions each; about one in three may not serve someone of 34 in Aalst."""
    random = Random(seed)
    return [an_offer_by(random, f"{number:02}") for number in range(count)]


def an_offer_by(random: Random, name: str) -> CandidateOffer:
    """One of them."""
    return provider(
        name,
        *random.sample(NEEDS, random.randint(1, 3)),
        km=random.choice((1, 5, 20)),
        line=random.choice((0, 1, 2, None)),
        wait=random.choice((None, Wait(0, TODAY), Wait(4, TODAY))),
        area=random.choice((None, HERE, HERE, ELSEWHERE)),
        ages=random.choice((None, (None, None), (18, None), (None, 25))),
        budgets=random.choice((None, (), ("rth",), ("pvb",))),
        access=random.choice((None, "direct", "referral")),
        intake_stop=random.choice((Answer.NO, Answer.NO, Answer.UNKNOWN, Answer.YES)),
        modes=random.choice((None, ("home",), ("onsite",), ("phone",))),
    )


def may_not_serve(offer: CandidateOffer, budgets: Sequence[str] = (), referral: str = "unknown") -> bool:
    """Whether a fact of such an offer, that is known, refuses someone of 34 in Aalst: the rules once more, in short."""
    lowest, highest = offer.ages or (None, None)
    return (
        (offer.area is not None and AALST not in offer.area.municipalities)
        or (lowest is not None and lowest > 34)
        or (highest is not None and highest < 34)
        or (offer.budgets == ("pvb",) and "none" in budgets)
        or offer.intake_stop is Answer.YES
        or (offer.access == "referral" and referral == "no")
    )
