"""From what someone types to whom to call: the helplines and places for it, from the store, never from the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, zip_longest
from typing import Protocol

from catalogue import Answer, OpeningHours
from geo import Gazetteer
from search.answer import Hit, Urgent, UrgentTopic, Why
from search.document import Document
from search.hit import Seen, hit
from search.question import SearchRequest
from search.understand import Reading
from search.urgent.advice import Advice
from search.urgent.recognition import UrgentRecognition
from search.urgent.rules import UrgentMatch

MOST = 4
"""Lines that are shown: in need nobody compares more."""

WHY = Why(code="urgent", text="dringend")

_OPEN_FIRST = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """A helpline, or a place, and the urgent topics (list `urgent_topic`) for which it is the right one."""

    document: Document
    topics: tuple[str, ...]


class UrgentLines(Protocol):
    """Who knows the lines, without the engine."""

    def lines(self) -> Sequence[UrgentLine]:
        """All real ones, as they are now."""
        ...


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """Answers what cannot wait. Keeps and logs nothing of what was asked."""

    recognition: UrgentRecognition
    advice: Advice
    source: UrgentLines
    gazetteer: Gazetteer = field(repr=False)

    def find(self, text: str, place: str | None, lang: str, now: datetime) -> Urgent:
        """The urgent topics in a text with what to do, and at most `MOST` lines; nothing for an ordinary text.

        `place` as in a search, where it is known the nearest counts; `now`: a local moment in Belgium.
        """
        matches = self._in_order(self.recognition.recognise(text))
        if not matches:
            return Urgent()
        lines = self.source.lines()
        reading = self._reading(place, lang, now)
        numbers = {line.document.id: number for line in lines if (number := line.document.contact.phone)}
        return Urgent(
            urgent_topics=tuple(
                UrgentTopic(
                    id=match.topic,
                    name=self.advice.names[match.topic][match.language],
                    say=self.advice.say(match.topic, match.language, numbers, ask=not match.sure),
                    language=match.language,
                    sure=match.sure,
                )
                for match in matches
            ),
            urgent=tuple(_chosen(matches, lines, reading)),
        )

    def _in_order(self, matches: Sequence[UrgentMatch]) -> tuple[UrgentMatch, ...]:
        topics = self.advice.topics
        return tuple(sorted(matches, key=lambda match: topics.index(match.topic)))

    def _reading(self, place: str | None, lang: str, now: datetime) -> Reading:
        places = self.gazetteer.resolve(place) if place else ()
        return Reading(SearchRequest(lang=lang, place=place), now, places)


def _chosen(matches: Sequence[UrgentMatch], lines: Sequence[UrgentLine], reading: Reading) -> Iterator[Hit]:
    """The best line of each topic, then the second best of each, and so on."""
    seen = {line.document.id: Seen.by(reading, line.document) for line in lines if line.topics}
    ranked = (_ranked(match, lines, seen, reading.request.lang) for match in matches)
    in_turn = (line for line in chain.from_iterable(zip_longest(*ranked)) if line is not None)
    for line in list({line.document.id: line for line in in_turn}.values())[:MOST]:
        found = hit(seen[line.document.id], 0.0, (WHY,), reading.request.lang)
        yield found.model_copy(update={"hours": _hours(seen[line.document.id])})


def _ranked(match: UrgentMatch, lines: Sequence[UrgentLine], seen: Mapping[str, Seen], lang: str) -> list[UrgentLine]:
    """The lines for a topic: those that speak the language of the words or of the asker, if there are any."""
    right = [line for line in lines if match.topic in line.topics]
    understood = [line for line in right if _languages(line, match.language, lang) < 2]

    def rank(line: UrgentLine) -> tuple[int, int, int, float, str]:
        one = seen[line.document.id]
        far = one.distance if one.distance is not None else float("inf")
        spoken = _languages(line, match.language, lang)
        return _OPEN_FIRST[one.open], spoken, len(line.topics), far, line.document.id

    return sorted(understood or right, key=rank)


def _languages(line: UrgentLine, words: str, lang: str) -> int:
    """0: the language of the words, 1: that of the asker or not known, 2: neither."""
    spoken = line.document.languages
    if spoken is None:
        return 1
    return 0 if words in spoken else 1 if lang in spoken else 2


def _hours(seen: Seen) -> OpeningHours | None:
    return seen.site.hours if seen.site is not None else seen.document.hours
