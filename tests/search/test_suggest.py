"""Completions while someone types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.engine.embedded.names import NameKeys, Names, name_keys
from search.engine.embedded.sheet import Sheet
from search.engine.port import Engine
from tests.search.conftest import Ask
from tests.search.world import GENT, NINOVE, WORDS, Asking, a_site, an_offer


def texts(asking: Asking, typed: str, place: str | None = None, limit: int = 8) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in asking.searcher.suggest(typed, place, asking.now, limit)]


def test_a_name_is_completed_from_the_beginning_of_any_word(ask: Ask) -> None:
    asking = ask(an_offer("1", "Hulp bij schulden"), an_offer("2", "Schuldbemiddeling"), an_offer("3", "Rouwgroep"))
    found = [text for kind, text in texts(asking, "schul") if kind == "offer"]
    assert found == ["Schuldbemiddeling", "Hulp bij schulden"]
    assert ("offer", "Hulp bij schulden") in texts(asking, "bij schu")
    assert texts(asking, "emiddel") == []


def test_case_and_accents_do_not_matter(ask: Ask) -> None:
    asking = ask(an_offer("1", "Café Réparation"))
    assert texts(asking, "CAFE rep")[0] == texts(asking, "café RÉP")[0] == ("offer", "Café Réparation")


def test_organisations_places_and_headings_are_completed_too(ask: Ask) -> None:
    asking = ask(an_offer("1", organisation="t:caw", organisation_name="CAW Aalst", organisation_names=("Jac Aalst",)))
    assert texts(asking, "aals")[:2] == [("organisation", "CAW Aalst"), ("organisation", "Jac Aalst")]
    assert ("place", "Aalst") in texts(asking, "aals")
    assert ("theme", "Schuldbemiddeling en budgetbeheer") in texts(asking, "schuldb")
    assert asking.searcher.suggest("caw a", None, asking.now)[0].id == "t:caw"


def test_one_name_of_several_offers_is_shown_once_and_leads_to_no_single_one(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}", "Babbelhoek") for number in range(30)), an_offer("x", "Babbelkous", demo=True))
    found = asking.searcher.suggest("babbel", None, asking.now)
    assert [(each.text, each.id, each.demo) for each in found] == [
        ("Babbelhoek", None, False),
        ("Babbelkous", "t:x", True),
    ]


def test_names_in_the_municipality_of_the_place_come_first(ask: Ask) -> None:
    asking = ask(
        *(an_offer(f"{number}", f"Kapstok {number}", sites=(a_site(GENT),)) for number in range(9)),
        an_offer("ninove", "Kapstok Ninove", sites=(a_site(NINOVE),)),
    )
    assert ("offer", "Kapstok Ninove") not in texts(asking, "kapst")
    assert texts(asking, "kapst", "9400")[0] == ("offer", "Kapstok Ninove")
    assert len(texts(asking, "kapst", "9400")) == 8


def test_never_more_than_asked_and_nothing_for_nothing(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}", f"Aalst {number}") for number in range(20)))
    for limit in (1, 2, 3, 8, 20):
        assert len(texts(asking, "aalst", limit=limit)) == limit
    assert texts(asking, "") == texts(asking, " ?") == texts(asking, "aalst", limit=0) == []


def test_what_changes_in_the_index_changes_in_the_completions(ask: Ask, engine: Engine) -> None:
    asking = ask(an_offer("1", "Kapstok", sites=(a_site(),)))
    engine.apply([an_offer("1", "Kapsalon", sites=(a_site(),))], (), 2)
    assert [text for _, text in texts(asking, "kaps", "Aalst")] == ["Kapsalon"]
    engine.apply((), ["t:1"], 3)
    assert texts(asking, "kaps", "Aalst") == []


names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
municipalities = st.none() | st.sampled_from((GENT, NINOVE))


@given(
    first=st.lists(st.tuples(names, municipalities), max_size=12),
    second=st.lists(st.tuples(names, municipalities), max_size=12),
    typed=st.sampled_from(("", "s", "schuld", "huur o", "onthaal", "babbel", "uur")),
    nis=municipalities,
)
def test_completions_are_all_names_with_a_word_that_begins_so(
    first: list[tuple[str, str | None]], second: list[tuple[str, str | None]], typed: str, nis: str | None
) -> None:
    def keys(many: list[tuple[str, str | None]], start: int) -> list[NameKeys]:
        sites = [(a_site(municipality),) if municipality else () for _, municipality in many]
        offers = [an_offer(f"{start + n}", name, organisation=None, sites=sites[n]) for n, (name, _) in enumerate(many)]
        return [name_keys(Sheet.of(offer)) for offer in offers]

    gone, kept = keys(first, 0), keys(second, 100)
    made = Names().changed((), [*gone, *kept]).changed(gone, ())
    found = [completion.text for completion in made.complete(typed, nis, 1000)]
    expected = {name for name, _ in second if typed and f" {name}".find(f" {typed}") >= 0}
    assert sorted(found) == sorted(expected)
    here = {name for name, municipality in second if municipality == nis and nis and name in expected}
    assert set(found[: len(here)]) == here
