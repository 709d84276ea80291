"""Abbreviations, both ways: who asks for an OCMW also finds what writes it out in full, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalogue import Abbreviation, Glossary
from search.analysis import Analyser
from search.engine.port import Alternative
from search.understand.reading import Reading, Step

STEP = "afkortingen"

SURE, UNSURE = 0.9, 0.4
"""What the other form counts of a word: nearly as much, or less where the letters can be something else ("IT")."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write it, and what stands in texts that write it the other way; stems of the telling words."""

    tokens: tuple[str, ...]
    other: Alternative


def read_abbreviations(glossary: Glossary, analyser: Analyser) -> Step:
    """Find the abbreviations of the glossary among the words, short or in full."""
    by_first: defaultdict[str, list[_Form]] = defaultdict(list)
    for abbreviation in glossary.abbreviations.values():
        for form in _forms(abbreviation, analyser):
            by_first[form.tokens[0]].append(form)

    def step(reading: Reading) -> Reading:
        stems = tuple(word.stem for word in reading.words)
        found: defaultdict[str, dict[Alternative, None]] = defaultdict(dict)
        for start, stem in enumerate(stems):
            for form in by_first.get(stem, ()):
                end = start + len(form.tokens)
                if stems[start:end] == form.tokens:
                    for word in reading.words[start:end]:
                        found[word.text][form.other] = None
        said = "; ".join(f"{word} = {_said(others)}" for word, others in found.items()) or "geen afkortingen herkend"
        return replace(reading, other_forms={word: tuple(others) for word, others in found.items()}).noted(STEP, said)

    return step


def _forms(abbreviation: Abbreviation, analyser: Analyser) -> Iterator[_Form]:
    weight = SURE if abbreviation.in_text else UNSURE
    short = tuple(analyser.index_tokens(abbreviation.short))
    for text in abbreviation.written:
        full = tuple(dict.fromkeys(analyser.index_tokens(text)))
        yield _Form(short, Alternative(full, weight, "words"))
        yield _Form(full, Alternative(short, weight, "words"))


def _said(others: dict[Alternative, None]) -> str:
    return " of ".join(" ".join(other.tokens) for other in others)
