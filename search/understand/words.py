"""The words of a question, and the two ways to look for them: strict first, lenient where that finds too little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

from search.analysis import Analyser, QueryWord, fold
from search.engine.port import Alternative, TextQuery, WordGroup
from search.lexicon import Lexicon
from search.understand.reading import Reading, Step

STEP, MEANING = "woorden", "betekenis"

MOST_WORDS = 24
"""Words that are looked for; a longer question is a story whose first words say it, and each word costs time."""

SLACK_FROM = 3
"""From this many words on, the strict way lets one go (engineering.md C3: `2<-1`)."""

LENIENT_SHARE = 3
"""One word of so many is enough for the lenient way: someone who tells a story must not get an empty page."""

WHOLE, PARTS, SLIP, ONE_PART = 1.0, 0.5, 0.6, 0.25
"""What it counts that a document has the word; the parts of it; the word it was a slip of; one part only."""


def read_words(analyser: Analyser, lexicon: Lexicon) -> Step:
    """Take the words of `q` apart, in their standard spelling; each word once."""

    def step(reading: Reading) -> Reading:
        each = {word.stem: word for word in reversed(analyser.query_words(lexicon.standard(reading.request.q)))}
        words = tuple(reversed(each.values()))[:MOST_WORDS]
        said = " ".join(f"{word.text}->{word.stem}" for word in words) or "geen woorden"
        return replace(reading, words=words).noted(STEP, said)

    return step


def read_meaning(lexicon: Lexicon) -> Step:
    """Find what `q` is about, without what the asker says was not meant."""

    def step(reading: Reading) -> Reading:
        denied = set(reading.request.not_meant)
        wanted = (
            replace(one, concepts=tuple(concept for concept in one.concepts if str(concept) not in denied))
            for one in lexicon.read(reading.request.q)
        )
        meant = tuple(one for one in wanted if one.concepts)
        said = "; ".join(f"{one.words} -> {', '.join(map(str, one.concepts))}" for one in meant) or "niets herkend"
        return replace(reading, meant=meant).noted(MEANING, said)

    return step


def strict(reading: Reading) -> TextQuery | None:
    """All words, or all but one of three and more; `None` where no words were typed at all."""
    if not reading.request.q:
        return None
    groups = tuple(WordGroup(word.text, _as_written(word)) for word in reading.words)
    needed = len(groups) - 1 if len(groups) >= SLACK_FROM else len(groups)
    return _text(reading, groups, needed)


def lenient(reading: Reading, slips: Mapping[str, tuple[QueryWord, ...]]) -> TextQuery:
    """A third of the words, each also as one of its parts or as the words it may be a slip of (by text)."""
    groups = []
    for word in reading.words:
        alternatives = [*_as_written(word)]
        alternatives += [Alternative((part,), ONE_PART, "words_or_parts") for part in word.parts]
        for meant in slips.get(word.text, ()):
            alternatives += [replace(each, weight=each.weight * SLIP) for each in _as_written(meant)]
        groups.append(WordGroup(word.text, tuple(dict.fromkeys(alternatives))))
    return _text(reading, tuple(groups), ceil(len(groups) / LENIENT_SHARE))


def slips(reading: Reading, near_words: Callable[[str, str], tuple[str, ...]], analyser: Analyser) -> SlipTable:
    """Per word that the index does not know, the words that may have been meant, likeliest first.

    A stop word, which counts where nothing else was typed, is no slip.
    """
    found: SlipTable = {}
    for word in reading.words:
        if not analyser.telling_words(word.text):
            continue
        meant = tuple(read for other in near_words(word.text, word.stem) for read in analyser.query_words(other)[:1])
        if meant:
            found[word.text] = meant
    return found


SlipTable = dict[str, tuple[QueryWord, ...]]


def _as_written(word: QueryWord) -> tuple[Alternative, ...]:
    """The word itself, exactly in a name, as a part of a longer word, or all its own parts together."""
    ways = [
        Alternative((word.stem,), WHOLE, "words"),
        Alternative((word.text,), WHOLE, "names"),
        Alternative((word.stem,), PARTS, "parts"),
    ]
    if word.parts:
        ways.append(Alternative(tuple(dict.fromkeys(word.parts)), PARTS, "words_or_parts"))
    return tuple(ways)


def _text(reading: Reading, groups: tuple[WordGroup, ...], minimum: int) -> TextQuery:
    return TextQuery(
        groups,
        minimum,
        phrase=tuple(word.stem for word in reading.words),
        name=fold(reading.request.q),
        terms=tuple((str(concept), weight) for concept, weight in reading.terms.items()),
    )
