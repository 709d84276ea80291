"""How a question is answered, from the request to the page of results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Literal

from catalogue import Glossary, Vocabulary
from geo import Gazetteer, TravelTime
from search.analysis import Analyser
from search.answer import Hit, PlaceAnswer, SearchAnswer, Suggestion, Trace, Urgent, Widened
from search.boosts import Boosts
from search.cursor import Cursor, WindowKey, fingerprint
from search.engine.port import Candidates, Engine, EngineResult
from search.errors import PlaceNeeded, StaleCursor, UnknownPlace
from search.facets import FacetNames
from search.hit import Seen, hit, is_too_near_to_tell
from search.lexicon import Lexicon
from search.meaning import Meaning
from search.phrasebook import Phrasebook
from search.question import SearchRequest
from search.rank import Ranked, rank
from search.suggest import Suggester
from search.travel import STEP, Minutes, by_minutes, travel_minutes, way_words
from search.understand import (
    Reading,
    Speller,
    check_terms,
    lenient,
    place_wish,
    read_abbreviations,
    read_foreign_words,
    read_language,
    read_meaning,
    read_names,
    read_nearness,
    read_place,
    read_slips,
    read_wishes,
    read_words,
    strict,
    understand,
    unless_foreign,
)
from search.understood import place_answer, understood
from search.urgent.help import UrgentHelp
from search.why import ALIKE, WITHOUT_WORDS, reasons
from search.widen import WORDS, widen
from search.window import Window, Windows
from search.zone_counts import ZoneCount, ZoneCounter

TOO_FEW = 3
"""With fewer strict results the lenient way is tried: a person expects a choice."""

QUARTER = 15
"""Minutes for which an order stays as it is, whatever opens or closes meanwhile: doors keep to quarters of an hour."""


NOTHING_KNOWN = Phrasebook()


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine gave, and in which way it was asked."""

    result: EngineResult
    answered_by: Literal["strict", "lenient"]
    reading: Reading
    widened: tuple[Widened, ...] = ()


