"""What every answer passes through: safety headers, a limit on requests and on their size, an access log.

The log has the method, the route and the status, never what someone wrote: a search can be personal.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import CONTENT_SECURITY_POLICY

access_log = logging.getLogger("loket.access")

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
MAXIMUM_BODY = 64 * 1024  # bytes; the largest honest question is a few hundred
UNLIMITED = ("/health/", "/static/", "/metrics")

Answered = Callable[[str, str, int, float], None]
"""Told of each answer: method, route, status, seconds."""
Refuse = Callable[[Request, int], Awaitable[Response]]


class SafetyHeaders:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, adding headers to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


def route_of(scope: Scope) -> str:
    """The path as the program knows it, "/aanbod/{id}": what a visitor wrote there is not for a log."""
    return str(getattr(scope.get("route"), "path", "(no page)"))


class AccessLog:
    """One line an answer: method, route, status, milliseconds."""

    def __init__(self, app: ASGIApp, answered: Answered) -> None:
        """`answered` measures."""
        self._app = app
        self._answered = answered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, then write the line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            method, route, took = scope["method"], route_of(scope), time.perf_counter() - started
            self._answered(method, route, status, took)
            told = {"method": method, "route": route, "status": status, "milliseconds": round(took * 1000)}
            access_log.info("%s %s %d %.0f ms", method, route, status, took * 1000, extra=told)


class RateLimit:
    """At most so many requests a minute from one address; this machine itself is not counted."""

    def __init__(self, app: ASGIApp, a_minute: int, refuse: Refuse) -> None:
        """`refuse` makes the answer 429."""
        self._app = app
        self._item = RateLimitItemPerMinute(a_minute)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse with the seconds to wait."""
        if scope["type"] != "http" or not self._counts(scope) or self._limiter.hit(self._item, scope["client"][0]):
            await self._app(scope, receive, send)
            return
        response = await self._refuse(Request(scope, receive), 429)
        until = self._limiter.get_window_stats(self._item, scope["client"][0]).reset_time
        response.headers["Retry-After"] = str(max(1, round(until - time.time())))
        await response(scope, receive, send)

    @staticmethod
    def _counts(scope: Scope) -> bool:
        if scope.get("client") is None or scope["path"].startswith(UNLIMITED):
            return False
        try:
            return not ip_address(scope["client"][0]).is_loopback
        except ValueError:
            return True


class BodyLimit:
    """Refuses a request body over `MAXIMUM_BODY` bytes with 413, before it is read whole."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        """`refuse` makes the answer 413."""
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body as far as allowed, then pass it on."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        body = b""
        async for chunk in Request(scope, receive).stream():
            body += chunk
            if len(body) > MAXIMUM_BODY:
                await (await self._refuse(Request(scope), 413))(scope, receive, send)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)
