"""Questions about a person: what is kept of them is nothing, and what is wrong with them is told by field only (D1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from api.caching import NOT_KEPT
from catalogue import Vocabulary
from geo import Gazetteer, Place
from matching.fault import Fault
from matching.reason import Reason


class ReasonAnswer(BaseModel):
    """A reason in words and as data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(description="A rule id of the policy, or a term.")
    text: str = Field(description="For people, in plain Dutch.")


def reason_answer(reason: Reason) -> ReasonAnswer:
    """A reason as answers show it."""
    return ReasonAnswer(code=reason.code, text=reason.text)


def reason_answers(reasons: Iterable[Reason]) -> tuple[ReasonAnswer, ...]:
    """The reasons as answers show them."""
    return tuple(map(reason_answer, reasons))


def kilometres(distance: float | None) -> float | None:
    """A distance to one decimal, as answers give it; `None` where it is not known."""
    return None if distance is None else round(distance, 1)


def kept_by_no_cache(response: Response) -> None:
    """Mark the answer as one that follows from what someone told."""
    response.headers["Cache-Control"] = NOT_KEPT


def refused(faults: Iterable[Fault]) -> RequestValidationError:
    """The error that tells what is wrong with which field of a body, and never what stood in it."""
    errors: list[Any] = [
        {
            "type": "fault",
            "loc": ("body", *fault.field.split(".")),
            "msg": fault.reason,
            "ctx": {"reason": fault.reason},
        }
        for fault in faults
    ]
    return RequestValidationError(errors)


def unknown_terms(vocabulary: Vocabulary, name: str, field: str, terms: Iterable[str]) -> Iterable[Fault]:
    """The terms that do not stand in a list, by their place in the field."""
    for number, term in enumerate(terms):
        if term not in vocabulary[name]:
            yield Fault(f"{field}.{number}", f"kennen wij niet; kies uit /api/v1/vocabulary/{name}")


def places_meant(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    """The places that the field `place` can mean, the likeliest first. Raises a refusal where there are none."""
    places = gazetteer.resolve(text)
    if not places:
        where = gazetteer.elsewhere(text)
        reason = "ligt niet in Vlaanderen of Brussel" if where else "kennen wij niet"
        raise refused([Fault("place", f"{reason}; vul een gemeente of een postcode in")])
    return places
