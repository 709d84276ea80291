"""The source `oslo`: organisations of a graph with their seat, joined to what the map already knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from catalogue import Identifier, record_id
from indexer.draft import Draft, Item, Rejection, Remark, shown
from indexer.sources.oslo import terms
from indexer.sources.oslo.facts import subjects, things
from indexer.sources.oslo.graph import read_graph
from indexer.sources.oslo.onthaal import Onthaal
from indexer.sources.oslo.organisation import OCMW, identifiers_of, is_active, names_of, type_of
from indexer.sources.oslo.site import site_values


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that the map has.

    `has_offer`: whether another source or an editor gave it an offer. What this source gave before does not count:
    else the offer would go at every second reading.
    """

    id: str
    name: str
    has_offer: bool


Known = Callable[[Identifier], KnownOrganisation | None]
"""Finds an organisation by one of its identifiers."""

_JOINS = ("uri", "ovo")
"""Identifiers on which an organisation is looked up, strongest first."""


def nobody(identifier: Identifier) -> None:
    """Knows no organisation."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An organisation of the graph: the record that stands for it and what its parts need to know."""

    uri: URIRef
    record: str
    name: str
    type: str | None
    onthaal_missing: bool
    nis: str | None


class OsloReader:
    """Reads Turtle or JSON-LD (also .gz), a file or a folder of them as one graph.

    An organisation without a name joins the one that the map knows by its URI or OVO code; only its sites are then
    given. An OCMW or welzijnsvereniging without an offer gets its onthaal, where the texts for it are given.
    """

    def __init__(self, name: str = "oslo", known: Known = nobody, onthaal: Onthaal | None = None) -> None:
        """`name`: the source id, which begins every record id."""
        self.name = name
        self._known = known
        self._onthaal = onthaal

    def read(self, path: Path) -> Iterator[Item]:
        """Drafts, rejections and remarks, in the order of the URIs. Raises `SourceError` for a broken file."""
        graph = read_graph(path)
        uses = Counter(site for name in (terms.PRIMARY_SITE, terms.SITE) for site in _pointed_at(graph, name))
        empty: list[str] = []
        for subject in _organisations(graph):
            if not isinstance(subject, URIRef) or not str(subject).startswith(("http://", "https://")):
                yield Rejection(shown(str(subject)), "uri", "an organisation needs a web address as its URI")
                continue
            yield from self._organisation(graph, subject, uses, empty)
        if empty:
            yield Remark(
                empty[0], "site", f"has neither address nor contact; left out ({len(empty)} times, here first)"
            )

    def _organisation(self, graph: Graph, subject: URIRef, uses: Counter[Node], empty: list[str]) -> Iterator[Item]:
        where = str(subject)
        identifiers = identifiers_of(graph, subject)
        known = self._look_up(identifiers)
        kind, active = type_of(graph, subject), is_active(graph, subject)
        names = names_of(graph, subject, kind)
        if names is None and known is None:
            yield Remark(where, "name", "has no name and is not known by its URI or OVO code; left out")
            return
        if names is not None:
            yield Draft(where, self._organisation_values(where, identifiers, names, kind, active))
            record, name = self._id(where), str(names["name"])
        elif known is not None:
            record, name = known.id, known.name
        kind = kind or (OCMW if name.startswith("OCMW ") else None)
        nis = next((one.value for one in identifiers if one.scheme == "nis"), None)
        onthaal_missing = active is not False and not (known is not None and known.has_offer)
        found = _Found(subject, record, name, kind, onthaal_missing, nis)
        seat = None
        for item in self._sites(graph, found, uses, empty):
            if isinstance(item, Draft) and {"scheme": "role", "value": "seat"} in item.values["identifiers"]:
                seat = str(item.values["id"])
            yield item
        yield from self._onthaal_of(found, seat)

    def _look_up(self, identifiers: list[Identifier]) -> KnownOrganisation | None:
        for scheme in _JOINS:
            for identifier in identifiers:
                if identifier.scheme == scheme and (found := self._known(identifier)) is not None:
                    return found
        return None

    def _organisation_values(
        self, uri: str, identifiers: list[Identifier], names: dict[str, Any], kind: str | None, active: bool | None
    ) -> dict[str, Any]:
        values = {
            "kind": "organisation",
            "id": self._id(uri),
            "identifiers": [one.model_dump() for one in identifiers],
            **names,
            "type": kind,
            "sector": "lokaal_bestuur" if kind else None,
            "status": "inactive" if active is False else None,
        }
        return {key: value for key, value in values.items() if value}

    def _sites(self, graph: Graph, found: _Found, uses: Counter[Node], empty: list[str]) -> Iterator[Item]:
        """The seat and the other sites that say something."""
        where = str(found.uri)
        primary = things(graph, found.uri, terms.PRIMARY_SITE)
        others = [site for site in things(graph, found.uri, terms.SITE) if site not in primary]
        for site in [*primary, *others]:
            values, left_out = site_values(graph, site)
            yield from (Remark(where, "site", f"{reason}; left out") for reason in left_out)
            if not values:
                empty.append(where)
                continue
            is_seat = site == primary[0] if primary else False
            key = f"{where}#zetel" if is_seat else f"{where}#{site}"
            identifiers = [{"scheme": "role", "value": "seat"}] if is_seat else []
            name = {"name": "Zetel"} if is_seat else {}
            if isinstance(site, URIRef) and uses[site] == 1:
                # A building that two organisations share is two locations: its URI must not make them one.
                identifiers.append({"scheme": "uri", "value": str(site)})
            head = {"kind": "location", "id": self._id(key), "organisation": found.record, "identifiers": identifiers}
            yield Draft(where, head | name | values)

    def _onthaal_of(self, found: _Found, seat: str | None) -> Iterator[Item]:
        if (
            self._onthaal is None
            or found.type is None
            or not self._onthaal.has(found.type)
            or not found.onthaal_missing
        ):
            return
        where = str(found.uri)
        offer = {
            "kind": "offer",
            "id": self._id(f"{where}#onthaal"),
            "organisation": found.record,
            "identifiers": [{"scheme": "role", "value": "onthaal"}],
        }
        yield Draft(where, offer | self._onthaal.offer(found.type, found.name, found.nis))
        if seat is not None:
            at = {"kind": "offer_at_location", "id": self._id(f"{where}#onthaal-zetel")}
            yield Draft(where, at | {"offer": offer["id"], "location": seat})

    def _id(self, key: str) -> str:
        return record_id(self.name, key)


def _organisations(graph: Graph) -> list[Node]:
    """Everything that is an organisation by its type, or by what only organisations have."""
    found = {subject for kind in terms.ORGANISATION_TYPES for subject in graph.subjects(RDF.type, kind, unique=True)}
    for names in (terms.STATUS, terms.PRIMARY_SITE, terms.CLASSIFICATION):
        found.update(subjects(graph, names))
    return sorted(found, key=str)


def _pointed_at(graph: Graph, names: terms.Names) -> Iterator[Node]:
    """The site of every organisation that has one under that name."""
    for name in names:
        for _, site in graph.subject_objects(name):
            yield site
