"""`/health/*`: for whoever watches over the server."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.caching import NOT_KEPT
from api.context import ApiContext
from api.documentation import answers
from api.examples import FRESHNESS
from api.routing import add_get
from indexer import DocumentTerms, other_history
from search import EngineInfo, EngineUnavailable, Finding, IndexOutdated, RebuildState
from search.meaning import State
from store import StoreError

Retrieval = Literal["words", "words and meaning"]


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """Whether it can answer questions with what the store holds."""

    ready: bool
    reasons: tuple[str, ...] = Field(description="Why not yet; empty where it is ready.")
    retrieval: Retrieval = Field(description="What offers are found by at this moment.")
    advice: str | None = Field(None, description="What whoever looks after it should do, while it goes on answering.")


class ChangeLog(BaseModel):
    """The log of changes and how far the index has followed it."""

    last: int = Field(description="Number of the last change.")
    behind: int | None = Field(
        description="How many changes the index does not have; null where it does not answer or is of another history."
    )
    other_history: str | None = Field(
        None,
        description="Where the index followed changes that are not in this log (an older copy of the database was put "
        "back): what is wrong and what to do where it lasts, in Dutch. It takes nothing in until it is made anew.",
    )


class Vectors(BaseModel):
    """How far meaning is searched. Without it words alone count, and search works all the same."""

    state: State = Field(description="off: not wanted; loading; ready; unavailable: wanted, but it cannot run here.")
    model: str | None = Field(None, description="The model that makes the vectors; null until it is loaded.")
    reason: str | None = Field(None, description="Why it is unavailable; more is in the log.")
    done: int = Field(0, description="Offers that are found by their meaning.")
    total: int = Field(0, description="Offers in the index.")


class RebuildTold(BaseModel):
    """The rebuild of the index that is under way, or the last one."""

    state: RebuildState = Field(
        description="running; done; refused: a check failed; failed: a fault; broken off: its process died. But for "
        "running and done the index that was live stays."
    )
    started: datetime
    ended: datetime | None = Field(description="null while it runs, and where it broke off.")
    documents: int = Field(description="Offers in the new index so far.")
    expected: int | None = Field(description="Offers of the store; those that are not to be found among them.")
    findings: tuple[Finding, ...] = Field(
        description="What the checks found, before the new index may replace the old."
    )
    reason: str | None = Field(None, description="Why it was refused or failed.")


class Freshness(BaseModel):
    """How fresh the answers are."""

    records: int = Field(description="Records in the store.")
    change_log: ChangeLog
    index: EngineInfo | None = Field(description="What the index holds; null where it does not answer.")
    advice: str | None = Field(None, description="What whoever looks after it should do, while it goes on answering.")
    rebuild: RebuildTold | None = Field(description="null where there was none, or the index does not answer.")
    vectors: Vectors
    follower: str | None = Field(
        None, description="The kind of fault for which the index cannot follow; more is in the log."
    )


def health_routes(context: ApiContext) -> APIRouter:
    """The endpoints of health."""
    router = APIRouter(prefix="/health", tags=["health"])

    def live(response: Response) -> Live:
        """Always 200 while the process answers."""
        response.headers["Cache-Control"] = NOT_KEPT
        return Live()

    def ready(response: Response) -> Ready:
        """200 once the index is open and every change of the store is in it, else 503 with the reasons."""
        told = _readiness(context)
        response.headers["Cache-Control"] = NOT_KEPT
        response.status_code = 200 if told.ready else 503
        return told

    def freshness(response: Response) -> Freshness:
        """How many records, how far the index has followed their changes, and what it holds."""
        response.headers["Cache-Control"] = NOT_KEPT
        return freshness_of(context)

    told = answers(Live, "It lives.", {"status": "live"})
    add_get(router, "/live", live, operation_id="health_live", summary="Does it live?", responses=told)
    told = answers(Ready, "It is ready.", {"ready": True, "reasons": [], "retrieval": "words and meaning"})
    not_yet = {"ready": False, "reasons": ["de zoekindex loopt 12 wijzigingen achter"], "retrieval": "words"}
    told[503] = answers(Ready, "", not_yet)[200] | {"description": "Not yet."}
    add_get(router, "/ready", ready, operation_id="health_ready", summary="Is it ready?", responses=told)
    told = answers(Freshness, "How fresh it is.", FRESHNESS)
    add_get(router, "/freshness", freshness, operation_id="health_freshness", summary="How fresh?", responses=told)
    return router


def freshness_of(context: ApiContext) -> Freshness:
    """How fresh the answers are at this moment. Raises `StoreError` where the database does not answer."""
    index = _index(context)
    return Freshness(
        records=context.store.count(),
        change_log=_change_log(context, index),
        index=index,
        advice=_advice(context, index) if index else None,
        rebuild=_rebuild(context),
        vectors=_vectors(context, index),
        follower=_fault(context),
    )


def _change_log(context: ApiContext, index: EngineInfo | None) -> ChangeLog:
    last = context.store.last_change()
    if index is None:
        return ChangeLog(last=last, behind=None)
    if other := other_history(context.store, index.reached):
        return ChangeLog(last=last, behind=None, other_history=other.message)
    return ChangeLog(last=last, behind=max(last - index.position, 0))


def _readiness(context: ApiContext) -> Ready:
    try:
        index = context.engine.info()
    except EngineUnavailable as fault:
        reason = fault.message if isinstance(fault, IndexOutdated) else "de zoekindex antwoordt niet"
        return Ready(ready=False, reasons=(reason,), retrieval="words")
    reasons = tuple(_hindrances(context, index))
    return Ready(
        ready=not reasons, reasons=reasons, retrieval=_retrieval(context, index), advice=_advice(context, index)
    )


def _hindrances(context: ApiContext, index: EngineInfo) -> list[str]:
    try:
        told = _change_log(context, index)
    except StoreError:
        return ["de databank antwoordt niet"]
    if told.other_history:
        return [told.other_history]
    changes = "wijziging" if told.behind == 1 else "wijzigingen"
    behind = [f"de zoekindex loopt {told.behind} {changes} achter"] if told.behind else []
    return [*behind, "de server is pas gestart en leest nog wat hij moet weten"] if context.is_slow() else behind


def _advice(context: ApiContext, index: EngineInfo) -> str | None:
    """Other words of the vocabulary hinder nobody: offers are found by the words they were indexed with."""
    if index.vocabulary_version == DocumentTerms.of(context.vocabulary).version:
        return None
    seen = "is veranderd sinds de zoekindex gemaakt is"
    if index.vocabulary_version is None:
        seen = "waarmee de zoekindex gemaakt is, is niet bekend"
    return f"de woordenlijst van de catalogus {seen}: maak hem opnieuw met `loket rebuild`"


def _index(context: ApiContext) -> EngineInfo | None:
    try:
        return context.engine.info()
    except EngineUnavailable:
        return None


def _rebuild(context: ApiContext) -> RebuildTold | None:
    try:
        last = context.engine.last_rebuild()
    except EngineUnavailable:
        return None
    return RebuildTold.model_validate(last, from_attributes=True) if last is not None else None


def _vectors(context: ApiContext, index: EngineInfo | None) -> Vectors:
    """Offers are counted where the index answers."""
    meaning = context.meaning
    if meaning is None:
        return Vectors(state="off")
    state, fault = meaning.now()
    model = meaning.embedder.name if meaning.embedder is not None else None
    told = Vectors(state=state, model=model, reason=_kind(fault))
    if index is None:
        return told
    try:
        progress = meaning.progress(context.engine.passages(), index.documents)
    except EngineUnavailable:
        return told
    return told.model_copy(update={"done": progress.done, "total": progress.total})


def _retrieval(context: ApiContext, index: EngineInfo) -> Retrieval:
    """Whether any offer can be found by its meaning."""
    told = _vectors(context, index)
    return "words and meaning" if told.state == "ready" and told.done else "words"


def _fault(context: ApiContext) -> str | None:
    """Only the kind: the message of a fault may quote the record that caused it, hidden fields included."""
    return _kind(context.follower_failure())


def _kind(fault: str | None) -> str | None:
    return fault.partition(":")[0] if fault else None
