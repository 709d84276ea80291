"""Text as people read it: composed letters, plain spaces, no mark-up, no invisible signs."""

from __future__ import annotations

import html
import re
import unicodedata
from html.parser import HTMLParser

# The elements of HTML by what a browser does with them: each on a line of its own, with space around it, not shown at
# all, within the line.
_BLOCKS = "address|article|br|dd|dt|fieldset|figure|footer|form|header|hr|li|main|nav|tbody|td|tfoot|th|thead|tr"
_PARAGRAPHS = "blockquote|div|dl|h[1-6]|ol|p|pre|section|table|ul"
_UNSEEN = "head|iframe|noscript|object|script|style|svg|template|title"
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|body|button|cite|code|del|em|font|html|i|img|input|ins|kbd|label|link|mark|meta|o:p|q"
    "|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
# Only what is a tag of HTML is taken for one: "<naam>" and "kinderen < 12 jaar" are words.
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_PARAGRAPHS}|{_UNSEEN}|{_INLINE})(?=[\s/>])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Invisible signs that break words apart for a search: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Control characters but tab, line feed, carriage return and NUL (which is refused: the file is damaged), and signs
# that turn the direction of writing round.
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
# UTF-8 read as Windows-1252 ("Ã«" for "ë", "â€™" for "’"), and the sign for what could not be read at all.
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf€\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]|â€.|Â[\u00a0-\u00bf]|\ufffd"
)


def one_line(text: str) -> str:
    """The text on one line, with single plain spaces."""
    return " ".join(_plain(text).split())


def lines(text: str) -> str:
    """The text with its lines: spaces within a line single, at most one empty line between two."""
    stripped = [" ".join(line.split()) for line in _plain(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(stripped)).strip("\n")


def has_control_characters(text: str) -> bool:
    """Whether there are signs that no one can see and that do not belong in a text."""
    return _CONTROL.search(text) is not None


def looks_garbled(text: str) -> bool:
    """Whether it looks like a text that was decoded wrongly somewhere before it came here."""
    return _MOJIBAKE.search(text) is not None


def _plain(text: str) -> str:
    if _TAG.search(text):
        text = _without_tags(text)
    elif _ENTITY.search(text):
        text = html.unescape(text)
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_INVISIBLE)
    return unicodedata.normalize("NFC", text)


def _without_tags(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Keeps what a browser would show: blocks as lines of their own, list items behind a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(_UNSEEN, tag):
            self._unseen.append(tag)
        else:
            self._say(self._shown_for(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not re.fullmatch(_UNSEEN, tag):
            self._say(self._shown_for(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif re.fullmatch(_PARAGRAPHS, tag):
            self._say("\n\n")

    def handle_data(self, data: str) -> None:
        # A line break in the source of a page is a space on the page.
        self._say(re.sub(r"\s+", " ", data))

    def _shown_for(self, tag: str) -> str:
        if tag == "li":
            return "\n- "
        if tag in ("td", "th"):
            return " "
        if re.fullmatch(_PARAGRAPHS, tag):
            return "\n\n"
        if re.fullmatch(_BLOCKS, tag):
            return "\n"
        return "" if re.fullmatch(_INLINE, tag) else self.get_starttag_text() or ""

    def _say(self, text: str) -> None:
        if not self._unseen:
            self.parts.append(text)
