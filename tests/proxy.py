"""A proxy before a real OpenSearch, as operators set one up: with a certificate and a password; or where it breaks."""

from __future__ import annotations

import base64
import http.client
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit


@dataclass
class Proxy:
    """Passes requests on to a node. `before` is told the path of each before that, and may break it off (`OSError`)."""

    node: str
    url: str = ""
    user: str | None = None
    password: str = ""
    before: Callable[[str], None] = field(default=lambda path: None)

    def lets_in(self, authorization: str | None) -> bool:
        """Whether these credentials (RFC 7617) are right; all are where there is no user."""
        expected = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        return self.user is None or authorization == f"Basic {expected}"

    def ask(self, method: str, path: str, body: bytes) -> tuple[int, str, bytes]:
        """What the node answers: status, kind of content, content."""
        line = http.client.HTTPConnection(urlsplit(self.node).netloc, timeout=60)
        try:
            line.request(method, path, body or None, {"Content-Type": "application/json"})
            answer = line.getresponse()
            return answer.status, answer.headers["Content-Type"] or "application/json", answer.read()
        finally:
            line.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def pass_on(self) -> None:
        """Pass it on; where the node breaks off, so does this."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self.proxy.lets_in(self.headers["Authorization"]):
            return self._say(401, "text/plain", b"Unauthorized")
        try:
            self.proxy.before(self.path)
            return self._say(*self.proxy.ask(self.command, self.path, body))
        except (OSError, http.client.HTTPException):
            self.close_connection = True

    def _say(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told: object) -> None:
        """Nothing."""


@contextmanager
def before(
    node: str, certificate: Path | None = None, *, user: str | None = None, password: str = ""
) -> Iterator[Proxy]:
    """A proxy before a node; with a certificate (PEM, its key in it) it speaks TLS, with a user it lets no other in."""
    proxy = Proxy(node, user=user, password=password)
    methods = {f"do_{method}": _Handler.pass_on for method in ("GET", "HEAD", "POST", "PUT", "DELETE")}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), methods | {"proxy": proxy})) as server:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        proxy.url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield proxy
        server.shutdown()


def own_authority(folder: Path) -> tuple[Path, Path]:
    """The certificate of an authority that nobody knows, and one of it for 127.0.0.1, with its key (PEM)."""
    authority, certificate = folder / "ca.pem", folder / "node.pem"
    short = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    _openssl("req", "-x509", *short, "-keyout", folder / "ca.key", "-out", authority, "-subj", "/CN=Eigen gezag")
    signed = ("-CA", authority, "-CAkey", folder / "ca.key", "-addext", "subjectAltName=IP:127.0.0.1")
    leaf = ("-addext", "basicConstraints=critical,CA:FALSE")
    key = folder / "node.key"
    _openssl("req", "-x509", *short, *signed, *leaf, "-keyout", key, "-out", certificate, "-subj", "/CN=node")
    certificate.write_text(certificate.read_text() + key.read_text())
    return authority, certificate


def _openssl(*given: str | Path) -> None:
    subprocess.run(["openssl", *map(str, given)], check=True, capture_output=True)
