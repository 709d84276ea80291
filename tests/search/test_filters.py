"""Filters, reach and facets: what the engine finds is what reading each document by itself would find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import isnan
from typing import Any

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalogue import Answer, Vocabulary
from geo import DrawnArea, Gazetteer
from search import Analyser, Document, Engine, PlaceNeeded, Searcher, SearchRequest, SearchWithArea
from search.completeness import completeness
from search.engine.port import EngineQuery, EngineResult, Facet
from search.fit import (
    FACTS,
    STRICT,
    chosen_site,
    fits,
    in_force,
    known_facts,
    known_terms,
    open_there,
    serves,
    within_reach,
)
from search.lexicon import Lexicon
from search.lot import lot_of
from search.understand import check_terms, read_place, read_words, strict, understand
from tests.search.conftest import Ask, Open
from tests.search.world import (
    AALST,
    EVENINGS,
    GENT,
    MONDAY,
    MORNINGS,
    NINOVE,
    a_site,
    an_offer,
    area,
    drawn_areas,
    many_documents,
    requests,
)

VALUE = {Answer.YES: 1, Answer.UNKNOWN: 0, Answer.NO: -1}


@pytest.fixture(scope="module")
def shared_engine(open_engine: Open, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One engine for many examples; each replaces all content."""
    engine = open_engine(tmp_path_factory.mktemp("filters"))
    yield engine
    engine.close()


def fitting(documents: list[Document], query: EngineQuery) -> list[Document]:
    return [
        document
        for document in documents
        if has_words(document, query)
        and all(answer is not Answer.NO for _, answer in fits(document, query.filters, query.today))
        and within_reach(document, query)
    ]


def has_words(document: Document, query: EngineQuery) -> bool:
    return query.text is None or any(group.word in document.name["nl"].split() for group in query.text.groups)


def known(document: Document, facet: Facet, query: EngineQuery) -> frozenset[str]:
    if facet == "accessibility":
        return known_facts(document)
    if facet != "zone":
        return known_terms(document, facet).terms
    if everywhere(document, query):
        return frozenset()
    area = document.area
    served = area.touched if area is not None and in_force(area, query.today) else ()
    return frozenset(served).union(*(site.zones for site in document.sites))


def open_now(document: Document, query: EngineQuery) -> Answer:
    if query.now is None:
        return Answer.UNKNOWN
    return open_there(document, query.filters, query.near.point if query.near else None, query.now)


def everywhere(document: Document, query: EngineQuery) -> bool:
    area = document.area
    return area is not None and area.everywhere and in_force(area, query.today)


def without(query: EngineQuery, facet: Facet) -> EngineQuery:
    filters = query.filters
    if facet == "zone":
        return replace(query, filters=replace(filters, zone=None))
    if facet == "accessibility":
        return replace(query, filters=replace(filters, accessibility=frozenset()))
    terms = {name: asked for name, asked in filters.terms.items() if name != facet}
    return replace(query, filters=replace(filters, terms=terms))


def counted(documents: list[Document], facet: Facet, query: EngineQuery) -> dict[str, int]:
    found = fitting(documents, without(query, facet))
    counts = Counter(term for document in found for term in known(document, facet, query))
    if facet == "zone":
        counts.update(dict.fromkeys(counts, sum(everywhere(document, query) for document in found)))
    return dict(counts)


def near_a_side(documents: list[Document], area: DrawnArea) -> bool:
    """Whether a place lies so near to a side of the area that engines may differ."""
    points = [(site.lon, site.lat) for document in documents for site in document.sites if site.lat is not None]
    sides = shapely.Polygon(area.rings[0], area.rings[1:]).boundary
    return bool((shapely.distance(sides, shapely.points(points)) < 1e-6).any()) if points else False


def query_of(request: SearchRequest, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser) -> EngineQuery:
    steps = (read_place(gazetteer), check_terms(vocabulary, gazetteer), read_words(analyser, Lexicon((), {}, analyser)))
    reading = understand(request, MONDAY, steps)
    return reading.query(strict(reading))


@pytest.fixture
def agree(
    shared_engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, examples: settings
) -> Callable[[], None]:
    """Asks many questions over many documents, and reads each document by itself."""

    @examples
    @given(
        documents=many_documents(), request=requests(), wished=requests(), area=st.none() | st.none() | drawn_areas()
    )
    def agrees(
        documents: list[Document], request: SearchRequest, wished: SearchRequest, area: DrawnArea | None
    ) -> None:
        assume(area is None or not near_a_side(documents, area))
        shared_engine.apply(documents, [f"t:{number:03d}" for number in range(8)], 1)
        wishes = replace(query_of(wished, gazetteer, vocabulary, analyser).filters, area=None)
        query = replace(query_of(request, gazetteer, vocabulary, analyser), wishes=wishes)
        query = replace(query, filters=replace(query.filters, area=area or query.filters.area))
        found_as_read(shared_engine.search(query), documents, query)

    return agrees


