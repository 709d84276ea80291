"""From a template and values to a page: escaped by default, and an unknown name in a template is an error."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from catalogue import in_language, open_at, said_language
from catalogue.words import costs_words, date_words, waiting_words
from search.travel import way_words
from web import hours, labels, links, messages, numbers, query, words
from web.context import PageContext
from web.explaining import Explainer
from web.people import Line, emergency_lines

HERE = Path(__file__).parent
STATIC = HERE / "static"

_SAYINGS: Mapping[str, Any] = {
    "count": numbers.count,
    "kilometres": numbers.kilometres,
    "way_words": way_words,
    "listing": numbers.listing,
    "weekday_date": numbers.weekday_date,
    "date_words": date_words,
    "costs_words": costs_words,
    "waiting_words": waiting_words,
    "in_language": in_language,
    "said_language": said_language,
    "open_at": open_at,
    "weeks_in_words": hours.weeks_in_words,
    "coming_exceptions": hours.coming_exceptions,
    "hours_in_a_sentence": hours.hours_in_a_sentence,
    "offer_url": links.offer_url,
    "organisation_url": links.organisation_url,
    "partnership_url": links.partnership_url,
    "zone_url": links.zone_url,
    "theme_url": links.theme_url,
    "term_list_url": links.term_list_url,
    "phone_url": links.phone_url,
    "geo_url": links.geo_url,
    "route_url": links.route_url,
    "search_url": query.search_url,
    "map_url": query.map_url,
    "labels": labels,
    "words": words,
    "OPEN_NOW": hours.OPEN_NOW,
    "SORTS": messages.SORTS,
    "SWITCHES": messages.SWITCHES,
}
"""The pure functions and tables that templates may use."""


@cache
def templates() -> Environment:
    """The templates of this room; they say their texts through `_`, so that a catalogue can translate them."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    cast(Any, environment).install_null_translations(newstyle=True)  # the extension adds this method at run time
    environment.globals.update(_SAYINGS)
    environment.globals["static_url"] = static_url
    return environment


@cache
def static_url(name: str) -> str:
    """The address of a file of ours; a digest of its content lets browsers keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def render(
    context: PageContext,
    template: str,
    *,
    path: str,
    status: int = 200,
    lines: tuple[Line, ...] | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page. `path` is its canonical path; `lines` the emergency lines, read from the store where not given."""
    now = context.clock()
    page = (
        templates()
        .get_template(template)
        .render(
            site_name=context.site_name,
            canonical=context.base_url + path,
            now=now,
            today=now.date(),
            label=context.vocabulary.label,
            vocabulary=context.vocabulary,
            gazetteer=context.gazetteer,
            explained=Explainer(context.glossary),
            emergency=emergency_lines(context.helplines) if lines is None else lines,
            **values,
        )
    )
    return HTMLResponse(page, status)
