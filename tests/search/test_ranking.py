"""What comes before what, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import prod
from typing import Any

import pytest

from catalogue import OpeningHours, Vocabulary
from geo import Gazetteer
from search import Analyser, Boosts, DocumentContact, Engine, Lexicon, Phrasebook, Searcher
from search.completeness import completeness
from search.engine.port import Candidates
from search.lexicon import Concept
from search.lexicon.table import Phrase
from search.rank import rank
from tests.search.conftest import Ask
from tests.search.many import TODAY, candidates
from tests.search.world import AALST, EVENINGS, GENT, MONDAY, MORNINGS, NINOVE, Asking, a_site, an_offer, area


def test_an_ocmw_that_serves_you_comes_before_a_nearer_one_that_does_not(ask: Ask) -> None:
    asking = ask(
        an_offer("ocmw-ninove", "Hulp van het OCMW", sites=(a_site(NINOVE),), area=area(NINOVE)),
        an_offer("ocmw-aalst", "Hulp van het OCMW", sites=(a_site(AALST),), area=area(AALST)),
    )
    on_the_border = "50.842,4.03"  # in Ninove
    assert asking.ids("ocmw", place="Aalst") == ["ocmw-aalst", "ocmw-ninove"]
    assert asking.ids("ocmw", place=on_the_border) == ["ocmw-ninove", "ocmw-aalst"]


def test_known_to_serve_goes_before_not_known_and_that_before_known_not_to(ask: Ask) -> None:
    asking = ask(
        an_offer("a-niet", sites=(a_site(),), area=area(GENT)),
        an_offer("b-onbekend", sites=(a_site(),)),
        an_offer("c-wel", sites=(a_site(),), area=area(AALST)),
    )
    assert asking.ids(place="Aalst") == ["c-wel", "b-onbekend", "a-niet"]


def test_the_nearer_of_two_equal_offers_comes_first(ask: Ask) -> None:
    asking = ask(an_offer("a", sites=(a_site(GENT),)), an_offer("b", sites=(a_site(NINOVE),)))
    assert asking.ids("onthaal", place="Aalst") == ["b", "a"]
    assert asking.ids("onthaal", place="Gent") == ["a", "b"]


def test_a_match_in_the_name_beats_a_match_in_a_description_next_door(ask: Ask) -> None:
    asking = ask(
        an_offer("a-dichtbij", "Loket", description={"nl": "Ook voor rouw."}, sites=(a_site(),)),
        an_offer("b-verder", "Groep bij rouw", sites=(a_site(NINOVE),)),
    )
    assert asking.ids("rouw", place="Aalst") == ["b-verder", "a-dichtbij"]


def test_who_types_a_whole_name_gets_that_record_first(ask: Ask) -> None:
    asking = ask(
        an_offer(
            "a", "Huis van het Kind Aalst", keywords=("huis", "kind"), description={"nl": "Huis van het kind. " * 9}
        ),
        an_offer("b", "Huis van het Kind"),
    )
    assert asking.ids("huis van het kind")[0] == "b"


def days(asking: Asking, count: int = 40) -> Iterator[None]:
    """So many days one after the other."""
    for day in range(count):
        asking.now = MONDAY + timedelta(days=day)
        yield


def test_of_equal_offers_another_one_comes_first_on_another_day_and_all_day_the_same(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(4)))
    firsts = {asking.ids("onthaal")[0] for _ in days(asking)}
    assert firsts == {"0", "1", "2", "3"}
    morning = asking.ids("onthaal")
    asking.now += timedelta(hours=9)
    assert asking.ids("onthaal") == morning


def test_how_specialised_help_is_moves_nothing(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{line}", line=line) for line in range(4)))
    assert {asking.ids("onthaal")[0] for _ in days(asking)} == {"0", "1", "2", "3"}
    assert len({hit.score for hit in asking("onthaal").results}) == 1


def test_of_alike_offers_the_one_that_somebody_checked_lately_comes_first(ask: Ask) -> None:
    asking = ask(
        an_offer("deze-maand", checked_on=date(2026, 11, 1)),
        an_offer("deze-week", checked_on=date(2026, 11, 20)),
        an_offer("vorig-jaar", checked_on=date(2025, 3, 1)),
        an_offer("nooit"),
        an_offer("oud", checked_on=date(2020, 1, 1)),
    )
    found = asking.ids("onthaal")
    assert sorted(found[:2]) == ["deze-maand", "deze-week"]
    assert found[2:] == ["vorig-jaar", "nooit", "oud"]
    assert asking.ids(sort="checked") == ["deze-week", "deze-maand", "vorig-jaar", "oud", "nooit"]


def test_of_alike_offers_the_one_that_is_open_comes_first_and_not_known_before_closed(ask: Ask) -> None:
    asking = ask(
        an_offer("dicht", sites=(a_site(hours=EVENINGS),)),
        an_offer("onbekend", sites=(a_site(),)),
        an_offer("open", sites=(a_site(hours=MORNINGS),)),
    )
    factors = {hit.id: (hit.factors or {})["open"] for hit in asking(explain=True).results}
    assert factors["t:open"] > factors["t:onbekend"] > factors["t:dicht"]
    told = an_offer("dicht", sites=(a_site(),)), an_offer("open", sites=(a_site(),)), an_offer("onbekend")
    assert {(hit.factors or {})["open"] for hit in ask(*told)(explain=True).results} == {1.0}  # of none it is known


def test_it_counts_whether_the_place_is_open_that_is_shown(ask: Ask) -> None:
    here_closed = (a_site(hours=EVENINGS), a_site(GENT, hours=MORNINGS))
    asking = ask(an_offer("twee", sites=here_closed), an_offer("onbekend", sites=(a_site(),)))
    for place, is_open in (("Aalst", False), ("Gent", True)):
        two = next(hit for hit in asking(place=place, explain=True).results if hit.id == "t:twee")
        assert two.open_now is is_open
        assert ((two.factors or {})["open"] > 1) is is_open


def test_who_asks_for_another_moment_is_not_served_by_what_is_open_now(ask: Ask) -> None:
    asking = ask(
        an_offer("ochtend", sites=(a_site(hours=MORNINGS),)),
        an_offer("altijd", sites=(a_site(hours=OpeningHours(always=True)),)),
    )
    then = asking(at="2026-11-24T10:00", explain=True)
    assert {(hit.factors or {})["open"] for hit in then.results} == {1.0}


def test_of_alike_offers_the_one_that_says_how_to_reach_it_comes_first(ask: Ask) -> None:
    telling: Any = {"contact": DocumentContact(phone="053 00 00 00"), "cost": "gratis", "access": "direct"}
    asking = ask(an_offer("zwijgt"), an_offer("vertelt", **telling), an_offer("belt", contact=telling["contact"]))
    assert all(asking.ids("onthaal") == ["vertelt", "belt", "zwijgt"] for _ in days(asking, 5))


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ({}, 0.0),
        ({"cost": "gratis"}, 0.2),
        ({"helpline": True, "cost": "gratis"}, 0.25),
        ({"sites": (a_site(hours=MORNINGS, access="direct", waiting="2 weken"),)}, 0.6),
        ({"sites": (a_site(hours=OpeningHours(note="bel")),)}, 0.0),
        ({"hours": MORNINGS, "sites": (a_site(),)}, 0.0),
    ],
)
def test_completeness_is_the_share_of_what_people_ask_first(said: Any, share: float) -> None:
    assert completeness(an_offer("1", **said)) == share


def of_the_big_one(asking: Asking, q: str, **other: Any) -> int:
    """How many of the first ten are of the organisation that does most."""
    return sum(id_.startswith("groot") for id_ in asking.ids(q, size=10, **other))


def test_one_organisation_does_not_fill_the_page_unless_one_asks_for_it(ask: Ask, boosts: Boosts) -> None:
    big: Any = {
        "organisation": "t:groot",
        "organisation_name": "Schuldhulp Aalst Noord",
        "organisation_names": ("SAN",),
    }
    asking = ask(
        *(an_offer(f"groot-{number}", **big, cost="gratis") for number in range(12)),
        *(an_offer(f"klein-{number}", organisation=f"t:{number}") for number in range(12)),
    )
    free = boosts.mixing.organisation.free
    assert of_the_big_one(asking, "onthaal") == of_the_big_one(asking, "") == free
    assert of_the_big_one(asking, "aalst noord") == of_the_big_one(asking, "SAN") == 10
    assert of_the_big_one(asking, "onthaal schuldhulp aalst noord") == 10


def test_a_word_for_help_that_stands_in_a_name_too_asks_for_help(
    engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, boosts: Boosts
) -> None:
    phrases = [Phrase(text, (Concept("function", "schuldhulp"),)) for text in ("schuldhulp", "schuldhulp aan huis")]
    lexicon = Lexicon(phrases, {}, analyser)
    names: Any = {"organisation_name": "Schuldhulp Aalst", "organisation_names": ("Schuldhulp aan huis",)}
    own = [an_offer(f"groot-{number}", organisation="t:groot", cost="gratis", **names) for number in range(12)]
    others = [
        an_offer(f"klein-{number}", organisation=f"t:{number}", organisation_name=f"Schuldhulp Dienst{number}")
        for number in range(12)
    ]
    engine.apply([*own, *others], (), 1)
    asking = Asking(Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=lexicon), boosts=boosts))
    assert boosts.mixing.organisation.free <= of_the_big_one(asking, "schuldhulp") < 10
    assert of_the_big_one(asking, "schuldhulp aalst") == 10
    assert of_the_big_one(asking, "Schuldhulp aan huis") == 10  # a whole name is one, whatever its words say


def test_the_short_name_of_a_kind_of_organisation_is_a_name(
    engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, boosts: Boosts
) -> None:
    lexicon = Lexicon([Phrase("caw", (Concept("function", "onthaal"),))], {}, analyser)
    big: Any = {"organisation": "t:groot", "organisation_name": "CAW Aalst", "cost": "gratis"}
    own = [an_offer(f"groot-{number}", functions=("onthaal",), **big) for number in range(12)]
    others = [an_offer(f"klein-{n}", functions=("onthaal",), organisation=f"t:{n}") for n in range(12)]
    engine.apply([*own, *others], (), 1)
    asking = Asking(Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=lexicon), boosts=boosts))
    assert of_the_big_one(asking, "CAW") == 10


def test_explain_tells_what_each_score_is_made_of(ask: Ask) -> None:
    asking = ask(
        an_offer("1", "Schuldhulp", sites=(a_site(NINOVE, hours=MORNINGS),), area=area(AALST)),
        an_offer("2", "Onthaal", description={"nl": "Schuldhulp."}, checked_on=date(2026, 11, 1)),
    )
    plain, told = asking("schuldhulp", place="Aalst"), asking("schuldhulp", place="Aalst", explain=True)
    assert [hit.factors for hit in plain.results] == [None, None]
    assert [hit.score for hit in plain.results] == [hit.score for hit in told.results]
    for hit in told.results:
        factors = dict(hit.factors or {})
        fit = factors.pop("words") + factors.pop("meaning")
        assert list(factors) == ["near", "serves", "wishes", "open", "fresh", "complete", "mixing"]
        assert hit.score == pytest.approx(fit * prod(factors.values()), abs=0.001)
    order = next(step.note for step in told.explain or () if step.step == "volgorde")
    assert "near 1 tot 2" in order
    assert "serves 0.15 tot 1" in order


def test_names_are_ordered_as_in_a_dutch_list(ask: Ask) -> None:
    asking = ask(an_offer("1", "zorg"), an_offer("2", "École"), an_offer("3", "dienst"), an_offer("4", "Ouderen"))
    assert asking.ids(sort="name") == ["3", "2", "4", "1"]


def test_by_distance_what_has_no_place_comes_last(ask: Ask) -> None:
    asking = ask(an_offer("a-lijn"), an_offer("b-ver", sites=(a_site(GENT),)), an_offer("c-bij", sites=(a_site(),)))
    assert asking.ids(place="Aalst", sort="distance") == ["c-bij", "b-ver", "a-lijn"]
    assert asking.ids(sort="distance") == ["a-lijn", "b-ver", "c-bij"]  # no place: nothing to measure


def test_what_is_known_to_fit_goes_first_whatever_the_score(ask: Ask) -> None:
    asking = ask(
        an_offer("bij", "Frans onthaal", sites=(a_site(),), area=area(AALST)),
        an_offer("ver", "Loket", description={"nl": "frans"}, sites=(a_site(GENT),), languages=("fr",)),
    )
    assert asking.ids("frans", place="Aalst", language=("fr",)) == ["ver", "bij"]


def test_the_reasons_say_how_far_for_whom_and_whether_it_is_open(ask: Ask) -> None:
    asking = ask(an_offer("1", "Schuldhulp", sites=(a_site(NINOVE, hours=MORNINGS),), area=area(AALST)))
    assert asking.why("schuldhulp", place="9300") == [
        "‘schuldhulp’ staat in de naam",
        "op 12,0 km van 9300 Aalst",
        "werkt in Aalst",
        "nu open volgens de uren",
    ]


def test_the_reasons_label_what_has_no_place(ask: Ask) -> None:
    everywhere = area(everywhere=True)
    assert ask(an_offer("1", modes=("phone",), area=everywhere)).why(place="Aalst") == [
        "telefonisch of online",
        "werkt in heel Vlaanderen en Brussel",
    ]
    assert ask(an_offer("1", modes=("home",), area=area(GENT))).why(place="Aalst") == [
        "komt aan huis",
        "werkt niet in Aalst",
    ]
    assert ask(an_offer("1")).why(place="Aalst") == [
        "plaats niet bekend",
        "niet bekend of dit ook in Aalst werkt: vraag dit na",
    ]


def test_of_an_address_without_a_point_only_the_distance_is_not_known(ask: Ask) -> None:
    somewhere = {"lat": None, "lon": None, "nis": None, "zones": ()}
    for known in ({"postcode": None}, {"municipality": None}):
        site = a_site().model_copy(update={**somewhere, **known})
        assert ask(an_offer("1", sites=(site,))).why(place="Aalst")[0] == "niet bekend hoe ver dit is"
    nowhere = a_site().model_copy(update={**somewhere, "postcode": None, "municipality": None})
    assert ask(an_offer("1", sites=(nowhere,))).why(place="Aalst")[0] == "plaats niet bekend"


def test_a_legal_seat_is_told_as_such(ask: Ask) -> None:
    asking = ask(an_offer("1", sites=(a_site(ask_before_going=True), a_site(location="t:echt"))))
    assert "dit adres is de zetel; vraag eerst waar u terechtkunt" not in asking.why(place="Aalst")
    alone = ask(an_offer("1", sites=(a_site(ask_before_going=True),)))
    assert "dit adres is de zetel; vraag eerst waar u terechtkunt" in alone.why(place="Aalst")


def scores(some: Candidates, boosts: Boosts | None = None, words: int = 5) -> list[float]:
    """The scores in the order of the candidates."""
    ranked = rank(some, "relevance", TODAY, boosts, words)
    return [score for _, score in sorted(zip(ranked.order, ranked.scores, strict=True))]


def test_near_counts_at_most_twice_far_and_who_serves_others_hardly_counts(boosts: Boosts) -> None:
    some = candidates(3, text=[4.0, 2.0, 0.0], distance=[0.5, 500.0, float("nan")], serves=[1, -1, 0])
    near, far, nothing = scores(some, boosts)
    assert (near, far, nothing) == (2.0, 0.075, 0.0)


def test_words_and_meaning_are_weighed_and_a_name_weighs_more() -> None:
    some = candidates(3, text=[8.0, 4.0, 0.0], cosine=[0.80, 0.84, 0.85])
    assert scores(some) == [0.5, 0.65, 0.5]
    assert rank(some, "relevance", TODAY, words=5).order[0] == 1
    assert rank(some, "relevance", TODAY, words=2).order == [0, 1, 2]


def test_what_is_far_in_meaning_loses_nothing_but_what_it_lacks() -> None:
    far, farther = scores(candidates(3, text=[4.0, 4.0, 0.0], cosine=[0.70, 0.20, 0.85]))[:2]
    assert far == farther == 0.5


def test_a_vector_that_is_not_known_takes_nothing_away() -> None:
    assert scores(candidates(2, text=[4.0, 2.0], cosine=[float("nan"), 0.9])) == [1.0, 0.75]
    assert scores(candidates(2, text=[4.0, 2.0])) == [1.0, 0.5]


def test_where_no_word_is_found_meaning_decides() -> None:
    some = candidates(3, cosine=[0.84, 0.90, 0.86])
    assert rank(some, "relevance", TODAY, words=6).order == [1, 2, 0]