def found_as_read(result: EngineResult, documents: list[Document], query: EngineQuery) -> None:
    expected = {document.id: document for document in fitting(documents, query)}
    found = result.candidates
    assert sorted(found.ids) == sorted(expected)
    assert result.total == len(expected)
    for index, id_ in enumerate(found.ids):
        document = expected[id_]
        answers = [answer for _, answer in fits(document, query.filters, query.today)]
        assert found.unknown[index] == answers.count(Answer.UNKNOWN)
        wish_answers = [answer for _, answer in fits(document, query.wishes, query.today, strict=())]
        assert found.wished_unknown[index] == wish_answers.count(Answer.UNKNOWN)
        assert found.wished_not[index] == wish_answers.count(Answer.NO)
        _, distance = chosen_site(document, query.filters, query.near.point if query.near else None)
        if distance is None:
            assert isnan(found.distance[index])
        else:
            assert found.distance[index] == pytest.approx(distance, abs=1e-6)
        if query.near is not None and query.near.home is not None:
            assert found.serves[index] == VALUE[serves(document.area, query.near.home, query.today)]
        assert found.checked[index] == (document.checked_on.toordinal() if document.checked_on else 0)
        assert found.open_now[index] == VALUE[open_now(document, query)]
        assert found.completeness[index] == completeness(document)
        assert found.lot[index] == lot_of(id_)
    for numbers, said in ((found.sector, "sector"), (found.organisation, "organisation")):
        terms = [getattr(expected[id_], said) for id_ in found.ids]
        assert [number < 0 for number in numbers] == [term is None for term in terms]
        assert len(set(zip(numbers.tolist(), terms, strict=True))) == len(set(terms)) == len(set(numbers.tolist()))
    for facet in query.facets:
        assert dict(result.facets[facet]) == counted(documents, facet, query), facet


def test_the_engine_finds_and_counts_what_reading_each_document_finds(agree: Callable[[], None]) -> None:
    agree()


@pytest.mark.long
def test_the_same_over_many_more_documents_and_questions(agree: Callable[[], None]) -> None:
    agree()


def test_a_strict_filter_leaves_out_what_does_not_say_it_has_the_term(ask: Ask) -> None:
    asking = ask(an_offer("wonen", themes=("wonen",)), an_offer("niets"))
    assert asking.ids(theme=("wonen",)) == ["wonen"]


@pytest.mark.parametrize("parameter", FACTS)
def test_a_fact_that_nobody_knows_stays_after_what_is_known_and_says_so(ask: Ask, parameter: str) -> None:
    terms = {"target_group": "ouderen", "language": "fr", "access": "direct", "budget": "rth"}
    other = {"target_group": "jongeren", "language": "nl", "access": "referral", "budget": "none"}
    field = {"target_group": "target_groups", "language": "languages", "access": "access", "budget": "budgets"}[
        parameter
    ]
    one: Any = terms[parameter] if parameter == "access" else (terms[parameter],)
    two: Any = other[parameter] if parameter == "access" else (other[parameter],)
    asking = ask(an_offer("a-onbekend"), an_offer("b-wel", **{field: one}), an_offer("c-niet", **{field: two}))
    asked: Any = {parameter: (terms[parameter],)}
    assert asking.ids(**asked) == ["b-wel", "a-onbekend"]
    unknown = asking(**asked).results[1]
    assert [why.code for why in unknown.why] == [f"{parameter}_unknown"]
    assert "vraag dit na" in unknown.why[0].text


@pytest.mark.parametrize("parameter", STRICT)
def test_the_count_of_a_strict_term_is_what_choosing_it_gives(ask: Ask, parameter: str) -> None:
    field = {"theme": "themes", "function": "functions", "sector": "sector", "mode": "modes"}[parameter]
    term = {"theme": "wonen", "function": "onthaal", "sector": "wonen", "mode": "home"}[parameter]
    value: Any = term if parameter == "sector" else (term,)
    asked: Any = {parameter: (term,)}
    asking = ask(an_offer("1", **{field: value}), an_offer("2", **{field: value}), an_offer("3"))
    assert [(count.id, count.count) for count in asking().facets[parameter]] == [(term, 2)]
    assert asking(**asked).total == 2


def test_terms_of_two_parameters_must_both_fit_and_of_one_only_one(ask: Ask) -> None:
    asking = ask(an_offer("a", themes=("wonen",), sector="wonen"), an_offer("b", themes=("wonen",), sector="ouderen"))
    assert asking.ids(theme=("wonen",), sector=("ouderen",)) == ["b"]
    assert sorted(asking.ids(sector=("ouderen", "wonen"))) == ["a", "b"]


