"""Pages of one window: nothing twice, nothing lost, and a clear word when a page no longer exists."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from catalogue import Vocabulary
from geo import Gazetteer
from search import Analyser, BadCursor, Boosts, Engine, SearchAnswer, Searcher, StaleCursor
from tests.search.conftest import Ask, Open
from tests.search.world import EVENINGS, MONDAY, MORNINGS, Asking, a_site, an_offer


def ids_of(answer: SearchAnswer) -> list[str]:
    return [hit.id for hit in answer.results]


def pages(asking: Asking, size: int, **other: Any) -> list[list[str]]:
    """The ids of all pages."""
    found, cursor = [], None
    while True:
        answer = asking(size=size, cursor=cursor, **other)
        found.append([hit.id for hit in answer.results])
        cursor = answer.cursor
        if cursor is None:
            return found


@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_show_every_result_of_the_window_once(ask: Ask, size: int) -> None:
    asking = ask(*(an_offer(f"{number:03d}") for number in range(230)))
    found = pages(asking, size, q="onthaal")
    assert {len(page) for page in found[:-1]} <= {size}
    flat = [id_ for page in found for id_ in page]
    assert len(flat) == len(set(flat)) == 200
    assert asking("onthaal").total == 230


def test_an_unchanged_index_gives_the_same_page_again(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number:03d}") for number in range(30)))
    first = asking("onthaal", size=10)
    again = [asking("onthaal", size=10, cursor=first.cursor) for _ in range(2)]
    assert again[0] == again[1]
    assert [hit.id for hit in again[0].results] == ids_of(asking("onthaal", size=30))[10:20]


def test_the_pages_of_an_area_are_those_of_that_area(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}", sites=(a_site(),)) for number in range(9)))
    first = asking(size=2, bbox="3.9,50.8,4.2,51.0")
    assert len(ids_of(asking(size=50, cursor=first.cursor, bbox="3.9,50.8,4.2,51.0"))) == 7
    with pytest.raises(BadCursor):
        asking(size=50, cursor=first.cursor, bbox="3.9,50.8,4.2,51.1")


def test_the_size_of_a_page_may_change_on_the_way(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(9)))
    first = asking(size=2)
    assert ids_of(asking(size=50, cursor=first.cursor)) == ids_of(asking(size=50))[2:]


def test_open_now_stays_what_it_was_on_the_first_page(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}", sites=(a_site(hours=MORNINGS),)) for number in range(4)))
    first, whole = asking(size=2, open_now=True), asking(open_now=True)
    asking.now = MONDAY.replace(hour=13)
    assert ids_of(asking(size=2, open_now=True, cursor=first.cursor)) == ids_of(whole)[2:]
    assert asking(size=2, open_now=True).total == 0


def test_a_result_says_whether_it_is_open_now_and_not_when_the_question_was_first_asked(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}", sites=(a_site(hours=MORNINGS),)) for number in range(4)))
    first = asking(size=2)
    assert first.results[0].open_now is True
    assert "nu open volgens de uren" in [why.text for why in first.results[0].why]
    asking.now = MONDAY.replace(hour=13)
    for later in (asking(size=2), asking(size=2, cursor=first.cursor)):
        assert {hit.open_now for hit in later.results} == {False}
        assert "nu open volgens de uren" not in [why.text for hit in later.results for why in hit.why]


def test_a_page_that_another_process_makes_again_says_what_is_open_now(ask: Ask, another: Asking) -> None:
    cursor = ask(*(an_offer(f"{number}", sites=(a_site(hours=MORNINGS),)) for number in range(4)))(size=2).cursor
    assert [hit.open_now for hit in another(size=2, cursor=cursor).results] == [True, True]


@pytest.fixture
def another(engine: Engine, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser, boosts: Boosts) -> Asking:
    """A process that has not seen the first page."""
    return Asking(Searcher(engine, gazetteer, vocabulary, analyser, boosts=boosts))


def test_another_process_makes_the_same_window_again(ask: Ask, another: Asking) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(5)))
    assert ids_of(another(size=3, cursor=asking(size=3).cursor)) == ids_of(asking())[3:]


@pytest.mark.parametrize("restarted", [False, True])
def test_what_opens_while_someone_pages_moves_nothing(ask: Ask, another: Asking, restarted: bool) -> None:
    asking = ask(
        *(an_offer(f"dicht-{number}", sites=(a_site(hours=EVENINGS),)) for number in range(3)),
        *(an_offer(f"open-{number}", sites=(a_site(hours=MORNINGS),)) for number in range(3)),
    )
    whole = asking()
    cursor = asking(size=2).cursor
    asking.now = another.now = MONDAY.replace(hour=18)
    assert ids_of((another if restarted else asking)(cursor=cursor)) == ids_of(whole)[2:]
    assert ids_of(asking())[0].startswith("t:dicht")  # who asks again gets the order of now
    assert ids_of(whole)[0].startswith("t:open")


@pytest.mark.parametrize("restarted", [False, True])
def test_a_cursor_is_stale_once_the_index_changed(ask: Ask, another: Asking, engine: Engine, restarted: bool) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(5)))
    cursor = asking(size=3).cursor
    engine.apply([an_offer("9")], (), 8)
    with pytest.raises(StaleCursor):
        (another if restarted else asking)(size=3, cursor=cursor)


@pytest.mark.parametrize("restarted", [False, True])
def test_a_cursor_of_yesterday_is_stale(ask: Ask, another: Asking, restarted: bool) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(5)))
    cursor = asking(size=3).cursor
    asking.now = another.now = MONDAY + timedelta(days=1)
    with pytest.raises(StaleCursor):
        (another if restarted else asking)(size=3, cursor=cursor)


def test_a_cursor_survives_a_change_that_touches_no_document(ask: Ask, another: Asking, engine: Engine) -> None:
    cursor = ask(*(an_offer(f"{number}") for number in range(5)))(size=3).cursor
    engine.apply((), ["t:never-there"], 80)
    assert len(another(size=3, cursor=cursor).results) == 2
    assert engine.position() == 80


@pytest.mark.parametrize("restarted", [False, True])
def test_a_rebuilt_index_makes_cursors_stale(ask: Ask, another: Asking, engine: Engine, restarted: bool) -> None:
    offers = [an_offer(f"{number}") for number in range(5)]
    asking = ask(*offers)
    cursor = asking(size=3).cursor
    engine.rebuild(offers, 9)
    with pytest.raises(StaleCursor):
        (another if restarted else asking)(size=3, cursor=cursor)


def test_a_cursor_of_another_question_is_refused(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(5)))
    cursor = asking("onthaal", size=3).cursor
    for other in ({"q": "onthalen"}, {"q": "onthaal", "place": "Aalst"}, {"q": "onthaal", "free": True}):
        with pytest.raises(BadCursor):
            asking(cursor=cursor, **other)


def test_a_made_up_cursor_is_refused(ask: Ask) -> None:
    asking = ask(*(an_offer(f"{number}") for number in range(5)))
    cursor = asking(size=3).cursor
    assert cursor is not None
    values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    forged = [[-1, *values[1:]], [10**30, *values[1:]], [True, *values[1:]], values[:2], {}, "x", [None] * 5]
    forged += [[*values[:2], day, *values[3:]] for day in (0, -5, 10**9, "x")]
    forged += [[*values[:3], minute, values[4]] for minute in (-1, 1440)]
    tokens = [
        base64.urlsafe_b64encode(orjson.dumps(each) if each != forged[1] else b"[1e99]").decode() for each in forged
    ]
    for token in ["zomaar", "", "=", "é", "AAAA", cursor[:-3], *tokens]:
        if token:
            with pytest.raises(BadCursor):
                asking(size=3, cursor=token)


def test_a_cursor_does_not_carry_the_words(ask: Ask) -> None:
    cursor = ask(*(an_offer(f"{number}", "Schuldhulp") for number in range(5)))("schuldhulp", size=3).cursor
    assert cursor is not None
    assert b"schuld" not in base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert len(cursor) < 120


def test_words_are_never_written_to_disk(ask: Ask, engine: Engine, tmp_path: Path) -> None:
    asking = ask(an_offer("1"))
    asking("geheimwoord onthaal")
    asking.searcher.suggest("geheimwoord", None, asking.now)
    engine.close()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"geheimwoord" in path.read_bytes()]


def test_a_reopened_index_goes_on_with_the_same_cursor(
    open_engine: Open, tmp_path: Path, gazetteer: Gazetteer, vocabulary: Vocabulary, analyser: Analyser
) -> None:
    engine = open_engine(tmp_path)
    engine.apply([an_offer(f"{number}") for number in range(5)], (), 1)
    asking = Asking(Searcher(engine, gazetteer, vocabulary, analyser))
    cursor, whole = asking(size=3).cursor, asking()
    engine.close()
    again = open_engine(tmp_path)
    answer = Asking(Searcher(again, gazetteer, vocabulary, analyser))(size=3, cursor=cursor)
    assert ids_of(answer) == ids_of(whole)[3:]
    again.close()
