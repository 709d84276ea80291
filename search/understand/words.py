"""The words of a question, and the two ways to look for them: strict first, lenient where that finds too little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import ceil

from search.analysis import Analyser, QueryWord, fold
from search.answer import Correction
from search.engine.port import Alternative, TextQuery, WordGroup
from search.lexicon import Lexicon, Meant
from search.understand.reading import Reading, Step

STEP, MEANING, SPELLING = "woorden", "betekenis", "spelling"

MOST_WORDS = 24
"""Words that are looked for; a longer question is a story whose first words say it, and each word costs time."""

SLACK_FROM = 3
"""From this many words on, the strict way lets one go (engineering.md C3: `2<-1`)."""

LENIENT_SHARE = 3
"""One word of so many is enough for the lenient way: someone who tells a story must not get an empty page."""

WHOLE, PARTS, SLIP, ONE_PART = 1.0, 0.5, 0.6, 0.25
"""What it counts that a document has the word; the parts of it; the word it was a slip of; one part only."""


def read_words(analyser: Analyser, lexicon: Lexicon) -> Step:
    """Take the words of `q` apart, in their standard spelling unless asked to the letter; each word once."""

    def step(reading: Reading) -> Reading:
        asked = reading.request
        text = asked.q if asked.literal else lexicon.standard(asked.q)
        each = {word.stem: word for word in reversed(analyser.query_words(text))}
        words = tuple(reversed(each.values()))[:MOST_WORDS]
        said = " ".join(f"{word.text}->{word.stem}" for word in words) or "geen woorden"
        return replace(reading, words=words).noted(STEP, said)

    return step


def read_meaning(lexicon: Lexicon) -> Step:
    """Find what `q` is about, without what the asker says was not meant."""

    def step(reading: Reading) -> Reading:
        meant = _meant(reading.request.q, reading, lexicon)
        said = "; ".join(f"{one.words} -> {', '.join(map(str, one.concepts))}" for one in meant) or "niets herkend"
        return replace(reading, meant=meant).noted(MEANING, said)

    return step


def read_slips(readings: Callable[[QueryWord, date], tuple[str, ...]], analyser: Analyser, lexicon: Lexicon) -> Step:
    """Find what words may have been meant that nobody knows (`Speller.readings`), and what is then meant."""

    def meant_by(word: QueryWord, today: date) -> tuple[QueryWord, ...]:
        return tuple(read for other in readings(word, today) for read in analyser.query_words(other)[:1])

    def step(reading: Reading) -> Reading:
        if reading.request.literal:
            return reading.noted(SPELLING, "zoals getypt")
        today = reading.now.date()
        understood = reading.understood.union(reading.read, reading.other_forms)
        unsure = ((word.text, meant_by(word, today)) for word in reading.words if word.text not in understood)
        slips = {text: meant for text, meant in unsure if meant}
        if not slips:
            return reading.noted(SPELLING, "geen schrijffouten herkend")
        read_as = {text: meant[0].text for text, meant in slips.items()}
        text = " ".join(read_as.get(word, word) for word in lexicon.standard(reading.request.q).split())
        corrections = tuple(Correction(typed=typed, read_as=meant) for typed, meant in read_as.items())
        return replace(
            reading,
            slips=slips,
            corrections=(*reading.corrections, *corrections),
            meant=_meant(text, reading, lexicon),
        ).noted(SPELLING, "; ".join(f"{typed} -> {meant}" for typed, meant in read_as.items()))

    return step


def _meant(text: str, reading: Reading, lexicon: Lexicon) -> tuple[Meant, ...]:
    """What the text is about; who asks for "een dokter die Turks spreekt" asks a language and no interpreter."""
    denied = set(reading.request.not_meant)
    spoken = {word for wish in reading.wishes if wish.parameter == "language" for word in " ".join(wish.words).split()}
    literal = reading.request.literal
    words = (fold(text) if literal else lexicon.standard(text)).split()
    wanted = (
        replace(one, concepts=tuple(concept for concept in one.concepts if str(concept) not in denied))
        for one in lexicon.read(" ".join(word for word in words if word not in spoken), literal=literal)
    )
    return tuple(one for one in wanted if one.concepts)


def strict(reading: Reading) -> TextQuery | None:
    """All words, or all but one of three and more; `None` where nothing was typed, or nothing but wishes."""
    if not reading.request.q or (reading.read and not reading.has_subject):
        return None
    groups = tuple(_group(word, _alternatives(word, reading), reading) for word in reading.words)
    needed = sum(group.needed for group in groups)
    return _text(reading, groups, needed - 1 if needed >= SLACK_FROM else needed)


def lenient(reading: Reading) -> TextQuery:
    """A third of the words, each also as one of its parts."""
    groups = []
    for word in reading.words:
        parts = (Alternative((part,), ONE_PART, "words_or_parts") for part in word.parts)
        groups.append(_group(word, tuple(dict.fromkeys((*_alternatives(word, reading), *parts))), reading))
    return _text(reading, tuple(groups), ceil(sum(group.needed for group in groups) / LENIENT_SHARE))


def _group(word: QueryWord, ways: tuple[Alternative, ...], reading: Reading) -> WordGroup:
    """The word with what counts as it; one that says a wish is not needed, but "OCMW Aalst" is a name too."""
    return WordGroup(word.text, ways, needed=word.text not in reading.read)


def _alternatives(word: QueryWord, reading: Reading) -> tuple[Alternative, ...]:
    """The word as it was written, in full for its abbreviation or short, and as the words it may be a slip of."""
    meant = (each for other in reading.slips.get(word.text, ()) for each in _as_written(other))
    slips = (replace(each, weight=each.weight * SLIP) for each in meant)
    return (*_as_written(word), *reading.other_forms.get(word.text, ()), *slips)


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
        names_someone=reading.names_someone,
    )