def test_all_asked_accessibility_must_be_at_one_place(ask: Ask) -> None:
    spread = (
        a_site(accessibility={"lift": Answer.YES, "step_free": Answer.NO}),
        a_site(GENT, accessibility={"lift": Answer.NO, "step_free": Answer.YES}),
    )
    together = (a_site(GENT, accessibility={"lift": Answer.YES, "step_free": Answer.YES}),)
    asking = ask(an_offer("verspreid", sites=spread), an_offer("samen", sites=together))
    assert asking.ids(accessibility=("lift", "step_free")) == ["samen"]


def test_the_place_shown_is_the_nearest_that_fits_what_is_asked_of_a_place(ask: Ask) -> None:
    steps = a_site(accessibility={"step_free": Answer.NO})
    lift = a_site(GENT, accessibility={"step_free": Answer.YES})
    asking = ask(an_offer("twee", sites=(steps, lift)))
    near, accessible = asking.first(place="Aalst"), asking.first(place="Aalst", accessibility=("step_free",))
    assert (near.place and near.place.municipality, near.other_locations) == ("Aalst", 1)
    assert accessible.place is not None
    assert accessible.place.municipality == "Gent"
    assert accessible.distance_km is not None
    assert accessible.distance_km > 20
    assert asking.ids(place="Aalst", accessibility=("step_free",), radius_km=5) == []


def test_an_offer_is_open_when_one_of_its_places_is(ask: Ask) -> None:
    asking = ask(
        an_offer("een-open", sites=(a_site(hours=EVENINGS), a_site(GENT, hours=MORNINGS))),
        an_offer("alles-dicht", sites=(a_site(hours=EVENINGS),)),
        an_offer("onbekend", sites=(a_site(),)),
    )
    answer = asking(open_now=True)
    assert [(hit.id, hit.open_now) for hit in answer.results] == [("t:een-open", True), ("t:onbekend", None)]
    then = asking.ids(at="2026-11-23T19:00", place="Aalst")
    assert (sorted(then[:2]), then[2:]) == (["alles-dicht", "een-open"], ["onbekend"])


def test_a_radius_needs_a_place(ask: Ask) -> None:
    with pytest.raises(PlaceNeeded, match="Vul een plaats in"):
        ask(an_offer("1"))(radius_km=5)


def test_an_offer_without_a_place_is_never_lost_by_a_radius_unless_it_serves_others(ask: Ask) -> None:
    asking = ask(
        an_offer("dichtbij", sites=(a_site(),)),
        an_offer("ver", sites=(a_site(GENT),)),
        an_offer("hulplijn", modes=("phone",), area=area(everywhere=True)),
        an_offer("onbekend"),
        an_offer("elders", modes=("home",), area=area(GENT)),
    )
    assert sorted(asking.ids(place="Aalst", radius_km=10)) == ["dichtbij", "hulplijn", "onbekend"]


def test_a_zone_holds_what_lies_in_it_and_what_works_in_it(ask: Ask) -> None:
    asking = ask(
        an_offer("erin", sites=(a_site(),)),
        an_offer("werkt-hier-ook", sites=(a_site(GENT),), area=area(AALST, zones=("regio-aalst",))),
        an_offer("erbuiten", sites=(a_site(GENT),), area=area(GENT, zones=("gent",))),
        an_offer("komt-langs", area=area(AALST, zones=("regio-aalst",))),
        an_offer("overal", area=area(everywhere=True)),
        an_offer("onbekend"),
    )
    answer = asking(zone="regio-aalst")
    assert sorted(hit.id for hit in answer.results) == [
        "t:erin",
        "t:komt-langs",
        "t:overal",
        "t:werkt-hier-ook",
    ]
    assert {count.id: count.count for count in answer.facets["zone"]} == {"regio-aalst": 4, "gent": 3}


AROUND_AALST = "3.95,50.89,4.12,50.98"


def test_a_box_keeps_what_has_a_place_in_it_and_shows_that_place(ask: Ask) -> None:
    asking = ask(
        an_offer("erin", themes=("wonen",), sites=(a_site(),)),
        an_offer("ook-erin", themes=("wonen",), sites=(a_site(GENT), a_site())),
        an_offer("ernaast", themes=("wonen",), sites=(a_site(NINOVE),)),
        an_offer("geen-punt", sites=(a_site(lat=None, lon=None),)),
        an_offer("overal", area=area(everywhere=True)),
    )
    answer = asking(place="Gent", bbox=AROUND_AALST)
    assert {hit.id for hit in answer.results} == {"t:erin", "t:ook-erin"}
    shown = next(hit for hit in answer.results if hit.id == "t:ook-erin")
    assert shown.place is not None
    assert (shown.place.municipality, shown.other_locations) == ("Aalst", 1)
    assert shown.distance_km is not None
    assert shown.distance_km > 20  # from Gent to its place in the box
    assert {count.id: count.count for count in answer.facets["theme"]} == {"wonen": 2}
    assert answer.understood.area is not None
    assert (answer.understood.area.west, answer.understood.area.north) == (3.95, 50.98)


