"""An organisation of OSLO: its names, identifiers, type and status."""

from __future__ import annotations

import re
from typing import Any

from rdflib import Graph, URIRef

from catalogue import Identifier, slug
from indexer.sources.oslo import terms
from indexer.sources.oslo.facts import text, texts, things

_OVO = re.compile(r"OVO\d{6}")
_SCHEMES = ("kbo", "ovo", "nis")
"""Schemes of `catalogue.base.Identifier` that a notation such as "KBO nummer" or "OVO-nummer" begins with."""

OCMW = "ocmw"


def identifiers_of(graph: Graph, subject: URIRef) -> list[Identifier]:
    """Its own URI first, then what authorities call it; none twice."""
    found = [Identifier(scheme="uri", value=str(subject))]
    for thing in things(graph, subject, terms.IDENTIFIER):
        scheme = slug(text(graph, thing, terms.NOTATION) or "")
        scheme = next((known for known in _SCHEMES if scheme.startswith(known)), scheme)
        parts = [thing, *things(graph, thing, terms.STRUCTURED)]
        value = next((value for part in parts if (value := text(graph, part, terms.LOCAL))), None)
        if scheme and value and len(scheme) <= 60 and len(value) <= 500:
            found.append(Identifier(scheme=scheme, value=value))
    for same in things(graph, subject, terms.SAME_AS):
        if isinstance(same, URIRef) and (code := _OVO.search(str(same))):
            found.append(Identifier(scheme="ovo", value=code[0]))
    return list(dict.fromkeys(found))


def type_of(graph: Graph, subject: URIRef) -> str | None:
    """Our type of organisation, by its classification or by the label of that."""
    for thing in things(graph, subject, terms.CLASSIFICATION):
        found = terms.TYPES.get(str(thing)) or _TYPE_LABELS.get((text(graph, thing, terms.PREF_LABEL) or "").lower())
        if found:
            return found
    return None


_TYPE_LABELS = {"ocmw": OCMW, "welzijnsvereniging": "welzijnsvereniging", "ocmw vereniging": "welzijnsvereniging"}


def is_active(graph: Graph, subject: URIRef) -> bool | None:
    """Whether its status says so; `None` where it has none."""
    statuses = things(graph, subject, terms.STATUS)
    if not statuses:
        return None
    return any(
        str(status) in terms.ACTIVE or (text(graph, status, terms.PREF_LABEL) or "").lower() in ("actief", "active")
        for status in statuses
    )


def names_of(graph: Graph, subject: URIRef, kind: str | None) -> dict[str, Any] | None:
    """Name, other names and legal name; `None` where it has no name at all."""
    labels, legal = texts(graph, subject, terms.PREF_LABEL), text(graph, subject, terms.LEGAL_NAME)
    name = labels[0] if labels else legal
    if name is None:
        return None
    others = [*labels[1:], *texts(graph, subject, terms.ALT_LABEL)]
    short: list[str] = []
    if kind == OCMW:
        # Registers list an OCMW under its municipality alone.
        name, others, short = name if name.startswith("OCMW ") else f"OCMW {name}", [*others, name], ["OCMW"]
    return {
        "name": name,
        "alternate_names": [other for other in dict.fromkeys(others) if other != name],
        "short_names": short,
        "legal_name": legal if legal != name else None,
    }
