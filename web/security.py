"""What the pages ask of the browser; the front door sends it with every page."""

from __future__ import annotations

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Everything from this site alone; no inline script or style. The data for search engines is a block of data that no
browser runs, so it needs no exception."""
