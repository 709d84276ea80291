"""All checks of a new build together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from indexer.gates.known import Asking, Canary, canaries, known_items
from indexer.gates.tally import Tally
from search import BuildRefused, Built, Engine, Finding, Searcher
from search.engine.port import EngineQuery, Filters

CHECKS = ("count", "errors", "zones", "canaries", "relevance")

MOST_REFUSED = 0.001
"""Share of the offers that an engine may not have taken, and one in any case.

Such an offer has a fault of its own, as a name of 33,000 letters, that someone must mend; it must not hold up the
others. Ten times as many as this, and the engine itself takes it for no fault of single offers.
"""


@dataclass(frozen=True, slots=True)
class Gates:
    """Looks at a build. `now`: the local moment in Belgium; `accepted`: checks that an operator lets fail."""

    searcher_over: Callable[[Engine], Searcher]
    canaries: Sequence[Canary]
    zones: Sequence[str]
    now: datetime
    accepted: Collection[str] = ()

    def tally(self) -> Tally:
        """An empty one, of what these checks need."""
        return Tally(self.zones, self.now.date())

    def check(self, build: Engine, built: Built, tally: Tally, stored: int, pending: int) -> tuple[Finding, ...]:
        """What the checks find of a build with all that is in the tally.

        `stored`: offers of the store, of which `pending` changes are not in the build. Raises `BuildRefused` where a
        check fails that is not accepted, and what searching raises.
        """
        asking = Asking(self.searcher_over(build), self.now)
        held = build.info()
        refused = {*built.refused, *held.refused} & tally.kept.keys()
        findings = (
            count(held.documents, tally, len(refused), stored, pending),
            errors(len(refused), len(tally.kept)),
            zones(build, tally, len(refused)),
            canaries(asking, self.canaries, tally.kept.__contains__),
            known_items(asking, build, tally.kept),
        )
        told = tuple(replace(one, accepted=not one.passed and one.name in self.accepted) for one in findings)
        if not all(one.passed or one.accepted for one in told):
            raise BuildRefused(told)
        return told


def count(documents: int, tally: Tally, refused: int, stored: int, pending: int) -> Finding:
    """Whether every offer of the store is in the build, or left out for a reason."""
    in_store, wanted = tally.in_store(), len(tally.kept)
    return Finding(
        name="count",
        passed=wanted - refused <= documents <= wanted and abs(in_store - stored) <= pending,
        seen=f"{documents} in the index; {tally.reasons()}; {refused} not taken; {stored} in the database",
        wanted=f"{wanted} in the index, {in_store} in the database",
    )


def errors(refused: int, offers: int) -> Finding:
    """Whether the engine took nearly all."""
    most = max(1, int(MOST_REFUSED * offers))
    return Finding("errors", refused <= most, f"{refused} offers not taken", f"at most {most}")


def zones(build: Engine, tally: Tally, refused: int) -> Finding:
    """Whether in each zone as many are found as the store puts there; those not `refused`."""
    other = []
    for zone, wanted in tally.by_zone().items():
        query = EngineQuery(today=tally.today, filters=Filters(zone=zone), facets=())
        found = build.search(query).total
        if not wanted - refused <= found <= wanted:
            other.append(f"{zone} {found} of {wanted}")
    seen = f"{len(tally.zones) - len(other)} of {len(tally.zones)} zones find their offers"
    return Finding("zones", not other, "; ".join([seen, *other[:5]]), "all of them")
