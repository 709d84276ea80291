"""An offer as OpenSearch keeps it: tokens, facts in numbers and terms, and the document itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import orjson

from search.analysis import Analyser
from search.document import Document
from search.engine.columns.sheet_book import sheet_key
from search.engine.opensearch.completion import name_fields
from search.engine.opensearch.fields import UNKNOWN_HOURS
from search.engine.sheet import LISTS, AreaRows, HoursRows, Sheet, SiteRows
from search.engine.words import tokens


@dataclass(frozen=True, slots=True)
class Record:
    """An offer with the distinct opening hours that it names, by key."""

    id: str
    source: dict[str, Any]
    hours: dict[str, HoursRows]


def record(document: Document, analyser: Analyser) -> Record:
    """What goes into the index of a document."""
    sheet = Sheet.of(document)
    rows = [site[2] for site in sheet.sites] or [sheet.hours]  # as `search.fit.all_hours`
    keys = [hours_key(one) for one in rows]
    facts = sheet.write()
    source = {
        "kind": "offer",
        "id": document.id,
        **tokens(document, analyser),
        **sheet.terms,
        "zone_reached": sorted({*sheet.terms["zone"], *(sheet.area[7] if sheet.area else ())}),
        "complete": [name for name, complete in zip(LISTS, sheet.complete, strict=True) if complete],
        "order_name": sheet.order_name,
        "youngest": sheet.youngest,
        "oldest": sheet.oldest,
        "ages_known": sheet.ages_known,
        "free": document.free,
        "intake_stop": document.intake_stop,
        "intake_stop_until": sheet.intake_stop_until,
        "checked": sheet.checked,
        "area": _area(sheet.area),
        "hours": sorted(set(keys)),
        "site_count": len(sheet.sites),
        "points": [point for site in sheet.sites if (point := _point(site)) is not None],
        "sites": [_site(site, hours_key(site[2])) for site in sheet.sites],
        "nis": sheet.municipalities,
        **name_fields(sheet, document),
        "passage": sheet.passage,
        "sheet": sheet_key(facts),
        "facts": facts.decode(),
        "stored": document.model_dump_json(exclude_defaults=True),
    }
    known = {key: one for key, one in zip(keys, rows, strict=True) if one is not None}
    return Record(document.id, source, known)


def hours_key(hours: HoursRows | None) -> str:
    """What distinct opening hours are kept by; one key for those that are not known."""
    return UNKNOWN_HOURS if hours is None else blake2b(orjson.dumps(hours), digest_size=8).hexdigest()


def _area(area: AreaRows | None) -> dict[str, Any] | None:
    if area is None:
        return None
    names = ("everywhere", "first", "last", "municipalities", "partly", "perhaps", "zones", "touched")
    return dict(zip(names, area, strict=True))


def _site(site: SiteRows, hours: str) -> dict[str, Any]:
    return {"point": _point(site), "hours": hours, "zones": site[3], "has": site[4], "lacks": site[5]}


def _point(site: SiteRows) -> Sequence[float] | None:
    """Longitude first, as in GeoJSON."""
    return None if site[0] is None or site[1] is None else (site[1], site[0])
