"""The site as the front door serves it, for a test client and on a port of loopback for a browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.middleware.base import RequestResponseEndpoint

from web import CONTENT_SECURITY_POLICY, PageContext, error_page, pages


def site_of(context: PageContext) -> FastAPI:
    """The pages with the headers of the front door, and a page for an unknown address."""
    app = FastAPI(openapi_url=None)
    app.include_router(pages(context))

    @app.middleware("http")
    async def headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    @app.exception_handler(404)
    async def not_found(request: Request, error: Exception) -> Response:
        return error_page(context, request, 404, None)

    return app


@contextmanager
def serving(site: FastAPI) -> Iterator[str]:
    """The address of the site on a free port of loopback."""
    running = uvicorn.Server(uvicorn.Config(site, port=0, log_level="error"))
    socket = running.config.bind_socket()
    thread = threading.Thread(target=running.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    running.should_exit = True
    thread.join()
    socket.close()
