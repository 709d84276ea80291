"""What the search room asks of an engine, in the words of the domain. Two adapters answer it.

An engine finds candidates and counts them; it does not rank. Ranking is done by `search.rank` over the arrays that
come back, so that every engine gives the same order. The meaning of each filter is written once, per document, in
`search.fit`; an engine evaluates the same over many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from geo import DrawnArea, Point
from search.document import Document
from search.engine.rebuild import Build, Built, Finish, Rebuild

Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int32]
Answers: TypeAlias = NDArray[np.int8]
"""Three-valued facts: `YES`, `UNKNOWN` or `NO` each."""
Counts: TypeAlias = NDArray[np.int16]
Floats: TypeAlias = NDArray[np.float64]
Lots: TypeAlias = NDArray[np.uint64]
Rows: TypeAlias = NDArray[np.intp]
"""Places in arrays."""
Strings: TypeAlias = NDArray[np.object_]

YES, UNKNOWN, NO = 1, 0, -1

Scope = Literal["words", "names", "parts", "words_or_parts"]
Sort = Literal["relevance", "distance", "name", "checked"]
Facet = Literal[
    "theme",
    "function",
    "sector",
    "mode",
    "target_group",
    "language",
    "access",
    "budget",
    "accessibility",
    "zone",
]
FACETS: tuple[Facet, ...] = (
    "theme",
    "function",
    "sector",
    "mode",
    "target_group",
    "language",
    "access",
    "budget",
    "accessibility",
    "zone",
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a word may be in a document: all of `tokens`, in `scope`, counting for `weight` of a word.

    `words`: stems in names, keywords and descriptions; `names`: exact (folded) tokens in names; `parts`: stems of the
    parts of the document's compound words.
    """

    tokens: tuple[str, ...]
    weight: float
    scope: Scope


@dataclass(frozen=True, slots=True)
class WordGroup:
    """A word of the question with everything that counts as that word; the best alternative decides.

    One that is not `needed` only adds to the score of what was found without it.
    """

    word: str
    alternatives: tuple[Alternative, ...]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class TextQuery:
    """Words of which at least `minimum` of the needed ones must be there.

    `phrase` (stems in a row) and `name` (folded) are a bonus.

    A document with one of `terms` needs none of the words: that is what the words mean. Each is a term of the
    vocabulary (`function:schuldhulp`) with what it counts. `names_someone`: who has all the words in the names of the
    organisation is asked for by name.
    """

    groups: tuple[WordGroup, ...]
    minimum: int
    phrase: tuple[str, ...] = ()
    name: str = ""
    terms: tuple[tuple[str, float], ...] = ()
    names_someone: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Where someone lives, as far as it decides who serves them: the municipality (NIS code of today).

    `zones`: the eerstelijnszones in one of which it lies; more than one, or none, where only a municipality of several
    is known.
    """

    municipality: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked besides words. `terms`: per parameter the ids of which one is enough (strict ones and facts).

    Of `accessibility` all are needed, at one place. `serves` is where the people live whom it must serve. An offer has
    a visible place in `area`, and of its places only those in it are looked at.
    """

    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    zone: str | None = None
    area: DrawnArea | None = None
    accessibility: frozenset[str] = frozenset()
    serves: Home | None = None
    age: int | None = None
    free: bool = False
    intake_open: bool = False
    open_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Where someone is: a point, where that is (`None` for a zone) and, if asked, how far they will go."""

    point: Point
    home: Home | None
    radius_km: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """What is near in meaning, measured by the cosine with `vector`, which has length 1.

    A document is near that is at most `within` less near than the nearest, and either `above_mean` nearer than all are
    on the average or `sure` near. Nearest and average are those of all documents, whatever is asked besides: a filter
    makes nothing nearer. There is no largest number, for of many that are alike the ones close by must not be missing;
    an engine for many machines may stop at the nearest thousand texts.
    What is `far` less near than the nearest candidate counts nothing in their order.
    """

    vector: NDArray[np.float32]
    within: float
    above_mean: float
    sure: float
    far: float


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """All that an engine needs to know. `sort` is for an engine that must choose which candidates to send.

    With `text` and `nearest` a document needs one of the two; `nearest` alone is never asked. `wishes` remove nothing
    and are counted: what they ask is evaluated as for filters, but no classification is strict. `now`: the local moment
    for which to tell what is open; `None` where filters or wishes ask about a moment themselves.
    """

    today: date
    now: datetime | None = None
    text: TextQuery | None = None
    nearest: Nearest | None = None
    filters: Filters = Filters()
    wishes: Filters = Filters()
    near: Near | None = None
    sort: Sort = "relevance"
    facets: tuple[Facet, ...] = FACETS


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents that fit, as arrays of one length, in no order, with what ranking needs."""

    ids: Strings
    text: Floats
    """Score of the words; 0 where no words were asked, and for what is only near in meaning."""
    cosine: Floats
    """How near in meaning, from -1 to 1; nan where that was not asked or is not known."""
    distance: Floats
    """Kilometres to the place that `search.fit.chosen_site` gives; nan without a point on either side."""
    serves: Answers
    """Whether it serves the people of the home of `near`."""
    unknown: Counts
    """On how many of the asked facts nothing is known."""
    wished_unknown: Counts
    """On how many of the wishes nothing is known."""
    wished_not: Counts
    """How many of the wishes it is known not to fit; it fits the others."""
    checked: Codes
    """Proleptic ordinal of the day on which it was last checked; 0: not known."""
    name_rank: Codes
    """Place in the Dutch alphabetical order of names; equal names may share it."""
    open_now: Answers
    """`search.fit.open_there` at `EngineQuery.now`; `UNKNOWN` where that is not asked."""
    completeness: Floats
    """`search.completeness.completeness`: from 0 to 1."""
    organisation: Codes
    """A number for each organisation, within one answer; -1 where there is none."""
    sector: Codes
    """A number for each sector, within one answer; -1 where it is not known."""
    named: Bools
    """Whether its organisation or partnership is asked for by name: `TextQuery.name` is a whole name of it; or, with
    `names_someone`, of each word an alternative of scope `words` or `names` stands in its names."""
    lot: Lots
    """`search.lot.lot_of` its id: decides among equals."""

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class EngineResult:
    """`total` fitting documents, those of them that may be shown first, and counts per facet and term.

    `with_words` of the `total` have the words or the terms that were asked, or all where none were.
    """

    total: int
    with_words: int
    candidates: Candidates
    facets: Mapping[str, Mapping[str, int]]
    generation: int