class Searcher:
    """Answers questions over one engine, with travel times if there is who tells them. Safe from many threads."""

    def __init__(
        self,
        engine: Engine,
        gazetteer: Gazetteer,
        vocabulary: Vocabulary,
        analyser: Analyser,
        phrasebook: Phrasebook = NOTHING_KNOWN,
        *,
        travel: TravelTime | None = None,
        urgent: UrgentHelp | None = None,
        meaning: Meaning | None = None,
        boosts: Boosts | None = None,
    ) -> None:
        """`phrasebook` is what is known of words; `travel` tells how long a way is.

        Without `meaning` words are all that counts; without `boosts` it does not count where something is or whom it
        serves.
        """
        glossary, wishes, languages = phrasebook.glossary, phrasebook.wishes, phrasebook.languages
        self._boosts = boosts
        self._meaning = meaning
        self._urgent = urgent
        self._engine = engine
        self._travel = travel
        self._analyser = analyser
        self._vocabulary = vocabulary
        self._facets = FacetNames(vocabulary, gazetteer)
        lexicon = phrasebook.lexicon or Lexicon((), {}, analyser)
        self._glossary = glossary or Glossary({}, {}, {})
        self._suggester = Suggester(engine, gazetteer, vocabulary, analyser, lexicon, self._glossary)
        self._gazetteer = gazetteer
        self._wishes = wishes
        self._first_steps = (read_wishes(wishes, gazetteer, lexicon),) if wishes is not None else ()
        self._place_steps = (*self._first_steps, read_place(gazetteer))
        self._steps = (
            *self._place_steps,
            check_terms(vocabulary, gazetteer),
            *([read_language(languages)] if languages else []),
            *([read_foreign_words(phrasebook.foreign, languages)] if phrasebook.foreign and languages else []),
            read_words(analyser, lexicon),
            *([read_abbreviations(glossary, analyser)] if glossary is not None else []),
            read_meaning(lexicon),
            unless_foreign(read_slips(Speller(engine, analyser, lexicon, gazetteer).readings, analyser, lexicon)),
            read_names(vocabulary),
            *([read_nearness(meaning)] if meaning is not None else []),
        )
        self._windows = Windows()
        self._zones = ZoneCounter(engine, [zone.id for zone in gazetteer.zones], TOO_FEW)

    def search(self, request: SearchRequest, now: datetime) -> SearchAnswer:
        """The page of results that was asked for. `now` is a local moment in Belgium.

        Raises `UnknownPlace`, `PlaceNeeded`, `UnknownTerm`, `BadCursor`, `StaleCursor` or `EngineUnavailable`.
        """
        offset = 0
        with self._engine.question():
            if request.cursor:
                cursor = Cursor.read(request.cursor, request)
                offset = cursor.offset
                window = self._again(request, cursor.window, now)
            else:
                passes = understand(request, now, self._first_steps).passes
                key = self._key(request, self._engine.generation(), now, passes=passes)
                kept = self._windows.get(key)
                window = self._window(request, key.moment) if kept is None or self._lacks_minutes(kept) else kept
            page = self._page(window, request, offset, now)
        return page.model_copy(update=dict(self.urgent(request.q, request.place, request.lang, now)))

    def place_of(self, request: SearchRequest, now: datetime) -> PlaceAnswer | None:
        """Where help is asked for, by the parameter or in the words, if that is known. Needs no engine."""
        try:
            places = understand(request, now, self._place_steps).places
        except (UnknownPlace, PlaceNeeded):
            return None
        return place_answer(places[0]) if places else None

    def urgent(self, text: str, place: str | None, lang: str, now: datetime) -> Urgent:
        """What cannot wait in a text, and whom to call; needs no engine, and an unknown place does no harm."""
        return self._urgent.find(text, place, lang, now) if self._urgent is not None else Urgent()

    def count_by_zone(self, request: SearchRequest, now: datetime) -> dict[str, ZoneCount]:
        """Per zone (id) how much is found once it is chosen; a zone that the request has is put aside.

        `now` and errors as for `search`.
        """
        with self._engine.question():
            return self._zones.counts(understand(request, now, self._steps))

    def suggest(self, text: str, place: str | None, now: datetime, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions of what someone types, what cannot wait first. Raises `EngineUnavailable`.

        `now` as for `search`.
        """
        with self._engine.question():
            return self._suggester.suggest(text, place, self.urgent(text, place, "nl", now), limit)

    def name_of(self, not_meant: str) -> str:
        """The name in Dutch of a term or a wish, by its id as in `not_meant`; a part of an id that is none."""
        kind, _, value = not_meant.partition(":")
        if kind == "place":
            places = self._gazetteer.resolve(value.replace("-", " "))
            return place_wish(value, places[0]).name if places else f"in {value}"
        name = self._wishes.name(not_meant) if self._wishes is not None else None
        return name or self._vocabulary.label(kind, value)

    def _again(self, request: SearchRequest, key: WindowKey, now: datetime) -> Window:
        """The window of a cursor once more; only over the same content on the same day, in memory or not."""
        if key.day != now.date().toordinal() or self._engine.generation() != key.generation:
            raise StaleCursor
        if self._learned != key.learned:
            raise StaleCursor
        kept = self._windows.get(key)
        if kept is None and self._travel is not None and request.sort == "distance":
            raise StaleCursor  # minutes of now need not give the order of then
        window = kept or self._window(request, key.moment)
        if window.key != key:
            raise StaleCursor
        return window

    def _key(self, request: SearchRequest, generation: int, now: datetime, *, passes: bool) -> WindowKey:
        """What is found depends on the minute for a question about opening hours, else the order on the quarter.

        `passes`: see `Reading`.
        """
        minute = now.hour * 60 + now.minute
        if not passes:
            minute -= minute % QUARTER
        return WindowKey(fingerprint(request), generation, now.date().toordinal(), minute, self._learned)

    @property
    def _learned(self) -> int:
        """Which version of what is known of meanings answers."""
        return self._meaning.version if self._meaning is not None else 0

    def _lacks_minutes(self, window: Window) -> bool:
        """Whether the travel times failed when it was made."""
        asked = window.reading.request.sort == "distance" and bool(window.reading.places)
        return self._travel is not None and asked and window.minutes is None

    def _window(self, request: SearchRequest, now: datetime) -> Window:
        asked = understand(request, now, self._steps)
        found = self._find(asked)
        if not found.result.total and not request.exact:
            found = self._find_wider(found)
        candidates, nearest = found.result.candidates, found.reading.nearest
        far = nearest.far if nearest is not None else inf
        ranked = rank(candidates, request.sort, now.date(), self._boosts, len(found.reading.words), far=far)
        reading = found.reading.noted("volgorde", self._told(request, ranked, found.result.total))
        minutes = None
        if request.sort == "distance":
            minutes = self._minutes_to(candidates.ids[ranked.order].tolist(), reading)
        if minutes is not None:
            known = candidates.unknown[ranked.order].tolist()
            ranked = ranked.reordered(by_minutes(candidates.ids[ranked.order].tolist(), known, minutes))
            reading = reading.noted(STEP, f"{len(minutes)} gevraagd; volgens minuten gezet")
        window = Window(
            key=self._key(request, found.result.generation, now, passes=asked.passes),
            reading=replace(asked, trace=reading.trace),  # each hit is held against all that was asked
            ids=tuple(candidates.ids[ranked.order]),
            scores=tuple(ranked.scores),
            factors=ranked.factors,
            total=found.result.total,
            facets=found.result.facets,
            answered_by=found.answered_by,
            widened=found.widened,
            alike=_alike(candidates, ranked.order, reading),
            minutes=minutes,
        )
        self._windows.keep(window)
        return window

    def _told(self, request: SearchRequest, ranked: Ranked, total: int) -> str:
        """How it was ordered, for `explain`: the factors and from what to what each goes."""
        bounds = self._boosts.bounds() if self._boosts is not None else ()
        told = "; ".join(f"{name} {lowest:.4g} tot {highest:.4g}" for name, lowest, highest in bounds)
        order = f"{request.sort}: {len(ranked.order)} van {total}"
        return f"{order}; (words + meaning) maal {told}" if told else order

    def _minutes_to(self, ids: Sequence[str], reading: Reading) -> Minutes | None:
        if self._travel is None or reading.near is None:
            return None
        documents = self._engine.documents(ids)
        return travel_minutes(self._travel, reading, [Seen.by(reading, document) for document in documents.values()])

    def _find(self, reading: Reading) -> Found:
        """Strict; where that finds too little, lenient, if that finds more."""
        text = strict(reading)
        result = self._engine.search(reading.query(text))
        reading = reading.noted("streng", f"{result.total} gevonden")
        if text is None or not text.groups or result.with_words >= TOO_FEW:
            return Found(result, "strict", reading)
        wider = self._engine.search(reading.query(lenient(reading)))
        reading = reading.noted("soepel", f"{wider.total} gevonden")
        if wider.with_words <= result.with_words:
            return Found(result, "strict", reading)
        return Found(wider, "lenient", reading)

    def _find_wider(self, found: Found) -> Found:
        """With as little let go as it takes to find something."""

        def finds(reading: Reading) -> bool:
            text = lenient(reading) if strict(reading) is not None else None
            return self._engine.search(replace(reading.query(text), facets=())).total > 0

        wider = widen(found.reading, finds)
        if wider is None:
            return found
        return replace(self._find(wider.reading), widened=wider.told(self._facets.name))

    def _page(self, window: Window, request: SearchRequest, offset: int, now: datetime) -> SearchAnswer:
        """One page of a window as it is `now`; an offer that is gone since is left out, its place stays empty."""
        end = min(offset + request.size, len(window.ids))
        documents = self._engine.documents(window.ids[offset:end])
        asked = window.reading.request.model_copy(update={"explain": request.explain})
        reading = replace(window.reading, request=asked, now=window.reading.now if window.reading.passes else now)
        seen = [
            (Seen.by(reading, documents[window.ids[place]]), place)
            for place in range(offset, end)
            if window.ids[place] in documents
        ]
        minutes = window.minutes
        if request.sort != "distance":
            minutes = travel_minutes(self._travel, reading, [one for one, _ in seen])
        more = Cursor(end, window.key).write() if end < len(window.ids) else None
        return SearchAnswer(
            understood=understood(window.reading, self._vocabulary, self._glossary),
            total=window.total,
            answered_by="hybrid" if window.alike.intersection(window.ids[: request.size]) else window.answered_by,
            widened=window.widened,
            results=tuple(self._hit(one, place, window, reading, minutes) for one, place in seen),
            facets=self._facets.named(window.facets),
            distance_kind="as_the_crow_flies" if minutes is None else "travel_time",
            travel_by=self._travel.label if self._travel is not None and minutes is not None else None,
            cursor=more,
            explain=_explained(window.reading) if request.explain else None,
        )

    def _hit(self, seen: Seen, place: int, window: Window, reading: Reading, minutes: Minutes | None) -> Hit:
        """The one at a place of the window."""
        known = minutes.get(seen.document.id) if minutes is not None and not is_too_near_to_tell(seen) else None
        whole = None if known is None else max(1, round(known))
        way = None if whole is None or self._travel is None else way_words(whole, self._travel.label)
        why = reasons(seen, reading, self._analyser, self._vocabulary.label, way)
        if seen.document.id in window.alike:
            why = (ALIKE, *why)
        if any(one.parameter == WORDS for one in window.widened):
            why = (WITHOUT_WORDS, *why)
        factors = None
        if reading.request.explain:
            factors = {name: float(each[place]) for name, each in window.factors.items()}
        return hit(seen, window.scores[place], why, reading.request.lang, whole, factors)


def _alike(candidates: Candidates, order: Sequence[int], reading: Reading) -> frozenset[str]:
    """Those that have none of the words and nothing of what they stand for."""
    if reading.nearest is None:
        return frozenset()
    return frozenset(candidates.ids[row] for row in order if candidates.text[row] == 0)


def _explained(reading: Reading) -> tuple[Trace, ...]:
    return tuple(Trace(step=step, note=note) for step, note in reading.trace)
