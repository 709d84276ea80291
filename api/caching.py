"""Answers that a client may keep, and need not be sent again while they are the same."""

from __future__ import annotations

import hashlib
import re

import orjson
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

ASK_AGAIN = "no-cache"
"""Keep it, but ask each time whether it still holds: a record may be hidden or gone at any moment."""

AN_HOUR = "public, max-age=3600"
"""For reference data, which changes only with a new version of the program."""

NOT_KEPT = "no-store"
"""For what follows from words that someone typed: that can be personal."""

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def revalidated(request: Request, body: BaseModel, cache_control: str) -> Response:
    """The answer with a strong ETag, or 304 where `If-None-Match` names that tag.

    The tag is a digest of the body, which holds the version of the record: so it changes with every record that the
    body draws on and with what is hidden, and can never belong to another body.
    """
    return kept(request, orjson.dumps(body.model_dump(mode="json", exclude_defaults=True)), cache_control)


def kept(request: Request, content: bytes, cache_control: str, media_type: str = "application/json") -> Response:
    """The same for an answer that is written out already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": cache_control}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=media_type)


def _has(request: Request, tag: str) -> bool:
    """Weak comparison, as RFC 9110 asks for `If-None-Match`: a proxy that compressed the body may have weakened it."""
    named = ",".join(request.headers.getlist("if-none-match"))
    return named.strip() == "*" or tag in _TAG.findall(named)
