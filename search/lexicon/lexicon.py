"""Finds the phrases of the lexicon in a question, the most telling ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from catalogue import Vocabulary
from search.analysis import Analyser
from search.lexicon.beginnings import Beginnings
from search.lexicon.dutch import ordinary_words
from search.lexicon.spelling import Spelling
from search.lexicon.table import CONCEPT_LISTS, Concept, Phrase, read_names, read_phrases, read_variants

BETWEEN = 4
"""Words that may stand between those of a phrase."""

DENYING = frozenset({"geen", "niet", "niets", "niemand", "nooit", "nergens", "meer"})
"""Stop words of the search that make another meaning here: "geen werk" is not "werk"."""

WEIGHTS = (1.0, 1.5, 2.0)
"""What a phrase of one, two, and three or more words counts: the more words, the surer."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a part of a question is about: the words as they were typed (in standard spelling) and the terms."""

    words: str
    concepts: tuple[Concept, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Entry:
    tokens: frozenset[str]
    concepts: tuple[Concept, ...]


class Lexicon:
    """Phrases by their rarest token. Pure and safe in threads; keeps nothing of what is asked."""

    def __init__(
        self,
        phrases: Iterable[Phrase],
        variants: Mapping[str, str],
        analyser: Analyser,
        whole_questions: Iterable[Phrase] = (),
        known_words: frozenset[str] = frozenset(),
    ) -> None:
        """`variants`: the standard spelling of words that people write in their own way.

        `whole_questions` mean something only where nothing else is said ("in de war"); all of their words count.
        `known_words` are other words that are no slip of the pen.
        """
        self._variants = variants
        self._analyser = analyser
        self._whole = {self.standard(phrase.text): phrase.concepts for phrase in whole_questions}
        phrases = tuple(phrases)
        self.beginnings = Beginnings(phrases, analyser)
        self.spelling = self._spelling(phrases, known_words)
        entries = [_Entry(frozenset(self._tokens(phrase.text)), phrase.concepts) for phrase in phrases]
        uses: defaultdict[str, int] = defaultdict(int)
        for entry in entries:
            for token in entry.tokens:
                uses[token] += 1
        self._by_rarest: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in entries:
            if entry.tokens:
                self._by_rarest[min(entry.tokens, key=lambda token: (uses[token], token))].append(entry)

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary, analyser: Analyser) -> Self:
        """The lexicon of a folder (data/relevance), with the labels of the vocabulary in every language.

        Raises:
            BadTableError: a row that cannot be used; the message names the file, the line and the reason.
            OSError: a table is missing.
        """
        phrases = [*read_phrases(folder / "lexicon", vocabulary), *_labels(vocabulary)]
        whole = read_phrases(folder / "whole_questions.csv", vocabulary)
        known = read_names(folder / "names.csv") | ordinary_words()
        return cls(phrases, read_variants(folder / "variants.csv"), analyser, whole, known)

    def standard(self, text: str) -> str:
        """The text in folded words, each in its standard spelling."""
        return " ".join(self._variants.get(word, word) for word in self._analyser.exact_tokens(text))

    def read(self, text: str, *, literal: bool = False) -> tuple[Meant, ...]:
        """What the text is about, in the order of its words; a phrase within a longer one says nothing.

        `literal`: words in another spelling are not put right.
        """
        standard = " ".join(self._analyser.exact_tokens(text)) if literal else self.standard(text)
        if standard in self._whole:
            return (Meant(standard, self._whole[standard], WEIGHTS[-1]),)
        words = standard.split()
        places: defaultdict[str, list[range]] = defaultdict(list)
        for number, word in enumerate(words):
            for token in self._tokens(word):
                places[token].append(range(number, number + 1))
            for token in self._tokens(word + words[number + 1]) if number + 1 < len(words) else ():
                if token in self._by_rarest:  # "zelf moord", "thuis zorg"
                    places[token].append(range(number, number + 2))
        found: dict[frozenset[int], dict[Concept, None]] = {}
        for token in places:
            for entry in self._by_rarest.get(token, ()):
                for spot in _spots(entry, token, places):
                    found.setdefault(spot, {}).update(dict.fromkeys(entry.concepts))
        widest = [spot for spot in found if not any(spot < other for other in found)]
        return tuple(
            Meant(" ".join(words[number] for number in sorted(spot)), tuple(found[spot]), _weight(spot))
            for spot in sorted(widest, key=sorted)
        )

    def _spelling(self, phrases: Iterable[Phrase], others: frozenset[str]) -> Spelling:
        """The words of the phrases, those of which there is another spelling, and `others`."""
        words = {phrase: self._analyser.telling_words(phrase.text) for phrase in phrases}
        known = {word for telling in words.values() for word in telling}
        dutch = (word for phrase, telling in words.items() if phrase.language == "nl" for word in telling)
        stems = {stem for word in known for stem in self._analyser.index_tokens(word)}
        return Spelling(known | self._variants.keys() | others, stems, dutch)

    def _tokens(self, text: str) -> Iterator[str]:
        """The stems of the telling words."""
        for word in self._analyser.exact_tokens(text):
            if word in DENYING:
                yield word
            else:
                yield from self._analyser.index_tokens(word)


def _labels(vocabulary: Vocabulary) -> Iterator[Phrase]:
    """The labels of the terms, and their names in the words of the field."""
    for name in CONCEPT_LISTS:
        for entry in vocabulary[name].values():
            concept = (Concept(name, entry.id),)
            yield from (Phrase(text, concept, language) for language, text in entry.labels.items() if text)
            yield from (Phrase(text, concept) for text in (entry.professional or "").split(", ") if text)


def _spots(entry: _Entry, token: str, places: Mapping[str, list[range]]) -> Iterator[frozenset[int]]:
    """Where all words of a phrase stand close together, around each place of its rarest one."""
    if not all(other in places for other in entry.tokens):
        return
    for here in places[token]:
        others = (
            min(places[other], key=lambda there: (abs(there[0] - here[0]), there[0], len(there)))
            for other in entry.tokens
        )
        spot = frozenset(number for place in (here, *others) for number in place)
        if max(spot) - min(spot) < len(entry.tokens) + BETWEEN:
            yield spot


def _weight(spot: frozenset[int]) -> float:
    return WEIGHTS[min(len(spot), len(WEIGHTS)) - 1]
