"""Which records of the map a name can stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from geo import Place
from search import EngineUnavailable
from search.question import SearchRequest
from web.context import PageContext
from web.team.draft import Draft, Helper
from web.team.place import place_asked

MOST = 8


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation or offer; `about` tells it from others of that name."""

    kind: Literal["organisation", "offer"]
    id: str
    name: str
    about: str
    demo: bool

    @property
    def value(self) -> str:
        """As it stands in a form."""
        return f"{self.kind} {self.id}"


def matches(context: PageContext, typed: str, near: Place | None) -> tuple[Match, ...]:
    """Those whose name or text resembles the words, near that place first; none while searching is down."""
    where = f"{near.point.lat},{near.point.lon}" if near else None
    try:
        found = {one.id: one for one in _found(context, typed, where)}
    except EngineUnavailable:
        return ()
    return tuple(islice(found.values(), MOST))


def _found(context: PageContext, typed: str, where: str | None) -> Iterator[Match]:
    """Organisations whose name begins like that, then what a search finds."""
    for one in context.searcher.suggest(typed, where, context.clock(), 2 * MOST):
        if one.kind == "organisation" and one.id is not None:
            yield Match("organisation", one.id, one.text, "organisatie", one.demo)
    answer = context.searcher.search(SearchRequest(q=typed, place=where, exact=True, size=MOST), context.clock())
    for hit in answer.results:
        town = hit.place.municipality if hit.place else None
        about = ", ".join(part for part in (hit.organisation.name if hit.organisation else None, town) if part)
        yield Match("offer", hit.id, hit.name, about, hit.demo)


def recognised(context: PageContext, draft: Draft, known: int) -> Draft:
    """The draft with the helpers after the first `known` tied to the one record that has exactly their name."""
    near = place_asked(draft, context.gazetteer).place
    return draft.model_copy(
        update={
            "helpers": tuple(
                one if number < known or one.record else _tied(one, matches(context, one.name, near))
                for number, one in enumerate(draft.helpers)
            )
        }
    )


def _tied(helper: Helper, found: Sequence[Match]) -> Helper:
    same = [one for one in found if one.name.casefold() == helper.name.casefold()]
    return helper.model_copy(update={same[0].kind: same[0].id}) if len(same) == 1 else helper
