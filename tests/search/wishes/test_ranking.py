"""A wish ranks: what is known to fit, then what is not known, then what is known not to fit; nothing goes away."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue import Answer
from geo import Gazetteer
from search import Analyser, Boosts, Document, Lexicon, SearchRequest, Wishes
from search.meaning import Meaning, Shelf
from search.understand import read_nearness, read_wishes, read_words, understand
from tests.search.meaning.toy import Toy
from tests.search.wishes.conftest import Ask
from tests.search.world import AALST, EVENINGS, GENT, MONDAY, MORNINGS, NINOVE, a_site, an_offer, area

ALI = "iemand die Turks spreekt voor mijn dochter van 15 in Gent"


def for_girls(local: str, **other: Any) -> Document:
    here: dict[str, Any] = {"sites": (a_site(GENT),), "area": area(GENT)}
    return an_offer(local, **here | other)


def test_someone_who_speaks_turkish_for_my_daughter_of_fifteen_in_ghent(wishing: Ask) -> None:
    asking = wishing(
        for_girls("a-niet-turks", languages=("nl",), ages_known=True, minimum_age=12, maximum_age=18),
        for_girls("b-volwassenen", languages=("tr",), ages_known=True, minimum_age=18),
        for_girls("c-niet-bekend"),
        for_girls("d-past", languages=("tr", "nl"), ages_known=True, minimum_age=12, maximum_age=18),
        for_girls("e-past-niet", languages=("nl",), ages_known=True, minimum_age=18),
    )
    found = asking.ids(ALI)
    assert found[:2] == ["d-past", "c-niet-bekend"]
    assert set(found[2:4]) == {"a-niet-turks", "b-volwassenen"}
    assert found[4:] == ["e-past-niet"]


@pytest.mark.parametrize(
    ("q", "fits", "fits_not"),
    [
        ("onthaal voor een kind van 8 jaar", {"minimum_age": 6, "maximum_age": 12}, {"minimum_age": 18}),
        ("onthaal in het Turks", {"languages": ("tr",)}, {"languages": ("nl",)}),
        ("gratis onthaal", {"free": Answer.YES}, {"free": Answer.NO}),
        ("onthaal aan huis", {"modes": ("home",)}, {"modes": ("onsite",)}),
        ("online onthaal", {"modes": ("chat",)}, {"modes": ("onsite", "phone")}),
        ("onthaal 's avonds", {"hours": EVENINGS}, {"hours": MORNINGS}),
    ],
)
def test_known_to_fit_then_unknown_then_known_not_to_fit(
    wishing: Ask, boosts: Boosts, q: str, fits: dict[str, Any], fits_not: dict[str, Any]
) -> None:
    known: dict[str, Any] = {"ages_known": True} if "minimum_age" in fits else {}
    asking = wishing(
        an_offer("1-niet", **known, **fits_not), an_offer("2-niet-bekend"), an_offer("3-past", **known, **fits)
    )
    best, middle, last = asking(q, explain=True).results
    assert [hit.id for hit in (best, middle, last)] == ["t:3-past", "t:2-niet-bekend", "t:1-niet"]
    (wish,) = asking(q).understood.wishes
    assert any(why.text.startswith(f"{wish.name}: past") and "niet" not in why.text for why in best.why)
    assert any(why.code.endswith("_unknown") and "niet bekend" in why.text for why in middle.why)
    assert any(why.text.startswith(f"{wish.name}: past niet") for why in last.why)
    assert [(hit.factors or {})["wishes"] for hit in (best, middle, last)] == [
        boosts.wishes.highest,
        boosts.wishes.unknown,
        boosts.wishes.lowest,
    ]


def test_taken_back_it_ranks_nothing_and_tells_nothing(wishing: Ask) -> None:
    asking = wishing(an_offer("1", "Onthaal gratis", free=Answer.NO), an_offer("2", "Onthaal gratis", free=Answer.YES))
    assert asking.ids("gratis onthaal") == ["2", "1"]
    answer = asking("gratis onthaal", not_meant=("free:yes",))
    assert [hit.id for hit in answer.results] == ["t:1", "t:2"]
    assert answer.understood.wishes == ()
    assert not any(why.code.startswith("free") for hit in answer.results for why in hit.why)


def test_a_filter_removes_where_a_wish_only_ranks(wishing: Ask) -> None:
    asking = wishing(an_offer("ja", languages=("tr",)), an_offer("nee", languages=("nl",)))
    assert asking.ids("onthaal in het Turks") == ["ja", "nee"]
    assert asking.ids("onthaal in het Turks", language=("tr",)) == ["ja"]


def test_a_place_in_the_words_ranks_as_the_field_does(wishing: Ask) -> None:
    asking = wishing(
        an_offer("ninove", sites=(a_site(NINOVE),)),
        an_offer("aalst", sites=(a_site(AALST),)),
        an_offer("gent", sites=(a_site(GENT),)),
    )
    by_words, by_field = asking("onthaal in Gent"), asking("onthaal", place="Gent")
    assert [(hit.id, hit.distance_km) for hit in by_words.results] == [
        (hit.id, hit.distance_km) for hit in by_field.results
    ]
    assert by_words.understood.place == by_field.understood.place


def test_a_name_that_holds_a_place_or_a_wish_is_still_found_first(wishing: Ask) -> None:
    asking = wishing(
        an_offer("1", "Maaltijd aan huis", free=Answer.YES),
        an_offer("2", "Gratis maaltijd"),
        an_offer("3", "OCMW Ninove", sites=(a_site(AALST),)),
        an_offer("4", "OCMW Aalst"),
    )
    assert asking.ids("gratis maaltijd")[0] == "2"
    assert asking.ids("OCMW Aalst")[0] == "4"


def test_a_question_of_wishes_alone_shows_everything_the_fitting_first(wishing: Ask) -> None:
    asking = wishing(an_offer("ver", sites=(a_site(AALST),)), an_offer("dicht", "Schuldhulp", sites=(a_site(GENT),)))
    assert asking.ids("Gent") == ["dicht", "ver"]


def test_who_speaks_a_language_is_no_interpreter(wishing: Ask) -> None:
    asking = wishing()
    assert asking("dokter die Turks spreekt").understood.terms == asking("dokter").understood.terms
    assert "function:tolken" in {term.id for term in asking("tolk Turks").understood.terms}


def test_now_is_the_minute_of_the_question_on_every_page(wishing: Ask) -> None:
    many = [an_offer(f"{number}", hours=MORNINGS) for number in range(3)]
    asking = wishing(*many, an_offer("4", hours=EVENINGS))
    request = SearchRequest(q="onthaal nu open", size=2)
    first = asking.searcher.search(request, MONDAY)
    later = datetime(2026, 11, 23, 19, 0)
    second = asking.searcher.search(request.model_copy(update={"cursor": first.cursor}), later)
    assert [hit.id for hit in (*first.results, *second.results)][-1] == "t:4"
    assert asking.searcher.search(request, later).results[0].id == "t:4"


def test_the_steps_tell_what_was_read(wishing: Ask) -> None:
    answer = wishing(an_offer("1"))(ALI, explain=True)
    (note,) = [trace.note for trace in answer.explain or () if trace.step == "wensen"]
    assert all(f"{wish.id} ({wish.value})" in note for wish in answer.understood.wishes)
    assert len(answer.understood.wishes) == 3


def test_a_question_of_wishes_alone_means_nothing_to_be_near_to(
    tmp_path: Path, wishes: Wishes, gazetteer: Gazetteer, analyser: Analyser
) -> None:
    meaning = Meaning(Toy, Shelf(tmp_path, writer=False))
    meaning.load()
    lexicon = Lexicon((), {}, analyser)
    steps = (read_wishes(wishes, gazetteer, lexicon), read_words(analyser, lexicon), read_nearness(meaning))
    assert understand(SearchRequest(q="gratis in Gent"), MONDAY, steps).nearest is None
    assert understand(SearchRequest(q="gratis eten in Gent"), MONDAY, steps).nearest is not None
