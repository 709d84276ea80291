"""Which urgent topics a text speaks of, by explicit rules that a person can read; never by likeness of meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.urgent.lexicon import Found, Lexicon
from search.urgent.matching import Compiled, Span, compiled, stands
from search.urgent.pattern import BEGIN, END, Pattern
from search.urgent.reading import Reader
from search.urgent.tables import Rule, UrgentTables

ENOUGH = 4
"""Rules for one topic that no single word in ordinary.csv outweighs: someone who tells a story also says "over"."""


@dataclass(frozen=True, slots=True)
class UrgentMatch:
    """A topic that a text speaks of, with the row that says so and the words it stands on.

    Without a rule that says so it is not `sure`: then the net asks, and no words can be told.
    """

    topic: str
    language: str
    row: str
    words: tuple[str, ...]
    sure: bool = True


class UrgentRules:
    """Recognises; holds nothing of what it is asked. Safe from many threads."""

    def __init__(self, tables: UrgentTables) -> None:
        """Make the tables ready: every rule under the part of it whose words the fewest rules have."""
        self._topics = frozenset(rule.topic for rule in tables.rules)
        patterns = [*_patterns(tables)]
        self._lexicon = Lexicon((atom for pattern in patterns for atom in pattern.atoms), tables.lookalikes)
        self._reader = Reader(tables.spelling, tables.sounds, tables.fillers, self._lexicon.words)
        usual = Counter(way for pattern in patterns for atom in pattern.atoms for way in atom)
        self._rules: dict[int, list[tuple[Rule, Compiled, Compiled | None]]] = defaultdict(list)
        for rule in tables.rules:
            rarest = min(rule.pattern.atoms, key=lambda atom: (sum(usual[way] for way in atom), sorted(atom)))
            ready = compiled(rule.pattern, self._lexicon)
            unless = compiled(rule.unless, self._lexicon) if rule.unless else None
            self._rules[self._lexicon.number[rarest]].append((rule, ready, unless))
        self._ordinary = [(one.topics, compiled(one.pattern, self._lexicon)) for one in tables.ordinary]

    @classmethod
    def load(cls, folder: Path) -> UrgentRules:
        """Read the rules in a folder (data/relevance/urgent). Raises `BadUrgentRow` or `OSError`."""
        return cls(UrgentTables.read(folder))

    @property
    def topics(self) -> frozenset[str]:
        """The topics that there are rules for."""
        return self._topics

    def recognise(self, text: str) -> tuple[UrgentMatch, ...]:
        """The topics in the text, each once, in order of their ids; of several rules for one the best founded.

        Takes time linear in the text, and never fails.
        """
        words = self._reader.read(text)
        found = self._lexicon.find(words)
        standing = tuple(self._standing(found))
        weak = self._made_ordinary(found, Counter(rule.topic for rule, _ in standing)) if standing else frozenset()
        best: dict[str, tuple[tuple[int, str, str], UrgentMatch]] = {}
        for rule, spans in standing:
            if rule.certain or rule.topic not in weak:
                match = UrgentMatch(rule.topic, rule.language, rule.row, _words(words, spans))
                rank = (-len(match.words), rule.language, rule.row)
                if rule.topic not in best or rank < best[rule.topic][0]:
                    best[rule.topic] = (rank, match)
        return tuple(best[topic][1] for topic in sorted(best))

    def ordinary(self, text: str) -> frozenset[str]:
        """The topics that something in the text makes ordinary."""
        return self._ordinary_of(self._lexicon.find(self._reader.read(text)), self._topics)

    def _standing(self, found: Found) -> Iterator[tuple[Rule, tuple[Span, ...]]]:
        for number in found.present & self._rules.keys():
            for rule, pattern, unless in self._rules[number]:
                spans = stands(pattern, found)
                if spans and not (unless and stands(unless, found)):
                    yield rule, spans

    def _made_ordinary(self, found: Found, standing: Counter[str]) -> frozenset[str]:
        """The topics that something in the text makes ordinary; not those that `ENOUGH` rules speak for."""
        return self._ordinary_of(found, frozenset(topic for topic, rules in standing.items() if rules < ENOUGH))

    def _ordinary_of(self, found: Found, open_to: frozenset[str]) -> frozenset[str]:
        """Which of some topics something in the text makes ordinary."""
        topics: set[str] = set()
        for these, pattern in self._ordinary:
            if open_to - topics and stands(pattern, found):
                topics |= (these or self.topics) & open_to
        return frozenset(topics)


def _patterns(tables: UrgentTables) -> Iterator[Pattern]:
    for rule in tables.rules:
        yield rule.pattern
        if rule.unless:
            yield rule.unless
    yield from (one.pattern for one in tables.ordinary)


def _words(words: Sequence[str], spans: Sequence[Span]) -> tuple[str, ...]:
    places = sorted({place for begin, end in spans for place in range(begin, end)})
    return tuple(words[place] for place in places if words[place] not in (BEGIN, END))
