"""One way to add an endpoint, documented for GET and answering HEAD as well, and to send on to another address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

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


def moved_to(request: Request, end: str, cache_control: str) -> RedirectResponse:
    """The address (301) that ends on `end` where the one asked for ends on as many other parts."""
    start = request.url.path.rsplit("/", end.count("/") + 1)[0]
    return RedirectResponse(f"{start}/{end}", status_code=301, headers={"Cache-Control": cache_control})
