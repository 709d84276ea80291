"""How the server logs: a line for people, or an object for programs; each with the id of its request.

The id comes from the header `X-Request-ID` where a proxy sends a UUID, else it is made; the answer carries it, so that
who reports a fault can say which request it was. What someone wrote is in no line (see `loket.middleware`).
"""

from __future__ import annotations

import logging
import sys
from typing import Literal

from asgi_correlation_id import CorrelationIdFilter
from pythonjsonlogger.json import JsonFormatter

LogFormat = Literal["text", "json"]

LINE = "%(asctime)s %(levelname)s [%(correlation_id)s] %(message)s"
OBJECT = "%(asctime)s %(levelname)s %(name)s %(correlation_id)s %(message)s"
NAMES = {"asctime": "time", "levelname": "level", "name": "logger", "correlation_id": "request"}


def log_to_stderr(form: LogFormat) -> None:
    """Send everything from level INFO on to the standard error output, in place of what was set up before."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(CorrelationIdFilter(default_value="-"))
    handler.setFormatter(JsonFormatter(OBJECT, rename_fields=NAMES) if form == "json" else logging.Formatter(LINE))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
