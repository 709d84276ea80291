"""What is answered: the same objects for page, API and command line (DESIGN.md section 4)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from catalogue import OpeningHours
from geo import DistanceKind


class Shown(BaseModel):
    """A frozen part of an answer."""

    model_config = ConfigDict(frozen=True)


class Why(Shown):
    """A reason, for programs (`code`) and for people (`text`, plain Dutch)."""

    code: str
    text: str


class NamedId(Shown):
    """An id with the name that people see."""

    id: str
    name: str


class ZoneName(NamedId):
    """An eerstelijnszone."""


class PlaceAnswer(Shown):
    """A place as the map understood it; an eerstelijnszone has no municipality of its own."""

    name: str
    type: str
    municipality: str | None
    municipality_nis: str | None
    postcode: str | None
    zones: tuple[ZoneName, ...]
    lat: float
    lon: float
    precision: str
    matched: str = Field("exact", description="`fuzzy`: taken for a typing error.")
    approximate: bool = Field(False, description="A point whose municipality is that of the nearest place.")
    swapped: bool = Field(False, description="A point written as longitude, latitude and put right.")


class PlaceUnderstood(PlaceAnswer):
    """The place that was taken, and the other places that the words may mean."""

    alternatives: tuple[PlaceAnswer, ...] = ()


class Correction(Shown):
    """A word that was read as another one."""

    typed: str
    read_as: str


class WordsUnderstood(NamedId):
    """What words of the question stand for; `id` as in `not_meant`."""

    words: tuple[str, ...]


class TermUnderstood(WordsUnderstood):
    """A term of the vocabulary."""


class WishUnderstood(WordsUnderstood):
    """Something that is asked besides what the question is about: for whom, where, when, in which way.

    It ranks and removes nothing. `parameter` with `value` asks the same of every result; a place ranks alike in both.
    """

    parameter: str
    value: str = Field(description="Of `at` a local moment in Belgium; several modes with commas between them.")


class AreaUnderstood(Shown):
    """The area on the map in which places must lie, told by the box around it, in degrees (WGS84)."""

    west: float
    south: float
    east: float
    north: float


class SectorMeaning(Shown):
    """What a word means in one sector; without a `source` nobody checked it."""

    sector: str = Field(description="In words, as the people of the sector name it.")
    sectors: tuple[str, ...] = Field(description="Terms of the list sector to ask with; none: everyday language.")
    explanation: str
    source: str | None


class AmbiguousWord(Shown):
    """A word of the question that means something else from sector to sector; `id` as in the glossary."""

    id: str
    word: str
    meanings: tuple[SectorMeaning, ...]


class AbbreviationUnderstood(Shown):
    """An abbreviation of the question and what it stands for; `id` is that of the glossary."""

    id: str
    text: str
    meaning: str


class Understood(Shown):
    """What was understood of the question."""

    language: str = Field("nl", description="In which the question is, ISO 639-1; nl where nothing tells.")
    words: tuple[str, ...] = ()
    terms: tuple[TermUnderstood, ...] = ()
    wishes: tuple[WishUnderstood, ...] = ()
    place: PlaceUnderstood | None = None
    area: AreaUnderstood | None = Field(None, description="Of `bbox` or `area`.")
    themes: tuple[NamedId, ...] = ()
    corrections: tuple[Correction, ...] = ()
    ambiguous: tuple[AmbiguousWord, ...] = Field((), description="Told as long as no `sector` was chosen.")
    abbreviations: tuple[AbbreviationUnderstood, ...] = ()


class HitPlace(Shown):
    """Where a hit is. `lat` and `lon` are absent where no point is known."""

    municipality: str | None
    postcode: str | None
    lat: float | None
    lon: float | None


class Hit(Shown):
    """One offer, at its nearest visible location."""

    id: str
    name: str
    name_language: str = Field("nl", description="Of `name`, ISO 639-1: the language asked, else Dutch, else another.")
    summary: str | None
    summary_language: str = Field("nl", description="Of `summary`.")
    organisation: NamedId | None
    sector: str | None
    place: HitPlace | None
    other_locations: int
    distance_km: float | None = Field(description="Kilometres as the crow flies, one decimal.")
    travel_minutes: int | None = Field(
        None, description="Minutes on the way, by `travel_by` of the answer; null: not asked or not known."
    )
    serves_here: bool | None = Field(description="Whether it serves who lives in the place asked; null: not known.")
    phone: str | None
    website: str | None
    chat: str | None = Field(None, description="Where one can chat.")
    open_now: bool | None
    hours: OpeningHours | None = Field(None, description="Opening hours, told with urgent help only.")
    modes: tuple[str, ...]
    access: str | None
    cost: str | None
    waiting: str | None
    languages: tuple[str, ...]
    line: int | None
    score: float
    factors: dict[str, float] | None = Field(
        None, description="With `explain`: what `score` is made of, (`words` + `meaning`) times all others."
    )
    why: tuple[Why, ...]
    checked_on: date | None
    demo: bool


class UrgentTopic(NamedId):
    """Something that cannot wait, and what to do now."""

    say: str = Field(description="What to do now and whom to call, in `language`.")
    language: str = Field(description="Of `name` and `say`: that of the words that were recognised.")
    sure: bool = Field(
        True,
        description="False: no rule recognises it, and a net learnt from phrases takes it for likely: ask. The `say` "
        "of the first topic then begins with the question. The same for all topics of an answer.",
    )


class Urgent(Shown):
    """What cannot wait in a question: empty for an ordinary one."""

    urgent_topics: tuple[UrgentTopic, ...] = Field((), description="Terms of the list urgent_topic, the gravest first.")
    urgent: tuple[Hit, ...] = Field((), description="Whom to call now, at most four, before any result.")


class FacetCount(Shown):
    """How many results know themselves to have a term; a facet's counts ignore its own filter."""

    id: str
    name: str
    count: int


class Trace(Shown):
    """One step of the way from question to answer."""

    step: str
    note: str


class Widened(Shown):
    """Something that was asked and let go, because nothing was found with it."""

    parameter: str
    value: str = Field(description="What was asked, the values of a list joined by commas; empty for the words (`q`).")
    text: str = Field(description="What was done instead, in plain Dutch.")


class SearchAnswer(Urgent):
    """The answer to a search."""

    understood: Understood
    total: int
    answered_by: Literal["strict", "lenient", "hybrid"]
    widened: tuple[Widened, ...] = Field(
        (), description="What was let go, in this order; what a result does not fit stands in its `why`."
    )
    results: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    distance_kind: DistanceKind = Field(
        "as_the_crow_flies",
        description="What tells how far results are, and orders them with `sort=distance`. Scores and `radius_km` "
        "always go by the distance as the crow flies.",
    )
    travel_by: str | None = Field(None, description="How one travels, in Dutch; with `travel_time` only.")
    cursor: str | None = None
    explain: tuple[Trace, ...] | None = None


class Suggestion(Shown):
    """A completion. `id`: of the record, the term or the abbreviation; null where the text itself is what leads on."""

    text: str
    kind: Literal["urgent", "abbreviation", "function", "theme", "offer", "organisation", "place"]
    id: str | None
    explanation: str | None = Field(
        None,
        description="What an abbreviation stands for, with which everyday words a function or theme was found, "
        "or which urgent topic was recognised.",
    )
    demo: bool = False
