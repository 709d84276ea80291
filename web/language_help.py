"""What the page of /zoek says to someone who asks in another language: in that language, and what is true of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue import OfferView
from catalogue.helplines import EMERGENCY
from indexer.helplines import Helplines
from web.people import Line, line_of
from web.query import Query, search_url, value, values, with_value

TEXTS = Path(__file__).parent / "language_help.toml"

OTHERWISE = "en"
"""For a language that is recognised and in which there are no texts yet."""

MOST_LINES = 3
TALK = ("gesprek",)
"""The functions of a line that listens, whatever it is about."""

FUNCTIONS = {"interpreters": "tolken", "newcomers": "inburgering", "welcome": "onthaal"}
"""Links to what helps in any language: per text the term of the list function that is searched, near the same place."""


@dataclass(frozen=True, slots=True)
class LanguageHelp:
    """The box: `language` is that of the asker, `written_in` that of the texts; per text of a link its address."""

    language: str
    written_in: str
    right_to_left: bool
    texts: Mapping[str, str]
    lines: tuple[Line, ...]
    links: tuple[tuple[str, str], ...]


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The texts per language, as they are written in `language_help.toml`."""
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


def language_help(language: str, query: Query, helplines: Helplines) -> LanguageHelp | None:
    """The box for a question in `language`; none for Dutch. The helplines are read only where there is one."""
    if language == "nl":
        return None
    written_in = language if language in texts() else OTHERWISE
    said = texts()[written_in]
    lines = lines_in(language, helplines.views())
    return LanguageHelp(
        language=language,
        written_in=written_in,
        right_to_left=bool(said.get("right_to_left")),
        texts=said,
        lines=lines,
        links=tuple((said[name], url) for name, url in _links(language, query, bool(lines))),
    )


def lines_in(language: str, helplines: Iterable[OfferView]) -> tuple[Line, ...]:
    """Helplines that say that they speak a language: those for its speakers alone first, then those for any worry.

    The lines for an emergency stand on every page already.
    """
    spoken = [
        view
        for view in helplines
        if view.offer.helpline and language in (view.offer.languages or ()) and view.offer.id not in EMERGENCY
    ]
    return tuple(line_of(view) for view in sorted(spoken, key=_for_speakers_first))[:MOST_LINES]


def _for_speakers_first(view: OfferView) -> tuple[int, bool, bool, str]:
    offer = view.offer
    for_any_worry = tuple(offer.functions or ()) == TALK and not offer.target_groups
    always = offer.hours is not None and offer.hours.always
    return len(offer.languages or ()), not for_any_worry, not always, offer.id


def _links(language: str, query: Query, has_lines: bool) -> Iterable[tuple[str, str]]:
    if has_lines:
        yield "all_lines", f"/hulplijnen?language={language}"
    if language not in values(query, "language"):
        yield "again", search_url(with_value(query, "language", language))
    place = value(query, "place")
    for name, function in FUNCTIONS.items():
        yield name, search_url((*((("place", place),) if place else ()), ("function", function)))
