"""The token that leads to the next page: where it is, of which window; never what was asked."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

import orjson

from search.errors import BadCursor
from search.question import WINDOW, SearchRequest

SAME_QUESTION = {"cursor", "size", "explain"}
"""Parameters that choose a page, not an answer."""


@dataclass(frozen=True, slots=True)
class WindowKey:
    """Which window of results: of which question (a hash), over which content, on which day.

    `minute` is that of the day for a question about "open now", else that of the quarter, for what is open comes a
    little sooner; `learned` the version of what is known of meanings.
    """

    question: str
    generation: int
    day: int
    minute: int
    learned: int = 0

    @property
    def moment(self) -> datetime:
        """The local moment in Belgium for which the window is made."""
        return datetime.combine(date.fromordinal(self.day), time()) + timedelta(minutes=self.minute)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The first result of a page, in a window."""

    offset: int
    window: WindowKey

    def write(self) -> str:
        """The token: URL-safe, some 90 characters."""
        window = self.window
        values = [self.offset, window.generation, window.day, window.minute, window.learned, window.question]
        return base64.urlsafe_b64encode(orjson.dumps(values)).decode().rstrip("=")

    @classmethod
    def read(cls, token: str, request: SearchRequest) -> Cursor:
        """The cursor of a token. Raises `BadCursor` unless it was made for this question."""
        try:
            values = orjson.loads(base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True))
            offset, generation, day, minute, learned, question = values
        except (binascii.Error, UnicodeError, ValueError, TypeError):
            raise BadCursor from None
        whole = all(type(value) is int for value in (offset, generation, day, minute, learned))
        if not whole or question != fingerprint(request):
            raise BadCursor
        if not (0 < offset < WINDOW and date.min.toordinal() <= day <= date.max.toordinal() and 0 <= minute < 24 * 60):
            raise BadCursor
        return cls(offset, WindowKey(question, generation, day, minute, learned))


def fingerprint(request: SearchRequest) -> str:
    """The same for the same question, whatever the page; says nothing of its words."""
    asked = request.model_dump(mode="json", exclude=SAME_QUESTION, exclude_none=True)  # the same, however it came in
    return sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]
