"""What taxonomy terms and attributes say: terms of our own lists where their address says so, else keywords."""

from __future__ import annotations

import re

from indexer.sources.hsds.context import Values, distinct
from indexer.sources.hsds.node import Node

# The address under which this map publishes a term: .../vocabulary/<list>/<term>.
_OURS = re.compile(
    r"https?://[^\s?#]+/vocabulary/(theme|function|target_group|budget|mode)[/#]([a-z0-9][a-z0-9_-]{0,79})"
)
_FIELDS = {
    "theme": "themes",
    "function": "functions",
    "target_group": "target_groups",
    "budget": "budgets",
    "mode": "modes",
}


def terms_of(service: Node) -> Values:
    """Fields of lists of terms, and `keywords` for the terms of others."""
    found: dict[str, list[str]] = {}
    for attribute in service.children("attributes", "attribute"):
        term = attribute.child("taxonomy_term", "taxonomy_term")
        if term is None:
            found.setdefault("keywords", []).extend(distinct((attribute.line("value"), attribute.line("label"))))
            continue
        name, uri = term.line("name"), term.text("term_uri")
        ours = _OURS.fullmatch(uri or "")
        if ours is not None:
            found.setdefault(_FIELDS[ours[1]], []).append(ours[2])
        elif name is not None:
            found.setdefault("keywords", []).append(name)
    return {field: list(dict.fromkeys(values)) for field, values in found.items() if values}