class Reached(NamedTuple):
    """How far an index has followed the change log: the number of a change, and the mark of that very change.

    Without a mark nobody knows of which history the number is: nothing was followed yet, or an older program wrote it.
    """

    position: int
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine holds. `position`: the number in the change log that it reflects; `mark`: see `Reached`.

    `generation` changes whenever the content may have; `schema_version` and `analysis_version` are those of the index.
    `made_at`: when all of it was last made anew. `vocabulary_version`: of the words of the vocabulary that it was then
    made with, which are other words than those of today where it differs; an index that does not tell has `None`.
    `refused`: ids of documents that the engine could not take, the first hundred; they are not found until they change.
    """

    documents: int
    generation: int
    schema_version: int
    analysis_version: str
    vocabulary_version: str | None
    position: int
    made_at: datetime
    refused: tuple[str, ...] = ()
    mark: str | None = None

    @property
    def reached(self) -> Reached:
        """Number and mark together."""
        return Reached(self.position, self.mark)


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that goes on as typed. `id` is `None` where several records bear it."""

    text: str
    kind: Literal["offer", "organisation"]
    id: str | None
    demo: bool


class Elsewhere(NamedTuple):
    """Offers that are known to serve other people only: how many, and their ids, read while one looks."""

    total: int
    ids: Iterator[str]


class Engine(Protocol):
    """Keeps documents and finds them. Searching is safe from many threads, also while another thread writes.

    Every method may raise `EngineUnavailable`.
    """

    def search(self, query: EngineQuery) -> EngineResult:
        """The documents that fit the question."""

    def question(self) -> AbstractContextManager[None]:
        """Around all that is asked for one question of a person: together it has the time of one answer."""

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """The documents with these ids, as they are now; ids that are gone are absent."""

    def near_words(self, word: str, stem: str) -> tuple[str, ...]:
        """Words of the index of which `word` may be a slip, likeliest first; none where the index knows the word."""

    def complete(self, typed: str, municipality: str | None, limit: int) -> tuple[Completion, ...]:
        """Names of offers and organisations with a word that begins as typed; those in `municipality` first."""

    def serving(self, does: frozenset[str], home: Home, today: date) -> Sequence[str]:
        """Ids of all offers that do one of these (`doings`) and serve, or may serve, who lives there; in no order."""

    def elsewhere(self, does: frozenset[str], home: Home, today: date, here: Point) -> Elsewhere:
        """All other offers that do one of these: those with the nearest place first, those without a point last."""

    def read_ahead(self) -> Iterator[int]:
        """Reads in parts what answering needs to know of the offers, before anyone asks, where that is not at hand.

        Gives how many offers each part has. It takes seconds: who is in a hurry leaves off.
        """

    def apply(
        self, upserts: Sequence[Document], deletes: Sequence[str], position: int, mark: str | None = None
    ) -> None:
        """Make changes visible and durable at once, with `position` and its mark; deletes go first. May be repeated."""

    def rebuild(
        self,
        documents: Iterable[Document],
        position: int,
        finish: Finish | None = None,
        expected: int | None = None,
        mark: str | None = None,
    ) -> Built:
        """Replace all content while searches go on; the old content stays where anything fails.

        `finish` has the last word on the new build, and may write to it what changed meanwhile. `expected`: how many
        documents there will be, as far as is known, to tell how far it is.
        """

    def builds(self) -> tuple[Build, ...]:
        """What is kept: the live build and others, oldest first."""

    def last_rebuild(self) -> Rebuild | None:
        """The rebuild that is under way, or else the last one; `None` where there never was one."""

    def roll_back(self) -> None:
        """Make the previous build live again, and the live one the previous; who follows goes on from its position."""

    def prune(self, *, keep_previous: bool) -> tuple[str, ...]:
        """Remove builds that are not used, and the previous one where asked; gives their names."""

    def passages(self, since: int = 0) -> Iterator[Mapping[str, bytes]]:
        """Per document (id) the key of the text that its vector stands for (`search.meaning.key_of`), in parts.

        At least of those that came or changed after generation `since`.
        """

    def position(self) -> int:
        """The number in the change log that the index reflects."""

    def reached(self) -> Reached:
        """That number and the mark that was kept with it, of one moment."""

    def generation(self) -> int:
        """Changes whenever the content may have; asked with every question."""

    def info(self) -> EngineInfo:
        """What the engine holds."""

    def close(self) -> None:
        """Let go of files and locks."""
