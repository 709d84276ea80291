"""Filters: what can be chosen, and what is chosen."""

from __future__ import annotations

from search.answer import FacetCount
from web import PageContext
from web.chips import chips, without_choices
from web.facets import MOST_OPTIONS, groups


def some(*ids: str) -> tuple[FacetCount, ...]:
    """The first id has the most results."""
    return tuple(FacetCount(id=id_, name=id_.title(), count=len(ids) - n) for n, id_ in enumerate(ids))


def test_groups_come_in_the_order_of_the_page_and_empty_ones_are_left_out(context: PageContext) -> None:
    made = groups((), {"sector": some("buurt"), "theme": some("wonen"), "mode": ()}, context.vocabulary)
    assert [group.name for group in made] == ["theme", "sector"]


def test_a_choice_that_was_made_stays_even_when_nothing_has_it(context: PageContext) -> None:
    (group,) = groups((("theme", "geweld"),), {"theme": some("wonen")}, context.vocabulary)
    assert [(option.label, option.count, option.chosen) for option in group.options] == [
        ("Geweld", None, True),
        ("Wonen", 1, False),
    ]
    assert group.in_use


def test_a_long_group_shows_the_most_frequent_choices(context: PageContext) -> None:
    (group,) = groups((), {"function": some(*(f"f{n}" for n in range(40)))}, context.vocabulary)
    assert [option.id for option in group.options] == [f"f{n}" for n in range(MOST_OPTIONS)]


def test_a_choice_without_results_is_not_offered(context: PageContext) -> None:
    assert groups((), {"theme": (FacetCount(id="wonen", name="Wonen", count=0),)}, context.vocabulary) == ()


def test_each_chip_takes_away_its_own_choice_alone(context: PageContext) -> None:
    query = (("q", "huur"), ("theme", "wonen"), ("age", "8"), ("serves", "41002"), ("free", "1"), ("cursor", "x"))
    shown = chips(query, context.vocabulary, context.gazetteer, context.searcher.name_of)
    assert {chip.label: chip.url for chip in shown} == {
        "Wonen": "/zoek?q=huur&age=8&serves=41002&free=1",
        "8 jaar": "/zoek?q=huur&theme=wonen&serves=41002&free=1",
        "werkt in Aalst": "/zoek?q=huur&theme=wonen&age=8&free=1",
        "Gratis": "/zoek?q=huur&theme=wonen&age=8&serves=41002",
    }


def test_what_was_not_meant_is_a_choice_that_can_be_taken_back(context: PageContext) -> None:
    (chip,) = chips(
        (("q", "huur"), ("not_meant", "theme:wonen")), context.vocabulary, context.gazetteer, context.searcher.name_of
    )
    assert (chip.label, chip.url) == ("niet: Wonen", "/zoek?q=huur")


def test_all_choices_away_leaves_the_question_the_place_and_the_order() -> None:
    query = (("q", "huur"), ("place", "Aalst"), ("sort", "distance"), ("theme", "wonen"), ("cursor", "x"))
    assert without_choices(query) == (("q", "huur"), ("place", "Aalst"), ("sort", "distance"))
