"""One way to add an endpoint: documented for GET, and answering HEAD as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from api.documentation import Responses


def add_get(
    router: APIRouter, path: str, endpoint: Callable[..., Any], *, operation_id: str, summary: str, responses: Responses
) -> None:
    """Answer GET, and HEAD with the same headers; the description is the endpoint's docstring.

    The server sends no body in answer to HEAD.
    """
    model = responses[200]["model"]
    router.add_api_route(
        path,
        endpoint,
        methods=["GET"],
        operation_id=operation_id,
        summary=summary,
        response_model=model,
        responses=responses,
    )
    router.add_api_route(path, endpoint, methods=["HEAD"], response_model=model, include_in_schema=False)
