"""What comes before what, in sentences."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from search.engine.port import Candidates, Sort
from search.rank import rank, scores
from tests.search.conftest import Ask
from tests.search.world import AALST, GENT, MORNINGS, NINOVE, a_site, an_offer, area


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


def test_equal_offers_are_ordered_by_their_last_check_and_then_by_id(ask: Ask) -> None:
    asking = ask(
        an_offer("c", checked_on=date(2026, 11, 1)),
        an_offer("b", checked_on=date(2026, 11, 1)),
        an_offer("a", checked_on=date(2026, 1, 1)),
        an_offer("0"),
    )
    assert asking.ids("onthaal") == ["b", "c", "a", "0"]
    assert asking.ids(sort="checked") == ["b", "c", "a", "0"]


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


def candidates(count: int, **columns: list[float]) -> Candidates:
    """Candidates that are alike, but for the columns given."""
    alike = {
        "text": [0.0] * count,
        "cosine": [float("nan")] * count,
        "distance": [float("nan")] * count,
        "serves": [0.0] * count,
        "unknown": [0.0] * count,
        "wished_unknown": [0.0] * count,
        "wished_not": [0.0] * count,
        "checked": [0.0] * count,
        "id_rank": list(range(count)),
        "name_rank": list(range(count)),
    }
    said = {name: np.array(values) for name, values in (alike | columns).items()}
    ids = np.array([f"t:{number}" for number in range(count)], dtype=np.object_)
    whole = {name: said[name].astype(np.int32) for name in ("checked", "id_rank", "name_rank")}
    return Candidates(
        ids=ids,
        text=said["text"],
        cosine=said["cosine"],
        distance=said["distance"],
        serves=said["serves"].astype(np.int8),
        unknown=said["unknown"].astype(np.int16),
        wished_unknown=said["wished_unknown"].astype(np.int16),
        wished_not=said["wished_not"].astype(np.int16),
        **whole,
    )


@pytest.mark.parametrize("sort", ["relevance", "distance", "name", "checked"])
def test_a_short_window_is_the_beginning_of_the_whole_order(sort: Sort) -> None:
    chance = np.random.default_rng(1)
    many = candidates(
        400,
        text=list(chance.integers(1, 4, 400)),
        distance=list(chance.choice([1.0, 5.0, float("nan")], 400)),
        serves=list(chance.integers(-1, 2, 400)),
        unknown=list(chance.integers(0, 3, 400)),
        checked=list(chance.integers(0, 3, 400)),
        id_rank=list(chance.permutation(400)),
    )
    whole = rank(many, sort, window=400).order
    assert sorted(whole) == list(range(400))
    for window in (1, 20, 200, 399):
        assert rank(many, sort, window=window).order == whole[:window]


def test_scores_lie_between_nought_and_two() -> None:
    some = scores(candidates(3, text=[4.0, 2.0, 0.0], distance=[0.5, 500.0, float("nan")], serves=[1, -1, 0]))
    assert some.tolist() == [2.0, 0.075, 0.0]


def test_words_and_meaning_are_weighed_and_a_name_weighs_more() -> None:
    some = candidates(3, text=[8.0, 4.0, 0.0], cosine=[0.80, 0.84, 0.85], serves=[1, 1, 1])
    assert scores(some).tolist() == [0.5, 0.65, 0.5]
    assert rank(some, "relevance", words=5).order == [1, 0, 2]
    assert rank(some, "relevance", words=2).order == [0, 1, 2]


def test_what_is_far_in_meaning_loses_nothing_but_what_it_lacks() -> None:
    far, farther = scores(candidates(3, text=[4.0, 4.0, 0.0], cosine=[0.70, 0.20, 0.85], serves=[1, 1, 1]))[:2]
    assert far == farther == 0.5


def test_a_vector_that_is_not_known_takes_nothing_away() -> None:
    assert scores(candidates(2, text=[4.0, 2.0], cosine=[float("nan"), 0.9], serves=[1, 1])).tolist() == [1.0, 0.75]
    assert scores(candidates(2, text=[4.0, 2.0], serves=[1, 1])).tolist() == [1.0, 0.5]


def test_where_no_word_is_found_meaning_decides() -> None:
    some = candidates(3, cosine=[0.84, 0.90, 0.86])
    assert rank(some, "relevance", words=6).order == [1, 2, 0]
