"""How a question is answered: analysis, understanding, engine port with its adapters, ranking, answer."""

from search.analysis import Analyser
from search.answer import (
    Correction,
    FacetCount,
    Hit,
    HitPlace,
    NamedId,
    PlaceAnswer,
    PlaceUnderstood,
    SearchAnswer,
    Suggestion,
    Understood,
    Urgent,
    UrgentTopic,
    Why,
    WishUnderstood,
    ZoneName,
)
from search.boosts import Boosts
from search.document import SCHEMA_VERSION, Area, Document, DocumentSite
from search.document import Contact as DocumentContact
from search.engine.embedded import open_embedded
from search.engine.port import Engine, EngineInfo, Reached
from search.engine.rebuild import ENDED_BADLY, Build, Built, Finding, Rebuild, RebuildState
from search.errors import (
    BadCursor,
    BuildRefused,
    EngineAway,
    EngineLocked,
    EngineUnavailable,
    IndexOutdated,
    PlaceNeeded,
    SearchError,
    StaleCursor,
    UnknownPlace,
    UnknownTerm,
)
from search.lexicon import Lexicon
from search.phrasebook import Phrasebook
from search.question import WINDOW, SearchRequest, SearchWithArea
from search.searcher import Searcher
from search.understand import ForeignWords, Languages
from search.understood import place_answer, place_understood
from search.wishes import Wishes
from search.zone_counts import ZoneCount

__all__ = [
    "ENDED_BADLY",
    "SCHEMA_VERSION",
    "WINDOW",
    "Analyser",
    "Area",
    "BadCursor",
    "Boosts",
    "Build",
    "BuildRefused",
    "Built",
    "Correction",
    "Document",
    "DocumentContact",
    "DocumentSite",
    "Engine",
    "EngineAway",
    "EngineInfo",
    "EngineLocked",
    "EngineUnavailable",
    "FacetCount",
    "Finding",
    "ForeignWords",
    "Hit",
    "HitPlace",
    "IndexOutdated",
    "Languages",
    "Lexicon",
    "NamedId",
    "Phrasebook",
    "PlaceAnswer",
    "PlaceNeeded",
    "PlaceUnderstood",
    "Reached",
    "Rebuild",
    "RebuildState",
    "SearchAnswer",
    "SearchError",
    "SearchRequest",
    "SearchWithArea",
    "Searcher",
    "StaleCursor",
    "Suggestion",
    "Understood",
    "UnknownPlace",
    "UnknownTerm",
    "Urgent",
    "UrgentTopic",
    "Why",
    "WishUnderstood",
    "Wishes",
    "ZoneCount",
    "ZoneName",
    "open_embedded",
    "place_answer",
    "place_understood",
]
