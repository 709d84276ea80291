"""How vectors come about: each text once, also when it is broken off, and what is gone goes."""

from __future__ import annotations

from threading import Event

import pytest

from indexer.vectors import BATCH, BackgroundVectors
from search.meaning import Progress, key_of, passage
from tests.search.meaning.conftest import Near, Open
from tests.search.meaning.toy import FOOD, OFFERS, Toy
from tests.search.world import an_offer


def test_each_text_is_read_once_however_many_offers_have_it(near: Near, toy: Toy) -> None:
    near.given(*OFFERS, FOOD.model_copy(update={"id": "t:ook"}))
    assert sorted(toy.read) == sorted(map(passage, OFFERS))
    assert near.make() == 0
    near.engine.rebuild(OFFERS, 9)
    assert near.make() == 0
    assert len(toy.read) == 3


def test_a_changed_text_gets_a_new_vector_and_the_others_are_kept(near: Near, toy: Toy) -> None:
    near.given(*OFFERS)
    changed = FOOD.model_copy(update={"name": {"nl": "Sociale kruidenier"}})
    near.given(changed)
    assert toy.read[3:] == [passage(changed)]


def test_after_a_restart_nothing_is_made_twice(near: Near, open_near: Open, toy: Toy) -> None:
    near.given(*OFFERS)
    again = open_near(lambda: toy)
    again.meaning.load()
    assert again.make() == 0
    assert again.progress() == Progress(3, 3)


def test_asked_to_stop_it_stops_after_a_few_texts_and_goes_on_later(near: Near, toy: Toy) -> None:
    many = [an_offer(str(number), f"Dienst {number}") for number in range(3 * BATCH)]
    near.engine.apply(many, (), 1)
    stopping = Event()
    toy.before = stopping.set
    assert near.maker.make(stopping) == BATCH
    assert near.make() == 2 * BATCH


def test_offers_that_come_while_vectors_are_made_get_theirs_too(near: Near, toy: Toy) -> None:
    def change() -> None:
        toy.before = lambda: None
        near.engine.apply([an_offer("later", "Later")], (), 2)

    toy.before = change
    near.engine.apply(OFFERS, (), 1)
    near.make()
    near.make()
    assert near.progress() == Progress(4, 4)


def test_vectors_of_texts_that_are_gone_go_once_there_are_many(near: Near) -> None:
    near.given(*OFFERS)
    near.given(*(offer.model_copy(update={"keywords": ("nieuw",)}) for offer in OFFERS))
    assert len(near.meaning.shelf) == 6
    near.maker.tidy()
    assert len(near.meaning.shelf) == 3
    assert near.make() == 0


def test_nothing_goes_while_the_index_is_empty(near: Near) -> None:
    near.given(*OFFERS)
    near.engine.rebuild((), 9)
    near.maker.tidy()
    assert len(near.meaning.shelf) == 3


def test_in_the_background_it_loads_makes_and_stops(open_near: Open, toy: Toy) -> None:
    near = open_near(lambda: toy)
    near.engine.apply(OFFERS, (), 1)
    seen = Event()
    toy.before = seen.set
    background = BackgroundVectors(near.maker, near.meaning, lambda: 0)
    background.start()
    assert seen.wait(10)
    background.stop()
    assert not background.is_alive()
    assert near.meaning.shelf.known([key_of(passage(FOOD))])


def test_a_full_disk_is_told_and_tried_again(near: Near, toy: Toy, caplog: pytest.LogCaptureFixture) -> None:
    near.engine.apply(OFFERS, (), 1)
    tried = Event()

    def full() -> None:
        tried.set()
        raise OSError("no space left on device")

    toy.before = full
    background = BackgroundVectors(near.maker, near.meaning, lambda: 0)
    background.start()
    assert tried.wait(10)
    background.stop()
    assert "vectors cannot be made now" in caplog.text
    toy.before = lambda: None
    assert near.make() == 3
