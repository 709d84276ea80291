"""Where nothing is found, less is asked, step by step: told, marked on each result, and never more than it takes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary
from geo import Gazetteer
from search import Analyser, Document, Engine, Searcher, SearchRequest, SearchWithArea
from search.fit import FACTS, STRICT
from search.lexicon import Lexicon
from search.understand import Reading, check_terms, read_place, read_words, understand
from search.why import MISFITS, REFUSALS
from search.widen import ORDER, WORDS, Wider, ways, widen
from tests.search.conftest import Ask
from tests.search.world import AALST, GENT, MONDAY, MORNINGS, Asking, a_site, an_offer, many_documents, requests

EMPTY: dict[str, Any] = {
    "radius_km": None,
    "open_now": False,
    "free": False,
    "intake_open": False,
    "age": None,
    "serves": None,
    "bbox": None,
    "zone": None,
    WORDS: "",
}


def let_go(request: SearchRequest, *parameters: str) -> SearchRequest:
    """The request without these parameters, to be answered as it is; `at` goes with `open_now`."""
    names = ["bbox" if parameter == "area" else parameter for parameter in parameters]
    update = {name: EMPTY.get(name, ()) for name in names}
    return request.model_copy(update=update | ({"at": None} if "open_now" in update else {}) | {"exact": True})


def gone(asking: Asking, q: str = "", **other: Any) -> list[str]:
    """The parameters that were let go."""
    return [one.parameter for one in asking(q, exact=False, **other).widened]


def codes(asking: Asking, q: str = "", **other: Any) -> set[str]:
    """What the first result does not fit."""
    return {why.code for why in asking.first(q, exact=False, **other).why} & MISFITS


def test_what_is_found_is_never_widened(ask: Ask) -> None:
    asking = ask(an_offer("1", sites=(a_site(),)), an_offer("2", sites=(a_site(GENT),)))
    answer = asking("onthaal", exact=False, place="Aalst", radius_km=5)
    assert ([hit.id for hit in answer.results], answer.widened) == (["t:1"], ())


def test_nothing_within_5_km_is_what_there_is_farther_and_says_so(ask: Ask) -> None:
    asking = ask(an_offer("1", sites=(a_site(GENT),)))
    answer = asking("onthaal", exact=False, place="Aalst", radius_km=5)
    assert [(one.parameter, one.value, one.text) for one in answer.widened] == [
        ("radius_km", "5", "We zochten ook verder dan 5 km.")
    ]
    assert answer.total == 1
    assert answer.results[0].why[0].text == "verder dan de afstand die u koos"


@pytest.mark.parametrize(
    ("asked", "offer", "text", "code"),
    [
        ({"free": True}, {"free": Answer.NO}, "We zochten ook naar wat niet gratis is.", "not_free"),
        (
            {"age": 40},
            {"ages_known": True, "maximum_age": 12},
            "We zochten ook voor een andere leeftijd dan 40 jaar.",
            "not_age",
        ),
        ({"language": ("tr",)}, {"languages": ("nl",)}, "We zochten ook zonder de keuze “Turks”.", "not_language"),
        ({"zone": "gent"}, {}, "We zochten ook buiten Gent.", "not_zone"),
        ({"serves": AALST}, {"area": None}, None, None),
        ({"theme": ("wonen",)}, {"themes": ()}, "We zochten ook zonder de keuze “Wonen”.", "not_theme"),
        (
            {"open_now": True},
            {"hours": MORNINGS, "now": MONDAY + timedelta(hours=9)},
            "We zochten ook naar wat op dat moment niet open is.",
            "not_open_now",
        ),
    ],
)
def test_what_does_not_fit_is_let_go_told_and_marked(
    ask: Ask, asked: dict[str, Any], offer: dict[str, Any], text: str | None, code: str | None
) -> None:
    asking = ask(an_offer("1", **{name: value for name, value in offer.items() if name != "now"}))
    asking.now = offer.get("now", MONDAY)
    answer = asking("onthaal", exact=False, **asked)
    assert [one.text for one in answer.widened] == ([text] if text else [])
    assert {why.code for why in answer.results[0].why} & MISFITS == ({code} if code else set())


def test_the_least_essential_is_let_go_first(ask: Ask) -> None:
    """One of two choices is in the way, whichever: the price is given up, not the language."""
    asking = ask(
        an_offer("gratis", free=Answer.YES, languages=("nl",)), an_offer("turks", free=Answer.NO, languages=("tr",))
    )
    assert gone(asking, "onthaal", free=True, language=("tr",)) == ["free"]
    assert asking.first("onthaal", exact=False, free=True, language=("tr",)).id == "t:turks"


def test_what_was_let_go_in_vain_is_asked_again(ask: Ask) -> None:
    asking = ask(an_offer("1", sites=(a_site(),), free=Answer.YES, languages=("nl",)))
    assert gone(asking, "onthaal", place="Aalst", radius_km=5, free=True, language=("tr",)) == ["language"]


def test_words_that_stand_nowhere_are_let_go_and_the_choices_kept(ask: Ask) -> None:
    asking = ask(an_offer("1", free=Answer.YES), an_offer("2", free=Answer.NO))
    answer = asking("xyzzyplugh", exact=False, free=True)
    assert [(one.parameter, one.value) for one in answer.widened] == [("q", "")]
    assert [hit.id for hit in answer.results] == ["t:1"]
    assert codes(asking, "xyzzyplugh", free=True) == {"not_q"}


def test_what_was_asked_is_understood_as_before(ask: Ask) -> None:
    asking = ask(an_offer("1", themes=("geld-en-administratie",)))
    understood = asking("xyzzyplugh", exact=False, theme=("wonen",)).understood
    assert (understood.words, [theme.id for theme in understood.themes]) == (("xyzzyplugh",), ["wonen"])


def test_only_an_empty_map_gives_nothing(ask: Ask) -> None:
    assert ask()("huur", exact=False, free=True).total == 0
    assert gone(ask(), "huur", free=True) == []


def test_who_asks_for_exactly_this_gets_nothing_rather_than_something_else(ask: Ask) -> None:
    asking = ask(an_offer("1", free=Answer.NO))
    assert (asking("onthaal", free=True).total, asking("onthaal", free=True).widened) == (0, ())


def test_the_pages_of_a_widened_answer_are_those_of_one_list(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number:02d}", free=Answer.NO) for number in range(25)))
    seen: list[str] = []
    cursor = None
    while cursor is not None or not seen:
        answer = asking("onthaal", exact=False, free=True, size=10, cursor=cursor)
        assert [one.parameter for one in answer.widened] == ["free"]
        assert {why.code for hit in answer.results for why in hit.why} >= {"not_free"}
        seen += [hit.id for hit in answer.results]
        cursor = answer.cursor
    assert sorted(seen) == [f"t:{number:02d}" for number in range(25)]


def test_the_way_to_a_wider_answer_can_be_shown(ask: Ask) -> None:
    trace = ask(an_offer("1", free=Answer.NO))("onthaal", exact=False, free=True, explain=True).explain
    assert trace is not None
    assert ("ruimer", "zonder free") in [(one.step, one.note) for one in trace]


def test_everything_that_can_be_asked_can_be_let_go() -> None:
    page = {"not_meant", "literal", "exact", "sort", "lang", "size", "cursor", "explain"}
    asked = SearchWithArea.model_fields.keys() - page - {WORDS, "place", "at", "bbox"}  # `area` is that of the box too
    assert asked == set(ORDER)
    assert REFUSALS.keys() == set(ORDER) - {"radius_km"}
    assert {*STRICT, *FACTS} <= set(ORDER)


@settings(max_examples=15)
@given(made=many_documents(), request=requests(), words=st.sampled_from(("", "huur schuld babbel", "xyzzyplugh")))
def test_a_wider_answer_fits_the_smaller_question_and_nothing_was_let_go_in_vain(
    lasting: tuple[Engine, Searcher], made: list[Document], request: SearchRequest, words: str
) -> None:
    engine, searcher = lasting
    engine.apply(made, [f"t:{number:03d}" for number in range(8)], engine.position() + 1)
    request = request.model_copy(update={"q": words or request.q})
    answer = searcher.search(request, MONDAY)
    parameters = [one.parameter for one in answer.widened]
    smaller = searcher.search(let_go(request, *parameters), MONDAY)
    assert {hit.id for hit in answer.results} == {hit.id for hit in smaller.results}
    assert answer.total == smaller.total
    assert bool(answer.total) == bool(made)
    for parameter in parameters:
        others = [other for other in parameters if other != parameter]
        assert searcher.search(let_go(request, *others), MONDAY).total == 0
    for hit in answer.results:
        assert bool({why.code for why in hit.why} & MISFITS) == bool(parameters)


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> Any:
    """Reads a request as far as the place, the filters and the words."""
    steps = (
        read_place(gazetteer),
        check_terms(vocabulary, gazetteer),
        read_words(analyser, Lexicon((), {}, analyser)),
    )
    return lambda request: understand(request, MONDAY, steps)


def asked_of(reading: Reading) -> dict[str, object]:
    """All that restricts an answer, by name."""
    filters = {name: getattr(reading.filters, name) for name in reading.filters.__slots__ if name != "terms"}
    return {"radius_km": reading.request.radius_km, "q": reading.request.q, **filters, **reading.filters.terms}


@given(request=requests())
def test_every_step_takes_away_one_thing_in_the_order_of_the_list(read: Any, request: SearchRequest) -> None:
    steps = ways(Wider(read(request)))
    for before, after in pairwise(steps):
        was, left = asked_of(before.reading), asked_of(after.reading)
        changed = {name for name in was if left.get(name) != was[name]}
        assert len(changed) == 1
        assert after.gone[:-1] == before.gone
    order = [parameter for parameter, _ in steps[-1].gone]
    assert order == [parameter for parameter in ORDER if parameter in order]


@given(request=requests(), needed=st.sets(st.sampled_from(ORDER), max_size=3))
def test_exactly_what_stands_in_the_way_is_let_go(read: Any, request: SearchRequest, needed: set[str]) -> None:
    """Something is found as soon as all of a few things are gone, whatever they are."""
    reading = read(request)
    asked = {parameter for parameter, _ in ways(Wider(reading))[-1].gone}
    assume(needed <= asked)
    blocking = [one for one in ORDER if one in needed]

    def finds(smaller: Reading) -> bool:
        left = {parameter for parameter, _ in ways(Wider(smaller))[-1].gone}
        return not left & needed

    found = widen(reading, finds)
    assert found is not None
    assert [parameter for parameter, _ in found.gone] == blocking
