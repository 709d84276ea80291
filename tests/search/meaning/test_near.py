"""Offers are found by what they mean too; words, filters and what is hidden keep their say."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import StaleCursor
from search.meaning import EmbedderUnavailable
from tests.search.meaning.conftest import Near, Open
from tests.search.meaning.toy import FOOD, MONEY, OFFERS, TALK, Toy
from tests.search.world import AALST, GENT, Asking, a_site, an_offer

HUNGRY = "mijn kinderen hebben honger"
"""No offer has one of these words."""


def test_an_offer_without_a_word_of_the_question_is_found_and_says_why(near: Near) -> None:
    answer = near.given(*OFFERS)(HUNGRY)
    assert [hit.id for hit in answer.results] == ["t:eten"]
    assert [(why.code, why.text) for why in answer.results[0].why] == [("meaning_near", "lijkt op wat u vraagt")]
    assert (answer.total, answer.answered_by) == (1, "hybrid")


def test_what_has_the_words_says_so_and_not_that_it_is_alike(near: Near) -> None:
    answer = near.given(*OFFERS)("maaltijd")
    assert [hit.id for hit in answer.results] == ["t:eten"]
    assert [why.code for why in answer.results[0].why] == ["word_in_description"]
    assert answer.answered_by == "strict"


def test_words_and_meaning_together_go_before_each_alone(near: Near) -> None:
    meaning_alone = an_offer("a", "Buurtwinkel", description={"nl": "voedsel eten"})
    words_alone = an_offer("b", "Honger naar cultuur", description={"nl": "praten gezelschap niemand"})
    both = an_offer("c", "Honger de baas", description={"nl": "eten"})
    asking = near.given(meaning_alone, words_alone, both, MONEY, TALK)
    assert asking.ids("honger")[0] == "c"
    assert set(asking.ids("honger")) == {"a", "b", "c"}


def test_who_types_a_whole_name_gets_that_record_first(near: Near) -> None:
    named = an_offer("naam", "Voedsel en honger", description={"nl": "praten gezelschap niemand eenzaam"})
    alike = an_offer("alike", "Eten", description={"nl": "honger voedsel maaltijd"})
    assert near.given(alike, named, FOOD, MONEY).ids("voedsel en honger")[0] == "naam"


def test_words_that_mean_nothing_find_nothing(near: Near) -> None:
    asking = near.given(*(an_offer(str(number), f"Dienst {number}") for number in range(5)), *OFFERS)
    assert asking("xqzw brtl").total == 0
    assert asking("").total == 8


def test_filters_hold_for_what_is_near_in_meaning(near: Near) -> None:
    here = FOOD.model_copy(update={"id": "t:hier", "sites": (a_site(AALST),)})
    there = FOOD.model_copy(update={"id": "t:daar", "sites": (a_site(GENT),)})
    asking = near.given(here, there, MONEY)
    assert sorted(asking.ids(HUNGRY)) == ["daar", "hier"]
    assert asking.ids(HUNGRY, zone="gent") == ["daar"]
    assert asking.ids(HUNGRY, place="Aalst", radius_km=5) == ["hier"]
    assert asking.ids(HUNGRY, sector=("wonen",)) == []
    assert asking.ids(HUNGRY, place="Gent") == ["daar", "hier"]
    assert asking.ids(HUNGRY, place="Aalst") == ["hier", "daar"]


def test_total_and_facets_count_what_has_the_words_and_what_is_near(near: Near) -> None:
    by_words = an_offer("woord", "Honger stillen", languages=("fr",), sites=(a_site(GENT),))
    by_meaning = FOOD.model_copy(update={"languages": ("fr", "nl"), "sites": (a_site(AALST),)})
    answer = near.given(by_words, by_meaning, MONEY, TALK)("honger")
    assert answer.total == len(answer.results) == 2
    assert {each.id: each.count for each in answer.facets["language"]} == {"fr": 2, "nl": 1}
    assert {each.id: each.count for each in answer.facets["zone"]} == {"gent": 1, "regio-aalst": 1}


def test_few_words_are_looked_for_in_the_wide_way_however_much_is_near(near: Near) -> None:
    alike = [FOOD.model_copy(update={"id": f"t:{number}"}) for number in range(5)]
    worded = an_offer("woord", "Kinderen met een rugzak")
    assert "woord" in near.given(*alike, worded, MONEY).ids(HUNGRY)


@pytest.mark.parametrize("gone", ["taken out", "rebuilt without"])
def test_what_is_not_in_the_index_is_never_near(near: Near, gone: str) -> None:
    asking = near.given(*OFFERS)
    if gone == "taken out":
        near.engine.apply((), ["t:eten"], 9)
    else:
        near.engine.rebuild([MONEY, TALK], 9)
    assert asking(HUNGRY).total == 0
    assert len(near.meaning.shelf) == 3  # its vector is still there


def test_an_offer_that_says_something_else_now_is_near_to_that(near: Near, toy: Toy) -> None:
    asking = near.given(*OFFERS)
    asking = near.given(FOOD.model_copy(update={"description": {"nl": "schuld huur"}}))
    assert asking(HUNGRY).total == 0
    assert sorted(asking.ids("de deurwaarder staat hier")) == ["eten", "geld"]
    assert len(toy.read) == 4


def test_until_the_model_is_there_words_alone_answer_and_then_the_same_question_finds_more(
    open_near: Open, toy: Toy
) -> None:
    near = open_near(lambda: toy)
    asking = near.given(*OFFERS)
    before = asking(HUNGRY, explain=True)
    assert (before.total, near.meaning.state) == (0, "loading")
    assert ("lijkt op", "nog niet klaar: alleen woorden tellen") in [(t.step, t.note) for t in before.explain or ()]
    near.meaning.load()
    assert (asking(HUNGRY).total, near.make()) == (0, 3)
    assert asking(HUNGRY).total == 1


def test_a_page_of_before_is_refused_once_more_is_known(open_near: Open, toy: Toy) -> None:
    near = open_near(lambda: toy)
    asking = near.given(*OFFERS)
    first = asking(size=1)
    near.meaning.load()
    with pytest.raises(StaleCursor):
        asking(size=1, cursor=first.cursor)


def test_an_offer_whose_vector_is_missing_is_found_by_its_words_as_before(near: Near) -> None:
    asking = near.given(*OFFERS)
    new = an_offer("nieuw", "Honger")
    near.engine.apply([new], (), 8)
    assert asking.ids("honger") == ["nieuw", "eten"]


def test_without_meaning_everything_is_as_it_was(open_near: Open) -> None:
    near = open_near(None)
    asking = near.given(*OFFERS)
    assert (near.meaning.state, near.meaning.start()) == ("off", None)
    assert asking("maaltijd").answered_by == "strict"
    assert asking(HUNGRY).total == 0


def test_a_machine_that_cannot_run_the_model_searches_on_and_says_why(
    open_near: Open, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Toy:
        raise EmbedderUnavailable("this processor is too old")

    near = open_near(broken)
    near.meaning.load()
    assert (near.meaning.state, near.meaning.fault) == ("unavailable", "this processor is too old")
    assert near.given(*OFFERS).ids("maaltijd") == ["eten"]
    assert "this processor is too old" in caplog.text


def test_the_same_question_gives_the_same_answer_from_an_index_made_anew(near: Near) -> None:
    many = [
        an_offer(f"{number:02d}", "Dienst", description={"nl": " ".join(["eten", "schuld", "praten"][: number % 4])})
        for number in range(30)
    ]
    near.engine.rebuild(many, 40)
    near.make()
    first = Asking(near.searcher)("schuld", size=50)
    near.engine.rebuild(reversed(many), 50)
    near.meaning.shelf.keep_only(set())
    assert near.make() == 4
    again = Asking(near.searcher)("schuld", size=50)
    assert again.model_dump(exclude={"cursor"}) == first.model_dump(exclude={"cursor"})
    assert first.total == 14


def test_no_word_of_a_question_is_written_to_disk(near: Near, tmp_path: Path) -> None:
    near.given(*OFFERS)("kwikstaart en honger")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not files or any("toy-" in file.name for file in files)
    assert not [file for file in files if b"kwikstaart" in file.read_bytes()]
