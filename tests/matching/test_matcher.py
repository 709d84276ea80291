"""From a need profile to a proposal, in sentences that a care worker can check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partialmethod
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary
from matching.candidates import CandidateOffer, Wait
from matching.home import Served
from matching.weighed import Weighed
from tests.matching.offers import (
    NEEDS,
    a_profile,
    coordinator,
    id_of,
    matcher,
    member,
    names,
    propose,
    provider,
    serving_one_need,
    some_offers,
)
from tests.matching.people import HOME, NINOVE, TODAY


def test_one_provider_for_two_needs_goes_before_two_that_are_a_little_nearer(vocabulary: Vocabulary) -> None:
    offers = [
        provider("een", "schuldhulp", km=1),
        provider("twee", "leefloon", km=1),
        provider("beide", "schuldhulp", "leefloon", km=3),
    ]
    assert names(propose(vocabulary, offers, "schuldhulp", "leefloon")) == ["beide"]


def test_a_need_is_never_left_open_to_save_points(vocabulary: Vocabulary) -> None:
    far = provider("ver", "leefloon", km=150, wait=Wait(104, TODAY), access="decision", line=3)
    proposal = propose(vocabulary, [far], "leefloon")
    assert names(proposal) == ["ver"]
    assert proposal.teams[0].gaps == ()


def test_the_points_of_the_members_are_those_of_the_team_and_are_told_in_words(vocabulary: Vocabulary) -> None:
    offer = provider("ver", "leefloon", km=10, wait=Wait(3, date(2026, 10, 1)), languages=("fr",))
    one = member(propose(vocabulary, [offer], "leefloon", languages=["nl"]), "ver")
    assert one.points == {"waiting": 12, "line": 3, "no_common_language": 25, "new_professional": 20, "travel": 21}
    told = [reason.text for reason in one.why]
    assert "ligt op ongeveer 10,0 km in vogelvlucht" in told
    assert "wachttijd ongeveer 3 weken (op 1 oktober 2026)" in told
    assert "wachten: 12 punten" in told
    assert one.unknown == ()


def test_severity_makes_waiting_count(vocabulary: Vocabulary) -> None:
    offers = [provider("ver", "leefloon", km=14), provider("traag", "leefloon", wait=Wait(6, TODAY))]
    light, heavy = ([{"function": "leefloon", "severity": severity}] for severity in (1, 3))
    assert names(propose(vocabulary, offers, needs=light)) == ["traag"]
    assert names(propose(vocabulary, offers, needs=heavy)) == ["ver"]


def test_who_comes_to_your_home_costs_no_travel(vocabulary: Vocabulary) -> None:
    one = member(propose(vocabulary, [provider("thuis", "leefloon", km=40, modes=("home",))], "leefloon"), "thuis")
    assert "travel" not in one.points


def test_e2_nobody_counts_on_a_visit_of_who_may_not_work_in_the_municipality(vocabulary: Vocabulary) -> None:
    far = provider("ver", "leefloon", km=150, modes=("home",), area=None)
    near = provider("dichtbij", "leefloon", km=5)
    assert names(propose(vocabulary, [far, near], "leefloon")) == ["dichtbij"]
    assert "travel" in member(propose(vocabulary, [far], "leefloon"), "ver").points


def test_what_is_known_to_fit_goes_before_what_may_be_for_someone_else(vocabulary: Vocabulary) -> None:
    maybe = provider("misschien", "leefloon", target_groups=None)
    fits = provider("past", "leefloon", km=4)
    assert names(propose(vocabulary, [maybe, fits], "leefloon")) == ["past"]


def test_the_most_urgent_need_is_told_first(vocabulary: Vocabulary) -> None:
    offers = [provider("a", "onthaal"), provider("b", "leefloon")]
    needs = [{"function": "onthaal", "severity": 1}, {"function": "leefloon", "severity": 3}]
    assert names(propose(vocabulary, offers, needs=needs)) == ["b", "a"]


def test_that_nobody_shares_a_language_is_said_where_people_look(vocabulary: Vocabulary) -> None:
    offers = [provider("dienst", "leefloon", languages=("nl", "fr"))]
    one = member(propose(vocabulary, offers, "leefloon", languages=["ar"]), "dienst")
    assert "spreekt volgens de kaart alleen Frans, Nederlands; vraag of een tolk kan komen" in [
        reason.text for reason in one.warnings
    ]


def test_a_silent_waiting_time_is_told_and_does_not_pay(vocabulary: Vocabulary) -> None:
    offers = [provider("stil", "leefloon", wait=None), provider("open", "leefloon", wait=Wait(1, TODAY))]
    proposal = propose(vocabulary, offers, "leefloon")
    assert names(proposal) == ["open"]
    other = next(one for one in proposal.teams[1].members if one.seat.name == "stil")
    assert "wachttijd niet bekend; vraag dit na" in [reason.text for reason in other.why]


def test_e9_who_helps_already_stays_and_costs_nothing(vocabulary: Vocabulary) -> None:
    full = provider("vol", "leefloon", intake_stop=Answer.YES, wait=Wait(50, TODAY))
    new = provider("nieuw", "leefloon")
    existing = [{"organisation": "x:vol", "serves": ["leefloon"]}]
    proposal = propose(vocabulary, [full, new], "leefloon", existing_team=existing)
    assert names(proposal) == []
    assert member(proposal, "vol").serves == ("leefloon",)
    assert proposal.teams[0].points == 0
    gone = propose(vocabulary, [full, new], "leefloon", existing_team=existing, vetoes=["x:vol"])
    assert names(gone) == ["nieuw"]


def test_what_the_person_chooses_is_in_every_team_and_a_choice_that_cannot_be_is_told(vocabulary: Vocabulary) -> None:
    offers = [provider(name, "leefloon", km=km) for name, km in (("dicht", 1), ("ver", 30), ("verder", 40))]
    proposal = propose(
        vocabulary,
        [*offers, provider("elders", "leefloon", area=Served(municipalities=frozenset({NINOVE})))],
        "leefloon",
        pins=["x:ver", "x:elders"],
    )
    assert all("ver" in names(proposal, number) for number in range(len(proposal.teams)))
    assert [one.pin for one in proposal.unmet_pins] == ["x:elders"]


@pytest.mark.parametrize(
    ("preset", "chosen"),
    [(None, "midden"), ("nearest", "dicht"), ("fastest", "snel"), ("direct_access", "midden")],
)
def test_a_preset_says_what_weighs_most(vocabulary: Vocabulary, preset: str | None, chosen: str) -> None:
    offers = [
        provider("dicht", "leefloon", km=1, wait=Wait(9, TODAY)),
        provider("midden", "leefloon", km=8, wait=Wait(3, TODAY)),
        provider("snel", "leefloon", km=20, wait=Wait(0, TODAY)),
    ]
    assert names(propose(vocabulary, offers, "leefloon", preset=preset)) == [chosen]


def test_l9_help_from_the_neighbourhood_goes_first_when_asked(vocabulary: Vocabulary) -> None:
    offers = [provider("buurt", "leefloon", km=15, line=0), provider("dienst", "leefloon", km=1, line=2)]
    assert names(propose(vocabulary, offers, "leefloon", preset="informal_first")) == ["buurt"]


def test_c1_who_coordinates_already_stays(vocabulary: Vocabulary) -> None:
    existing = [{"name": "de huisarts", "serves": ["leefloon"], "coordinates": "yes"}]
    proposal = propose(vocabulary, [], "leefloon", existing_team=existing, carers=[{"label": "zus"}])
    assert coordinator(proposal) == "existing-1"
    assert next(reason.code for reason in proposal.coordinators[0].why) == "C1"


def test_c1_unless_the_person_wants_to(vocabulary: Vocabulary) -> None:
    existing = [{"name": "de huisarts", "coordinates": "yes"}]
    assert coordinator(propose(vocabulary, [], existing_team=existing, person_coordinates="yes")) == "person"


def test_c2_the_person_then_the_carer_then_a_professional_of_the_team(vocabulary: Vocabulary) -> None:
    offers = [provider("dienst", "leefloon")]
    carers = [{"label": "zus"}]
    assert coordinator(propose(vocabulary, offers, "leefloon", carers=carers)) == "person"
    assert coordinator(propose(vocabulary, offers, "leefloon", carers=carers, person_coordinates="no")) == "carer-1"
    alone = propose(vocabulary, offers, "leefloon", person_coordinates="no")
    assert coordinator(alone) == "x:dienst@x:huis-dienst"
    assert [one.rank for one in propose(vocabulary, offers, "leefloon", carers=carers).coordinators] == [1, 2, 3]


def test_c2_nobody_new_comes_in_to_coordinate_alone(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, [provider("dienst", "leefloon")], person_coordinates="no")
    assert names(proposal) == []
    assert [gap.function for gap in proposal.teams[0].gaps] == ["zorgcoordinatie"]


def test_c3_who_coordinates_without_being_a_professional_is_not_paid(vocabulary: Vocabulary) -> None:
    proposal = propose(vocabulary, [], carers=[{"label": "zus"}])
    assert {one.pay.status for one in proposal.coordinators} == {"no"}


QUALIFIES: dict[str, Any] = {
    "process": "complex",
    "programme": "perinatal",
    "person_coordinates": "no",
    "coordination": {
        "instrument": "BelRAI",
        "appointed": "yes",
        "alivia": "yes",
        "score_over_cutoff": "yes",
        "at_home": "yes",
        "paid_this_year": "no",
    },
}


def assigned(offer: CandidateOffer, **said: Any) -> CandidateOffer:
    return replace(offer, candidate=replace(offer.candidate, **said))


def pay(vocabulary: Vocabulary, candidate: dict[str, Any], **said: Any) -> Any:
    known: dict[str, Any] = {"coordination_in_assignment": Answer.NO, "funded_by": "flanders"}
    offer = assigned(provider("dienst", "leefloon"), **known | candidate)
    return propose(vocabulary, [offer], "leefloon", **QUALIFIES | said).coordinators[0].pay


def test_c4_in_a_limited_process_coordination_is_basic_care(vocabulary: Vocabulary) -> None:
    assert pay(vocabulary, {}, process="limited").status == "no"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("appointed", {"appointed": "no"}),
        ("alivia", {"alivia": "no"}),
        ("assessment", {"score_over_cutoff": "no"}),
        ("at_home", {"at_home": "no", "return_within_14_days": "no"}),
        ("not_paid_this_year", {"paid_this_year": "yes"}),
    ],
)
def test_c5_one_condition_that_is_not_met_is_enough_and_is_named(
    vocabulary: Vocabulary, condition: str, said: dict[str, str]
) -> None:
    told = pay(vocabulary, {}, coordination=QUALIFIES["coordination"] | said)
    assert (told.status, told.unmet) == ("no", (condition,))


def test_c5_coordinating_must_not_be_in_the_assignment(vocabulary: Vocabulary) -> None:
    assert pay(vocabulary, {"coordination_in_assignment": Answer.YES}).unmet == ("not_in_assignment",)


def test_c5_that_no_programme_is_named_is_not_known_to_be_none(vocabulary: Vocabulary) -> None:
    told = pay(vocabulary, {}, programme=None)
    assert (told.status, told.unknown) == ("unknown", ("programme",))


def test_c5_a_condition_that_is_not_known_makes_the_status_unknown(vocabulary: Vocabulary) -> None:
    told = pay(vocabulary, {}, process="unknown")
    assert (told.status, told.unknown) == ("unknown", ("complex_process",))


@pytest.mark.parametrize(
    ("candidate", "payer"),
    [
        ({"funded_by": "federal"}, "federal"),
        ({"funded_by": "flanders"}, "flanders"),
        ({"funded_by": None, "organisation_type": "huisartsenpraktijk"}, "federal"),
        ({"funded_by": None, "organisation_type": "caw"}, "flanders"),
        ({"funded_by": "local"}, "unknown"),
    ],
)
def test_c6_who_would_pay(vocabulary: Vocabulary, candidate: dict[str, Any], payer: str) -> None:
    assert pay(vocabulary, candidate).payer == payer


def test_c7_as_long_as_no_day_is_set_nothing_is_payable(vocabulary: Vocabulary) -> None:
    assert pay(vocabulary, {}).status == "not_yet_payable"


@given(st.booleans(), st.sampled_from(["yes", "no", "unknown"]), st.sampled_from(["perinatal", None]))
def test_c7_pay_never_changes_who_is_proposed(
    vocabulary: Vocabulary, federal: bool, alivia: str, programme: str | None
) -> None:
    said = {"funded_by": "federal" if federal else "flanders", "coordination_in_assignment": Answer.of(federal)}
    offers = [assigned(provider("een", "leefloon"), **said), provider("twee", "schuldhulp", "voedselhulp")]
    needs = ("leefloon", "schuldhulp", "voedselhulp")
    told = propose(
        vocabulary, offers, *needs, person_coordinates="no", programme=programme, coordination={"alivia": alivia}
    )
    assert [one.seat.name for one in told.coordinators] == ["twee", "een"]


def test_c8_outside_the_programmes_the_mdo_stays(vocabulary: Vocabulary) -> None:
    offers = [provider("dienst", "leefloon")]
    (one,) = propose(vocabulary, offers, "leefloon", person_coordinates="no").coordinators
    assert "C8" in [reason.code for reason in one.why]
    (one,) = propose(vocabulary, offers, "leefloon", person_coordinates="no", programme="perinatal").coordinators
    assert "C8" not in [reason.code for reason in one.why]


def test_e3_a_need_of_a_child_is_judged_by_the_age_of_the_child(vocabulary: Vocabulary) -> None:
    offers = [
        provider("kribbe", "kinderopvang", ages=(0, 3), target_groups=("kinderen",)),
        provider("groot", "kinderopvang", ages=(18, None), target_groups=("volwassenen",)),
        provider("ocmw", "leefloon", ages=(18, None)),
    ]
    needs = [{"function": "kinderopvang", "age": 2}, {"function": "leefloon"}]
    assert names(propose(vocabulary, offers, needs=needs)) == ["kribbe", "ocmw"]
    (refused,) = propose(vocabulary, offers, needs=needs, why_not=["x:groot"]).why_not
    assert refused.reason.code == "E3"
    assert names(propose(vocabulary, offers, "kinderopvang", "leefloon")) == ["groot", "ocmw"]


def test_e4_the_age_of_the_child_decides_the_group_of_its_need(vocabulary: Vocabulary) -> None:
    offers = [provider("jeugd", "gesprek", target_groups=("jongeren",))]
    assert names(propose(vocabulary, offers, needs=[{"function": "gesprek", "age": 15}])) == ["jeugd"]
    grown_up = propose(vocabulary, offers, "gesprek", target_groups=["mantelzorgers"])
    assert grown_up.teams[0].gaps[0].lost == {"E4": 1}


def test_an_offer_that_the_person_chooses_goes_before_another_of_the_same_provider(vocabulary: Vocabulary) -> None:
    cheap = provider("een", "leefloon")
    dear = replace(cheap, id="x:duurder", line=3)
    proposal = propose(vocabulary, [cheap, dear], "leefloon", pins=["x:duurder"])
    assert [offer.id for offer in member(proposal, "een").offers] == ["x:duurder"]
    assert proposal.unmet_pins == ()


def test_c1_a_coordinator_whom_the_person_does_not_want_is_not_in_the_team(vocabulary: Vocabulary) -> None:
    existing = [{"name": "de huisarts", "coordinates": "yes"}]
    asked: dict[str, Any] = {"existing_team": existing, "vetoes": ["existing-1"], "person_coordinates": "no"}
    proposal = propose(vocabulary, [provider("dienst", "leefloon")], "leefloon", **asked)
    assert coordinator(proposal) == id_of("dienst")
    assert "existing-1" not in [one.seat.id for one in proposal.coordinators]


def test_m1_who_is_kept_apart_is_not_in_the_team_and_the_gap_says_why(vocabulary: Vocabulary) -> None:
    profile = a_profile("leefloon", why_not=["x:een"], previous_team=[id_of("een")])
    source = matcher(vocabulary, [provider("een", "leefloon")])
    proposal = source.propose(profile, HOME, TODAY, frozenset({"x:een"}))
    (gap,) = proposal.teams[0].gaps
    assert (gap.lost, gap.nearest_miss) == ({"M1": 1}, None)
    assert [one.reason.code for one in proposal.why_not] == ["M1"]
    assert proposal.changed is not None
    assert [one.reason.code for one in proposal.changed.left] == ["M1"]


def test_a_gap_says_why_and_who_comes_nearest(vocabulary: Vocabulary) -> None:
    offers = [
        provider("vol", "leefloon", intake_stop=Answer.YES),
        provider("ver", "leefloon", km=9, area=Served(municipalities=frozenset({NINOVE})), ages=(0, 12)),
    ]
    (gap,) = propose(vocabulary, offers, "leefloon").teams[0].gaps
    assert gap.lost == {"E2": 1, "E5": 1}
    assert gap.nearest_miss is not None
    assert gap.nearest_miss.offer.id == "x:aanbod-vol"
    assert [rule.code for rule in gap.nearest_miss.refused_by] == ["E5"]


def test_an_empty_map_gives_an_honest_empty_proposal(vocabulary: Vocabulary) -> None:
    (team,) = propose(vocabulary, [], "leefloon", "schuldhulp").teams
    assert [gap.reason.code for gap in team.gaps] == ["nobody", "nobody"]


@given(st.integers(0, 5000), st.randoms(use_true_random=False))
def test_the_order_in_which_anything_is_told_changes_nothing(vocabulary: Vocabulary, seed: int, random: Random) -> None:
    offers = some_offers(seed)
    first = propose(vocabulary, offers, *NEEDS, person_coordinates="no")
    random.shuffle(offers)
    assert propose(vocabulary, offers, *random.sample(NEEDS, 4), person_coordinates="no") == first


@given(st.integers(0, 5000))
def test_the_points_of_members_add_up_and_every_member_is_eligible(vocabulary: Vocabulary, seed: int) -> None:
    proposal = propose(vocabulary, some_offers(seed), *NEEDS, person_coordinates="no", budgets=["none"])
    for team in proposal.teams:
        assert team.points == sum(sum(one.points.values()) for one in team.members)
        served = [function for one in team.members for function in one.serves]
        assert sorted([*served, *(gap.function for gap in team.gaps if gap.function in NEEDS)]) == sorted(NEEDS)
        assert (
            sum(one.coordinates for one in team.members) + ("zorgcoordinatie" in [g.function for g in team.gaps]) == 1
        )
        for one in team.members:
            for offer in one.offers:
                assert offer.area is None or offer.area.serves(HOME, TODAY) is not Answer.NO
                assert offer.budgets != ("pvb",)


@given(st.integers(0, 5000))
def test_e7_a_veto_never_makes_it_better(vocabulary: Vocabulary, seed: int) -> None:
    offers = some_offers(seed)
    first = propose(vocabulary, offers, *NEEDS)
    for name in names(first):
        without = propose(vocabulary, offers, *NEEDS, vetoes=[f"x:{name}"])
        assert name not in names(without)
        before, after = first.teams[0], without.teams[0]
        assert (after.gap, after.points) >= (before.gap, before.points)


@given(st.integers(0, 5000))
def test_l2_without_a_pvb_no_rth_is_gained_and_with_it_none_is_lost(vocabulary: Vocabulary, seed: int) -> None:
    offers = some_offers(seed)
    for team in propose(vocabulary, offers, *NEEDS, budgets=["pvb"]).teams:
        assert team.gap <= propose(vocabulary, offers, *NEEDS, budgets=["none"]).teams[0].gap


def test_the_previous_team_is_kept_when_another_is_as_good(vocabulary: Vocabulary) -> None:
    offers = [provider(name, "leefloon") for name in ("een", "twee", "drie")]
    for name in ("een", "twee", "drie"):
        assert names(propose(vocabulary, offers, "leefloon", previous_team=[f"x:{name}@x:huis-{name}"])) == [name]


@given(st.integers(0, 5000), st.integers(1, 5))
def test_keeping_only_a_few_who_serve_one_need_changes_no_answer(
    vocabulary: Vocabulary, seed: int, alternatives: int
) -> None:
    random = Random(seed)
    offers = [*some_offers(seed), *(serving_one_need(one, random) for one in some_offers(seed + 1) * 3)]
    few = propose(vocabulary, offers, *NEEDS, person_coordinates="no", alternatives=alternatives)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Weighed, "__init__", partialmethod(Weighed.__init__, keep=10_000))
        assert propose(vocabulary, offers, *NEEDS, person_coordinates="no", alternatives=alternatives) == few


def test_e9_who_helps_already_from_another_municipality_stays(vocabulary: Vocabulary) -> None:
    elsewhere = Served(municipalities=frozenset({NINOVE}))
    offers = [provider("ver", "leefloon", area=elsewhere), provider("ander", "leefloon", area=elsewhere)]
    existing = [{"organisation": "x:ver", "serves": ["leefloon"]}]
    proposal = propose(vocabulary, offers, "leefloon", existing_team=existing)
    assert [offer.id for offer in member(proposal, "ver").offers] == []
    by_offer = propose(vocabulary, offers, "leefloon", existing_team=[{"offer": "x:aanbod-ver"}])
    assert [offer.id for offer in member(by_offer, "ver").offers] == ["x:aanbod-ver"]
    assert names(by_offer) == []
