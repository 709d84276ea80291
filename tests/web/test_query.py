"""The words behind the question mark: read, changed by one choice, paged forth and back."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from search.question import SearchRequest
from web.query import (
    Query,
    next_page,
    page_number,
    previous_page,
    read_query,
    request_of,
    search_url,
    with_value,
    without,
)

NAMES = ["q", "place", "theme", "mode", "age", "free", "sort", "radius_km"]
queries = st.lists(st.tuples(st.sampled_from(NAMES), st.text(min_size=1)), max_size=12).map(read_query)


def test_empty_fields_of_a_form_say_nothing() -> None:
    assert read_query([("q", "huur"), ("place", ""), ("age", "  ")]) == (("q", "huur"),)


def test_what_the_page_does_not_know_stays_out_of_its_links() -> None:
    assert read_query([("q", "huur"), ("utm_source", "brief"), ("lang", "fr")]) == (("q", "huur"),)


def test_of_a_single_choice_the_last_holds_and_of_several_each_once() -> None:
    pairs = [("q", "a"), ("theme", "wonen"), ("q", "b"), ("theme", "werk"), ("theme", "wonen")]
    assert read_query(pairs) == (("q", "b"), ("theme", "wonen"), ("theme", "werk"))


def test_a_switch_that_is_off_is_no_choice() -> None:
    assert read_query([("free", "0"), ("open_now", "1")]) == (("open_now", "1"),)


def test_taking_one_choice_away_leaves_the_others_and_begins_at_the_first_page() -> None:
    query = (("q", "huur"), ("theme", "wonen"), ("theme", "werk"), ("cursor", "x"), ("vorige", "y"))
    assert without(query, "theme", "wonen") == (("q", "huur"), ("theme", "werk"))
    assert without(query, "theme") == (("q", "huur"),)


def test_another_place_takes_the_place_of_the_first() -> None:
    assert with_value((("q", "huur"), ("place", "Aalst")), "place", "Gent") == (("q", "huur"), ("place", "Gent"))
    assert with_value((("theme", "wonen"),), "theme", "werk") == (("theme", "wonen"), ("theme", "werk"))


def test_a_query_becomes_a_request() -> None:
    request, wrong = request_of((("q", " huur "), ("age", "8"), ("theme", "wonen"), ("theme", "werk"), ("free", "1")))
    assert wrong == {}
    assert request == SearchRequest(q="huur", age=8, theme=("wonen", "werk"), free=True)


def test_what_is_wrong_is_told_per_field_in_dutch() -> None:
    request, wrong = request_of((("age", "twee"), ("radius_km", "ver"), ("sort", "duurste"), ("lang", "Latijn")))
    assert request is None
    assert wrong["age"] == "Vul de leeftijd in als een getal van 0 tot 150, bijvoorbeeld 8."
    assert set(wrong) == {"age", "radius_km", "sort", "lang"}


@given(queries, st.lists(st.text("abc", min_size=1), min_size=1, max_size=5, unique=True))
def test_every_step_forward_can_be_taken_back(query: Query, cursors: list[str]) -> None:
    steps = [query]
    for cursor in cursors:
        steps.append(next_page(steps[-1], cursor))
    for number in range(len(steps), 1, -1):
        assert page_number(steps[number - 1]) == number
        assert previous_page(steps[number - 1]) == steps[number - 2]
    assert previous_page(query) is None


@given(queries)
def test_an_address_is_read_back_as_the_same_query(query: Query) -> None:
    assert read_query(parse_qsl(urlsplit(search_url(query)).query, keep_blank_values=True)) == query


@given(queries)
def test_any_text_is_either_a_request_or_told_to_be_wrong(query: Query) -> None:
    request, wrong = request_of(query)
    assert (request is None) == bool(wrong)
