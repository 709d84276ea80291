"""What the OpenAPI document says of answers: each with an example, the problems as problem details."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from api.problems import PROBLEM_JSON, PROBLEM_TYPES, Problem, ProblemType

Responses = dict[int | str, dict[str, Any]]

_SCHEMA = {"$ref": f"#/components/schemas/{Problem.__name__}"}


def answers(model: type[BaseModel], meaning: str, example: Mapping[str, Any], *problems: int) -> Responses:
    """The answers of an endpoint: 200 with its model and an example, and the statuses at which it tells a problem.

    429 goes without saying: every endpoint is limited. `default` stands for the rest, such as a wrong method.
    """
    responses: Responses = {
        200: {"model": model, "description": meaning, "content": {"application/json": {"example": dict(example)}}}
    }
    for status in sorted({*problems, 429}):
        responses[status] = _problem(status)
    responses["default"] = {"description": "Any other problem.", "content": {PROBLEM_JSON: {"schema": _SCHEMA}}}
    return responses


def moved(meaning: str) -> Responses:
    """The answer 301 to an id that is not, or no longer, the canonical one."""
    return {301: {"description": meaning, "headers": {"Location": _header("Where it is now.")}}}


def not_modified() -> Responses:
    """The answer 304 to a client that already has this version."""
    return {304: {"description": "You have this version already (If-None-Match).", "headers": {"ETag": _header("It.")}}}


def _problem(status: int) -> dict[str, Any]:
    kinds = [kind for kind in PROBLEM_TYPES if kind.status == status]
    examples = {kind.name: {"value": _example(kind)} for kind in kinds}
    described: dict[str, Any] = {
        "description": " / ".join(kind.title for kind in kinds),
        "content": {PROBLEM_JSON: {"schema": _SCHEMA, "examples": examples}},
    }
    if status == 429:
        described["headers"] = {"Retry-After": _header("Seconds to wait.")}
    return described


def _example(kind: ProblemType) -> dict[str, Any]:
    return kind.problem().model_dump(mode="json", exclude_none=True)


def _header(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "schema": {"type": "string"}}
