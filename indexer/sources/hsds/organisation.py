"""An organization of HSDS as an organisation of the map."""

from __future__ import annotations

import re

from indexer.sources.hsds.contact import contact_of
from indexer.sources.hsds.context import Context, Values, distinct, filled
from indexer.sources.hsds.keys import identifiers
from indexer.sources.hsds.node import Node

# Names that publishers give to the numberings of `catalogue.base.Identifier`; org-id.guide calls KBO "BE-BCE_KBO".
_SCHEMES = {
    "be-bce_kbo": "kbo",
    "kbo": "kbo",
    "kbo-nummer": "kbo",
    "bce": "kbo",
    "ondernemingsnummer": "kbo",
    "ovo": "ovo",
    "ovo-nummer": "ovo",
    "ovo-code": "ovo",
    "hco": "hco",
    "nihdi": "nihdi",
    "riziv": "nihdi",
    "nis": "nis",
    "uri": "uri",
}
_NOT_IN_SCHEME = re.compile(r"[^a-z0-9_.-]+")


def organisation(node: Node, local: str, name: str, parent: str | None, context: Context) -> Values:
    """The values of an `organisation` record; `parent` is the id of a record that is there."""
    contact = contact_of(node, web=("website", "url"))
    values: Values = {
        "kind": "organisation",
        "id": context.keys.id("organization", local),
        "identifiers": identifiers(local) + _identifiers(node, contact.get("website")),
        "name": name,
        "alternate_names": distinct((node.line("alternate_name"),)),
        "description": context.words(node, "description"),
        "parent": parent,
    }
    return filled(values | contact)


def _identifiers(node: Node, website: str | None) -> list[dict[str, str]]:
    found = []
    for item in node.children("organization_identifiers", "organization_identifier"):
        value = item.line("identifier")
        named = item.text("identifier_scheme") or item.text("identifier_type") or ""
        scheme = _NOT_IN_SCHEME.sub("-", named.lower()).strip("-._")[:60]
        if value and scheme:
            found.append({"scheme": _SCHEMES.get(scheme, scheme), "value": value})
        elif value:
            item.say("identifier", f"an identifier of no scheme, {value}; left out")
        item.text("identifier_type")
        item.account()
    uri = node.line("uri")
    if uri is not None and uri.rstrip("/") == (website or "").rstrip("/"):
        # Records join on URIs: an address that many organisations may share must not pass for one.
        node.count("uri", "the same as the website, so it identifies nothing; left out")
    elif uri is not None:
        found.append({"scheme": "uri", "value": uri})
    return found
