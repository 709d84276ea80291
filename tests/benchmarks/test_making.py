"""What the measurements are made with: vectors and questions that repeat themselves."""

from __future__ import annotations

from itertools import islice

import numpy as np

from benchmarks.questions import questions
from benchmarks.vectors import DIMENSIONS, vectors
from catalogue import Vocabulary
from catalogue.demo import World
from geo import Gazetteer
from loket.commands.demo import DEMO

OFFERS = [(f"demo:x-a{number}", ("schuldhulp", "leefloon", "sport")[number % 3]) for number in range(300)]


def test_each_offer_gets_a_unit_vector_of_the_right_shape_in_batches() -> None:
    batches = list(vectors(OFFERS, batch=128))
    assert [len(ids) for ids, _ in batches] == [128, 128, 44]
    assert [id_ for ids, _ in batches for id_ in ids] == [id_ for id_, _ in OFFERS]
    for ids, found in batches:
        assert (found.shape, found.dtype) == ((len(ids), DIMENSIONS), np.dtype(np.float32))
        np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_a_vector_depends_on_its_offer_alone() -> None:
    (_, together), *_ = vectors(OFFERS)
    alone = np.vstack([found for offer in reversed(OFFERS) for _, found in vectors([offer])])[::-1]
    np.testing.assert_allclose(together, alone, atol=1e-6)
    assert len(np.unique(together, axis=0)) == len(OFFERS)


def test_offers_with_the_same_main_function_lie_together() -> None:
    (_, found), *_ = vectors(OFFERS)
    alike = found @ found.T
    same = np.equal.outer(*[np.arange(len(OFFERS)) % 3] * 2)
    assert alike[same].min() > 0.4
    assert alike[~same].max() < 0.4


def test_questions_are_the_same_every_time_and_use_the_words_of_the_texts(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    services = World.load(DEMO, gazetteer, vocabulary).services
    asked = list(questions(50, services, gazetteer))
    assert asked == list(questions(50, services, gazetteer))
    assert asked[:10] == list(islice(questions(400, services, gazetteer), 10))
    known = {word for one in services for keyword in (*one.keywords, one.name) for word in keyword.split()}
    assert all(set(words.split()) & known for words, _ in asked)
    assert all(gazetteer.postcode(code) for _, code in asked)
