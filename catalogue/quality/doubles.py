"""Offers that may be one and the same: the same name at the same place under different ids."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from catalogue.base import in_language
from catalogue.quality.facts import physical_sites
from catalogue.view import OfferView
from catalogue.where import Address

Key = tuple[str, str, str, str]
"""Name, municipality or postcode, street, number: without capitals, accents and punctuation."""


class Doubles:
    """Remembers where each name was seen."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._seen: defaultdict[Key, set[str]] = defaultdict(set)

    def add(self, view: OfferView) -> None:
        """Note an offer. One without a visible place is never taken for another: many have a general name."""
        for key in _keys(view):
            self._seen[key].add(view.offer.id)

    def found(self) -> frozenset[str]:
        """Ids of the offers that share a name and a place with another."""
        return frozenset(id_ for ids in self._seen.values() if len(ids) > 1 for id_ in ids)


def _keys(view: OfferView) -> Iterable[Key]:
    name = _folded(in_language(view.offer.name) or "")
    addresses = (site.location.address for site in physical_sites(view))
    return {(name, *where) for address in addresses if address is not None for where in _where(address)}


def _where(address: Address) -> Iterator[tuple[str, str, str]]:
    area = address.postcode or address.nis
    if area is not None:
        yield area, _folded(address.street or ""), _folded(address.number or "")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()