def test_a_radius_is_measured_to_the_place_in_the_box(ask: Ask) -> None:
    asking = ask(an_offer("twee", sites=(a_site(GENT), a_site())))
    assert asking.ids(place="Gent", radius_km=10) == ["twee"]
    assert asking.ids(place="Gent", radius_km=10, bbox=AROUND_AALST) == []
    assert asking.ids(place="Gent", radius_km=30, bbox=AROUND_AALST) == ["twee"]


def test_a_place_in_the_box_is_shown_though_one_outside_fits_better(ask: Ask) -> None:
    level = a_site(GENT, accessibility={"step_free": Answer.YES})
    asking = ask(an_offer("twee", sites=(level, a_site(accessibility={"step_free": Answer.NO}))))
    shown = asking.first(place="Gent", accessibility=("step_free",), bbox=AROUND_AALST).place
    assert shown is not None
    assert shown.municipality == "Aalst"


def test_a_hole_in_a_drawn_area_is_outside_it(ask: Ask) -> None:
    asking = ask(an_offer("aalst", sites=(a_site(),)), an_offer("ninove", sites=(a_site(NINOVE),)))
    around: Any = [[3.9, 50.8], [4.2, 50.8], [4.2, 51.0], [3.9, 51.0], [3.9, 50.8]]
    hole: Any = [[4.0, 50.9], [4.0, 50.95], [4.1, 50.95], [4.1, 50.9], [4.0, 50.9]]
    both = SearchWithArea(area={"type": "Polygon", "coordinates": [around]}, exact=True, sort="name")
    one = SearchWithArea(area={"type": "Polygon", "coordinates": [around, hole]}, exact=True)
    found = [{hit.id for hit in asking.searcher.search(asked, MONDAY).results} for asked in (both, one)]
    assert found == [{"t:aalst", "t:ninove"}, {"t:ninove"}]


def test_a_corner_that_is_drawn_twice_does_no_harm(ask: Ask) -> None:
    asking = ask(an_offer("aalst", sites=(a_site(),)))
    ring: Any = [[3.9, 50.8], [3.9, 50.8], [4.2, 50.8], [4.0, 51.0], [3.9, 50.8], [3.9, 50.8]]
    asked = SearchWithArea(area={"type": "Polygon", "coordinates": [ring]})
    assert [hit.id for hit in asking.searcher.search(asked, MONDAY).results] == ["t:aalst"]


def test_the_code_of_a_merged_municipality_still_filters(ask: Ask, gazetteer: Gazetteer) -> None:
    merged = next(municipality for municipality in gazetteer.municipalities if municipality.former_nis)
    asking = ask(an_offer("hier", area=area(merged.nis)), an_offer("elders", area=area(AALST)))
    assert asking.ids(serves=merged.former_nis[0]) == ["hier"]


def test_an_area_that_is_not_in_force_says_nothing(ask: Ask) -> None:
    asking = ask(an_offer("vroeger", area=area(GENT, valid_to=MONDAY.replace(day=1).date())))
    assert asking.first(place="Aalst").serves_here is None
    assert asking.ids(serves=AALST) == asking.ids(place="Aalst", radius_km=5) == ["vroeger"]


def test_a_facet_measures_the_distance_without_its_own_filter(ask: Ask) -> None:
    steps = a_site(accessibility={"step_free": Answer.NO, "lift": Answer.YES})
    level = a_site(GENT, accessibility={"step_free": Answer.YES})
    asking = ask(an_offer("twee", sites=(steps, level)))
    answer = asking(place="Aalst", radius_km=5, accessibility=("step_free",))
    assert answer.total == 0  # the place without steps is too far
    assert {each.id: each.count for each in answer.facets["accessibility"]} == {"lift": 1, "step_free": 1}
    in_gent = asking(place="Aalst", radius_km=5, zone="gent")
    assert in_gent.total == 0
    assert {each.id: each.count for each in in_gent.facets["zone"]} == {"gent": 1, "regio-aalst": 1}


def test_a_random_question_always_gets_a_full_page(searcher: Searcher, engine: Engine, examples: settings) -> None:
    @examples
    @given(request=requests())
    def asked(request: SearchRequest) -> None:
        answer = searcher.search(request, MONDAY)
        assert len(answer.results) == min(answer.total, request.size)

    engine.apply([an_offer(str(number), "schuld en huur", sites=(a_site(),)) for number in range(5)], (), 1)
    asked()
