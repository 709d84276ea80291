"""The pages about the quality of the data: what is known, how old it is, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from catalogue.quality import (
    CHECKS,
    NO_ZONE,
    Demo,
    Finding,
    Scope,
    Survey,
    UnknownChoice,
    findings,
    offers_per_zone,
    report,
    scope_of,
)
from web.context import PageContext
from web.errors import error_page
from web.links import offer_url, organisation_url, partnership_url
from web.rendering import render

FIRST = 20
"""Records named under a check; the rest is on the check's own page."""

A_PAGE = 100

PATH = "/kwaliteit"

DEMO: Mapping[Demo, str] = {
    "real": "Echte gegevens",
    "demo": "Verzonnen voorbeelden",
    "all": "Allebei samen",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the form."""

    value: str
    label: str
    chosen: bool


def quality_page(context: PageContext, request: Request) -> Response:
    """The figures of a zone and a source; 422 with the form where that choice does not exist."""
    survey = context.surveyor.survey(context.clock())
    try:
        scope = _scope(context, survey, request)
    except UnknownChoice as unknown:
        wrong = {unknown.parameter: unknown.message}
        return _page(context, survey, Scope(), status=422, wrong=wrong, report=None, listed={})
    listed = {check: findings(survey, check, scope)[:FIRST] for check in CHECKS}
    return _page(context, survey, scope, report=report(survey, scope), listed=listed, wrong={})


def check_page(context: PageContext, request: Request, check: str) -> Response:
    """Every record that a check fires on, a page at a time; 404 for a check that does not exist."""
    survey = context.surveyor.survey(context.clock())
    if check not in CHECKS:
        return error_page(context, request, 404)
    try:
        scope = _scope(context, survey, request)
    except UnknownChoice as unknown:
        return error_page(context, request, 422, unknown.message)
    found = findings(survey, check, scope)
    after = request.query_params.get("after", "")
    rest = [one for one in found if one.id > after]
    more = rest[A_PAGE - 1].id if len(rest) > A_PAGE else None
    return render(
        context,
        "check.html",
        path=f"{PATH}/{check}",
        check=CHECKS[check],
        total=len(found),
        found=rest[:A_PAGE],
        later=bool(after),
        first_url=quality_url(scope, check),
        next_url=quality_url(scope, check, after=more) if more else None,
        back=quality_url(scope),
        about=_about(context, scope),
        finding_url=finding_url,
    )


def quality_url(scope: Scope, check: str = "", after: str = "") -> str:
    """The address of the figures of a scope, or of one check in it from a record on."""
    asked = {"zone": scope.zone, "source": scope.source, "demo": scope.demo, "after": after}
    path = f"{PATH}/{check}" if check else PATH
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"


def finding_url(finding: Finding) -> str:
    """The page on which a record is seen: its own, or that of the offer or organisation that it belongs to."""
    match finding.kind:
        case "offer":
            return offer_url(finding.id)
        case "offer_at_location":
            return offer_url(finding.part_of[0])
        case "organisation":
            return organisation_url(finding.id)
        case "partnership":
            return partnership_url(finding.id)
    return organisation_url(finding.part_of[0])


def _scope(context: PageContext, survey: Survey, request: Request) -> Scope:
    asked = request.query_params
    return scope_of(
        survey, context.gazetteer, zone=asked.get("zone"), source=asked.get("source"), demo=asked.get("demo")
    )


def _page(context: PageContext, survey: Survey, scope: Scope, *, status: int = 200, **values: Any) -> Response:
    return render(
        context,
        "quality.html",
        path=PATH,
        status=status,
        survey=survey,
        scope=scope,
        about=_about(context, scope),
        zones=tuple(_zones(context, survey, scope)),
        sources=tuple(_sources(context, survey, scope)),
        demos=tuple(Option(value, label, value == scope.demo) for value, label in DEMO.items()),
        all_url=quality_url(Scope(scope.zone, scope.source, "all")),
        check_url=lambda check: quality_url(scope, check),
        finding_url=finding_url,
        first=FIRST,
        **values,
    )


def _about(context: PageContext, scope: Scope) -> tuple[str, ...]:
    """The scope in words, the widest choices left out."""
    zone = context.gazetteer.zone(scope.zone) if scope.zone else None
    in_words = (
        f"eerstelijnszone {zone.name}" if zone else "",
        "zonder zone" if scope.zone == NO_ZONE else "",
        f"bron: {context.sources[scope.source].label}" if scope.source else "",
    )
    return tuple(part for part in in_words if part)


def _zones(context: PageContext, survey: Survey, scope: Scope) -> Iterable[Option]:
    counts = offers_per_zone(survey, scope.demo, scope.source)
    yield Option("", "Alle zones", scope.zone is None)
    for zone in sorted(context.gazetteer.zones, key=lambda zone: zone.name):
        yield Option(zone.id, f"{zone.name} ({counts.get(zone.id, 0)})", zone.id == scope.zone)
    yield Option(NO_ZONE, f"Zonder zone ({counts.get(NO_ZONE, 0)})", scope.zone == NO_ZONE)


def _sources(context: PageContext, survey: Survey, scope: Scope) -> Iterable[Option]:
    yield Option("", "Alle bronnen", scope.source is None)
    for source in survey.sources:
        yield Option(source, context.sources[source].label, source == scope.source)
