"""Web and e-mail addresses in one form."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.[^\W\d_][\w-]{{0,61}}[^\W_]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PORT = re.compile(r"^[^/?#]*:\d{1,5}(?:[/?#]|$)")
# What RFC 3986 lets stand in a path, query or fragment, less the quote marks that `catalogue.contact.Url` refuses.
_KEPT = "%/:=&?~#+!$,;@()*[]"
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]{1,64}")


def web_address(text: str) -> str | None:
    """The address with a scheme (https where none is written) and a lower-case host; `None` where it is none.

    Spaces within the path are written as %20. A user name in the address, a host without a dot and every scheme but
    http and https are refused.
    """
    written = text.strip()
    if written.startswith("//"):
        written = "https:" + written
    elif not _SCHEME.match(written) or _PORT.match(written):
        written = "https://" + written
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    netloc = host if port is None else f"{host}:{port}"
    path, query, fragment = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    found = urlunsplit((parts.scheme.lower(), netloc, path, query, fragment))
    return found if len(found) <= 2_000 else None


def email_address(text: str) -> str | None:
    """The address with a lower-case domain, without `mailto:`; `None` where it is not exactly one address."""
    written = text.strip()
    if written.lower().startswith("mailto:"):
        written = unquote(written[len("mailto:") :].split("?", 1)[0]).strip()
    local, _, domain = written.rpartition("@")
    if not _LOCAL_PART.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local:
        return None
    domain = domain.lower()
    found = f"{local}@{domain}"
    return found if _HOST.fullmatch(domain) and len(found) <= 254 else None
