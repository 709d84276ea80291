"""Completions while someone types."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import Glossary, Vocabulary
from geo import Gazetteer
from search import Analyser, EngineUnavailable, Lexicon, Phrasebook, Searcher
from search import DocumentContact as Contact
from search.engine.embedded.names import NameKeys, Names, name_keys
from search.engine.port import Engine
from search.engine.sheet import Sheet
from search.urgent import Advice, UrgentHelp, UrgentLine, UrgentRecognition
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


@pytest.fixture
def everyday(
    engine: Engine,
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
    analyser: Analyser,
    shipped_lexicon: Lexicon,
    glossary: Glossary,
) -> Asking:
    """With the shipped lexicon and glossary, and one offer."""
    engine.apply([an_offer("1", "Schuldhulp in Aalst")], (), 1)
    return Asking(
        Searcher(engine, gazetteer, vocabulary, analyser, Phrasebook(lexicon=shipped_lexicon, glossary=glossary))
    )


def explained(asking: Asking, typed: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.id, one.explanation) for one in asking.searcher.suggest(typed, None, asking.now)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("deurw", ("function", "schuldhulp", "bij ‘deurwaarder’")),
        ("huur bet", ("function", "huurdersadvies", "bij ‘huur niet betalen’")),
        ("ik kan mijn huur niet meer bet", ("function", "huurdersadvies", "bij ‘huur niet betalen’")),
        ("ik heb ruzie met mijn huisba", ("function", "huurdersadvies", "bij ‘huisbaas’")),
        ("housing", ("function", "sociale_huurwoning", "bij ‘social housing’")),
        ("onth", ("function", "onthaal", None)),
    ],
)
def test_everyday_words_lead_to_a_kind_of_help_and_say_why(
    everyday: Asking, typed: str, expected: tuple[str, str, str | None]
) -> None:
    assert expected in explained(everyday, typed)


@pytest.mark.parametrize(("typed", "label"), [("schuldbemidel", "schuldhulp"), ("psygoloog", "psychologische_hulp")])
def test_a_slip_is_forgiven_where_nothing_begins_as_typed(everyday: Asking, typed: str, label: str) -> None:
    assert label in [id_ for _, id_, _ in explained(everyday, typed)]


@pytest.mark.parametrize("typed", ["chuldbemiddeling", "huuw", "qqqqqq", "1813x"])
def test_a_wrong_first_letter_a_short_word_or_a_code_is_not_guessed(everyday: Asking, typed: str) -> None:
    assert explained(everyday, typed) == []


def test_what_begins_as_typed_is_not_mixed_with_guesses(everyday: Asking) -> None:
    for one in everyday.searcher.suggest("kinderop", None, everyday.now):
        assert "kinderop" in f"{one.text} {one.explanation}".lower()


@pytest.mark.parametrize("typed", ["dmw", "DMW", "dm"])
def test_an_abbreviation_is_explained_first(everyday: Asking, typed: str) -> None:
    assert explained(everyday, typed)[0] == (
        "abbreviation",
        "dmw",
        "dienst maatschappelijk werk van het ziekenfonds",
    )


def test_the_kinds_stand_in_one_order_with_room_for_each(everyday: Asking) -> None:
    order = ["urgent", "abbreviation", "function", "theme", "offer", "organisation", "place"]
    for typed in ("aa", "de", "ge", "sch", "wo", "schuldh", "onthaal", "ki"):
        kinds = [kind for kind, _, _ in explained(everyday, typed)]
        assert kinds == sorted(kinds, key=order.index)
        assert all(kinds.count(kind) <= 2 for kind in ("function", "theme", "place"))
        assert len(kinds) <= 8


def test_a_place_that_several_have_says_which(everyday: Asking) -> None:
    found = [one.text for one in everyday.searcher.suggest("aalst", None, everyday.now) if one.kind == "place"]
    assert found == ["Aalst", "Aalst (Sint-Truiden)"]


class OneLine:
    """A single line for every topic."""

    def lines(self) -> tuple[UrgentLine, ...]:
        line = an_offer("1813", "Zelfmoordlijn 1813", contact=Contact(phone="1813"))
        return (UrgentLine(line, ("zelfdoding",)),)


def test_what_cannot_wait_goes_before_everything_also_when_the_engine_is_down(
    engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, data: Path
) -> None:
    folder = data / "relevance" / "urgent"
    urgent = UrgentHelp(UrgentRecognition.load(folder), Advice.load(folder / "advice.toml"), OneLine(), gazetteer)
    asking = Asking(Searcher(engine, gazetteer, vocabulary, analyser, urgent=urgent))
    engine.apply([an_offer("1", "Ik wil dood: een boek")], (), 1)
    first, second = asking.searcher.suggest("ik wil dood", None, asking.now)
    assert (first.kind, first.text, first.id) == ("urgent", "Bel nu 1813", "t:1813")
    assert second.kind == "offer"
    engine.close()
    assert [one.kind for one in asking.searcher.suggest("ik wil dood", None, asking.now)] == ["urgent"]
    with pytest.raises(EngineUnavailable):
        asking.searcher.suggest("huur", None, asking.now)
