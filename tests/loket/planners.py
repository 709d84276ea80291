"""Route planners of a few lines that speak exactly what OSRM and Valhalla document, on loopback.

They reckon with 60 km an hour as the crow flies, so a kilometre is a minute.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from geo import Point, distance_km

Reply = tuple[int, bytes]
_TABLE = re.compile(r"/table/v1/([a-z]+)/([-0-9.,;]+)\?sources=0&annotations=duration")


def said(status: int, body: object) -> Reply:
    """JSON with a status."""
    return status, json.dumps(body).encode()


def osrm(method: str, path: str, body: bytes) -> Reply:
    """`GET /table/v1/{profile}/{coordinates}?sources=0&annotations=duration`; at most 100 coordinates."""
    match = _TABLE.fullmatch(path)
    if method != "GET" or match is None:
        return said(400, {"code": "InvalidUrl", "message": "URL string malformed close to position 1"})
    points = [Point(*reversed([float(number) for number in pair.split(",")])) for pair in match[2].split(";")]
    if len(points) > 100:
        return said(400, {"code": "TooBig", "message": "Too many table coordinates"})
    names = [{"hint": "", "distance": 1.5, "name": "", "location": [point.lon, point.lat]} for point in points]
    row = [seconds(points[0], point) for point in points]
    return said(200, {"code": "Ok", "durations": [row], "sources": names[:1], "destinations": names})


def valhalla(method: str, path: str, body: bytes) -> Reply:
    """`POST /sources_to_targets`; at most 50 locations on either side."""
    if (method, path) != ("POST", "/sources_to_targets"):
        return said(404, {"error_code": 106, "error": "Try any of: '/route' '/sources_to_targets'", "status_code": 404})
    asked = json.loads(body)
    sources, targets = ([Point(one["lat"], one["lon"]) for one in asked[side]] for side in ("sources", "targets"))
    if asked["costing"] not in ("auto", "bicycle", "pedestrian"):
        return said(400, {"error_code": 125, "error": "No costing method found", "status_code": 400})
    if max(len(sources), len(targets)) > 50:
        return said(400, {"error_code": 150, "error": "Exceeded max locations: 50", "status_code": 400})
    cells = [
        [
            {"from_index": i, "to_index": j, "time": seconds(one, other), "distance": distance_km(one, other)}
            for j, other in enumerate(targets)
        ]
        for i, one in enumerate(sources)
    ]
    return said(200, {"sources": [asked["sources"]], "sources_to_targets": cells, "units": "kilometers"})


def seconds(one: Point, other: Point) -> float | None:
    """A minute a kilometre; over the sea, west of De Panne, there is no way."""
    return None if other.lon < 2.5 else round(distance_km(one, other) * 60, 1)


@dataclass
class Double:
    """A planner that runs. `reply` may be put in its place; `asked` are the requests, `released` ends a slow one."""

    url: str
    reply: Callable[[str, str, bytes], Reply]
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    released: Event = field(default_factory=Event)

    def slow(self, method: str, path: str, body: bytes) -> Reply:
        """An answer that only comes when the test is over."""
        self.released.wait(30)
        return said(200, {})


@contextmanager
def running(reply: Callable[[str, str, bytes], Reply]) -> Iterator[Double]:
    """A planner on a free port of loopback."""
    double = Double("", reply)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.answer()

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            double.asked.append((self.command, self.path, body))
            status, sent = double.reply(self.command, self.path, body)
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json;charset=utf-8")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)
            except OSError:  # who asked a slow one has gone
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield double
    finally:
        double.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
