"""A model of the operator's own: what must be in its folder, and what is near in its eyes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.meaning import EmbedderUnavailable, Margins
from search.meaning.margins import E5
from search.meaning.sentence_transformers import margins_of, weights_of
from tests.search.meaning.conftest import Open
from tests.search.meaning.toy import OFFERS, Toy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Shaped like a model."""
    folder = tmp_path / "model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    (folder / "tokenizer.json").write_text("{}")
    (folder / "1_Pooling" / "config.json").write_text("{}")
    (folder / "loket.json").write_text(E5.model_dump_json())
    return folder


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json"])
def test_whatever_changes_the_vectors_makes_it_another_model(folder: Path, name: str) -> None:
    before = weights_of(folder)
    (folder / name).write_text("changed")
    assert weights_of(folder) != before


def test_what_leaves_the_vectors_as_they_are_leaves_it_the_same_model(folder: Path, tmp_path: Path) -> None:
    before = weights_of(folder)
    (folder / "README.md").write_text("About the model.")
    (folder / "loket.json").write_text("{}")
    assert weights_of(folder.rename(tmp_path / "elsewhere")) == before


def test_a_folder_without_weights_is_refused(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    with pytest.raises(EmbedderUnavailable, match="no weights in safetensors"):
        weights_of(folder)


def test_a_model_says_itself_what_counts_as_near(folder: Path) -> None:
    assert margins_of(folder) == E5


def test_nobody_guesses_what_counts_as_near(folder: Path) -> None:
    (folder / "loket.json").unlink()
    with pytest.raises(EmbedderUnavailable, match=r"no loket\.json"):
        margins_of(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"far": 0}, "far"), ({"sure": "?"}, "sure"), ({"nabij": 1}, "nabij"), ({"within": 2}, "within")],
)
def test_margins_that_cannot_be_are_refused_by_name(folder: Path, change: dict[str, object], said: str) -> None:
    (folder / "loket.json").write_text(json.dumps(E5.model_dump() | change))
    with pytest.raises(EmbedderUnavailable, match=f"cannot be used: {said}"):
        margins_of(folder)


HUNGER_AND_RENT = "honger honger huur"
"""Twice what one offer means, once what another does; no offer has one of these words."""


def test_what_is_near_is_for_the_model_to_say(open_near: Open) -> None:
    def found(margins: Margins) -> dict[str, float]:
        near = open_near(lambda: Toy(margins=margins))
        near.meaning.load()
        return {hit.id: hit.score for hit in near.given(*OFFERS)(HUNGER_AND_RENT).results}

    wide = Margins(within=0.9, above_mean=0.01, sure=0.01, far=0.05)
    assert list(found(E5)) == ["t:eten"]
    nearest, other = found(wide).values()
    assert nearest > other == 0
    nearest, other = found(wide.model_copy(update={"far": 0.9})).values()
    assert nearest > other > 0
