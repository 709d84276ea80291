"""The fields of an index, and what an index depends on.

An index holds four kinds of documents: offers, distinct opening hours (`hours`), one `state`, and what stands for an
offer that the node did not take (`refused`). Only what is read back stands in `_source`: the offer as it is, its facts
without its texts, opening hours in numbers, the state.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.engine.sheet import LISTS
from search.engine.words import FIELDS, Tokens

STRUCTURE = 3
"""Raised when the fields below, or what they hold, change while `Document` does not."""

COPIES = "0-1"
"""One copy of everything, where there is a second node to keep it."""

STATE_ID = "state"
"""The id of the one document that holds the state of the index."""

UNKNOWN_HOURS = "-"
"""Stands in `hours` for a place of which they are not known."""

MOST_TERMS = 1_000_000
"""Terms that one filter may name: as many distinct opening hours as an index may have open at one moment."""

STEMS = "stems"
"""The field that has all stems of the words of an offer, wherever they stand."""

WHOLE = ("whole_name", "whole_organisation", "terms")
"""Tokens that are taken whole; the others are split at white space."""

_KEYWORD = {"type": "keyword"}
_KEPT = {"type": "object", "enabled": False}  # in `_source` only: neither searched nor read by the node
_NUMBER = {"type": "integer"}
_TRUTH = {"type": "boolean"}
_POINT = {"type": "geo_point"}


def template(prefix: str, meta: Mapping[str, Any]) -> dict[str, Any]:
    """The composable template for every index whose name begins so: an unknown field is an error.

    `meta`: what such an index tells of itself.
    """
    return {
        "index_patterns": [f"{prefix}-build-*"],
        "priority": 500,
        "template": {
            "settings": {
                "number_of_shards": 1,  # up to a million offers; with one, word statistics are those of the whole
                "refresh_interval": -1,  # whoever writes also shows
                "max_terms_count": MOST_TERMS,
            },
            "mappings": {
                "dynamic": "strict",
                "_meta": meta,
                "_source": {"includes": ["facts", "stored"]},
                "properties": {"kind": _KEYWORD, "since": {"type": "long"}, **_OFFER},
            },
        },
    }


def is_record(id_: str) -> bool:
    """Whether an id is one of a record: what an index keeps besides (its state, opening hours) has no colon in it."""
    return ":" in id_


def _text(field: str) -> dict[str, Any]:
    options = {"name": "positions", "spelling": "docs", STEMS: "docs"}.get(field, "freqs")
    copied = {"copy_to": STEMS} if field in FIELDS["words"] else {}
    return {"type": "text", "analyzer": "whitespace", "index_options": options, **copied}


_WORDS = {field: _KEYWORD if field in WHOLE else _text(field) for field in Tokens.__annotations__}

_AREA = {
    **dict.fromkeys(("municipalities", "partly", "perhaps", "zones", "touched"), _KEYWORD),
    **{"everywhere": _TRUTH, "first": _NUMBER, "last": _NUMBER},
}

_SITE = {"zones": _KEYWORD, "has": _KEYWORD, "lacks": _KEYWORD, "hours": _KEYWORD, "point": _POINT}

_OFFER: dict[str, Any] = {
    **_WORDS,
    STEMS: _text(STEMS),
    **dict.fromkeys((*LISTS, "zone", "zone_reached", "accessibility", "does"), _KEYWORD),
    "id": _KEYWORD,
    "order_name": _KEYWORD,
    "complete": _KEYWORD,  # parameters of which it is known to have no other terms
    "youngest": _NUMBER,
    "oldest": _NUMBER,
    "ages_known": _TRUTH,
    "free": _KEYWORD,
    "intake_stop": _KEYWORD,
    "intake_stop_until": _NUMBER,  # 0: without end
    "checked": _NUMBER,  # 0: not known
    "area": {"properties": _AREA},
    "hours": _KEYWORD,  # keys, of each place or of itself
    "site_count": _NUMBER,
    "points": _POINT,  # of all its places
    "sites": {"type": "nested", "properties": _SITE},
    "nis": _KEYWORD,
    "first_names": _KEYWORD,  # see `completion`
    "later_names": _KEYWORD,
    "offer": _KEYWORD,
    "organisation_record": _KEYWORD,
    "passage": _KEYWORD,
    "sheet": _KEYWORD,  # the key of its facts
    "facts": _KEPT,  # as `search.engine.sheet` writes them
    "stored": _KEPT,
}
"""Days are ordinals; see `record`."""
