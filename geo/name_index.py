"""The index of names: which known places bear a name, begin with it, or may be meant by it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from geo.elsewhere import Elsewhere
from geo.known import KnownPlace
from geo.names import name_key, name_words
from geo.place import Place
from geo.spelling import LAST, Shortened, Typos

# A current municipality is meant before a village of the same name.
_ORDER = {"municipality": 0, "former_municipality": 1, "sub_municipality": 2, "historic": 3, "zone": 4, "postcode": 5}


class NameIndex:
    """Known places by each of their names, the likeliest first; it never changes, so threads may share it."""

    def __init__(self, places: Iterable[KnownPlace], elsewhere: Elsewhere) -> None:
        """Index the places; `elsewhere` keeps a town abroad from being taken for a typing error."""
        by_name: dict[str, list[KnownPlace]] = defaultdict(list)
        names: list[str] = []
        for known in sorted(places, key=_rank):
            for key in dict.fromkeys(map(name_key, known.names)):
                by_name[key].append(known)
            if known.place.type != "postcode":
                names += known.names
        self._by_name = {key: tuple(by_name[key]) for key in sorted(by_name)}
        self._keys = list(self._by_name)
        self._typos = Typos(self._keys)
        self._shortened = Shortened(names)
        self._elsewhere = elsewhere
        self.words_of: Mapping[str, int] = {name_key(name): len(name_words(name)) for name in names}

    def bearing(self, name: str) -> tuple[KnownPlace, ...]:
        """The places that bear this name, in whatever case and with whatever signs."""
        return self._by_name.get(name_key(name), ())

    def beginning(self, prefix: str, limit: int) -> tuple[Place, ...]:
        """At most `limit` places with a name that begins like this: municipalities first, then by name."""
        key = name_key(prefix)
        if not key:
            return ()
        first, last = bisect_left(self._keys, key), bisect_right(self._keys, key + LAST)
        found = {known: None for name in self._keys[first:last] for known in self._by_name[name]}
        return tuple(known.place for known in islice(sorted(found, key=_rank), max(limit, 0)))

    def meant_by(self, name: str) -> tuple[Place, ...]:
        """The places of which this is the name, shortened; else with a typing error, and then marked as guesses."""
        shortened = {known: None for key in self._shortened.keys(name) for known in self._by_name[key]}
        return tuple(known.place for known in sorted(shortened, key=_rank)) or self._guessed(name_key(name))

    def _guessed(self, key: str) -> tuple[Place, ...]:
        """The likest first; none where the key is liker to a name elsewhere."""
        if key in self._elsewhere:
            return ()
        alike = self._typos.alike(key)
        if not alike or self._elsewhere.likeness(key) > alike[0][1]:
            return ()
        guesses = [(-likeness, _rank(known), known) for name, likeness in alike for known in self._by_name[name]]
        likeliest_first = dict.fromkeys(known for *_, known in sorted(guesses, key=lambda guess: guess[:2]))
        return tuple(replace(known.place, matched="fuzzy") for known in likeliest_first)


def _rank(known: KnownPlace) -> tuple[int, str, str]:
    return _ORDER[known.place.type], name_key(known.place.name), known.place.municipality_nis or ""
