"""Who of a team could coordinate, best first, with the reasons. The person appoints (C2); pay never counts (C7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from catalogue import Answer
from matching.coordinator.pay import Pay, pay_of
from matching.coordinator.policy import CoordinatorPolicy
from matching.profile import NeedProfile
from matching.proposal import RankedCoordinator
from matching.reason import Reason
from matching.roster import Seat

MDO = Reason(
    "C8",
    "buiten de drie programma's blijft het multidisciplinair overleg (MDO) met een zorgbemiddelaar voorlopig bestaan",
)


def ranked(
    served: Mapping[str, int],
    seats: Sequence[Seat],
    profile: NeedProfile,
    domains: int,
    policy: CoordinatorPolicy,
    today: date,
) -> tuple[RankedCoordinator, ...]:
    """Everyone of the team who may coordinate. `served`: how many needs each seat serves, by id.

    Who coordinates already or was chosen by the person first, then by the preference of the policy, then who serves
    most needs, then by id.
    """
    able = [seat for seat in seats if not seat.informal and not _refuses(seat, profile)]
    able.sort(key=lambda seat: (seat.coordination is None, _preference(seat, policy), -served.get(seat.id, 0), seat.id))
    return tuple(
        RankedCoordinator(
            seat,
            rank,
            _why(seat, served.get(seat.id, 0), profile),
            pay_of(profile, seat.candidate, domains, policy, today) if seat.professional else Pay("no"),
        )
        for rank, seat in enumerate(able, start=1)
    )


def _refuses(seat: Seat, profile: NeedProfile) -> bool:
    return seat.kind == "person" and profile.person_coordinates is Answer.NO


def _preference(seat: Seat, policy: CoordinatorPolicy) -> int:
    if seat.coordinates_already:
        return policy.points.coordinates_already
    points = {"person": policy.points.person, "carer": policy.points.carer, "existing": policy.points.existing}
    return points.get(seat.kind, policy.points.professional)


def _why(seat: Seat, served: int, profile: NeedProfile) -> tuple[Reason, ...]:
    told = [_who(seat, profile)]
    if served:
        told.append(Reason("serves", f"helpt met {served} van de {len(profile.needs)} noden"))
    if not seat.professional:
        told.append(Reason("C3", "wie zelf of als mantelzorger coördineert, wordt daar niet voor betaald"))
    elif profile.process == "limited":
        told.append(Reason("C4", "bij een beperkt proces hoort coördineren bij de gewone hulp"))
    elif profile.programme is None:
        told.append(MDO)
    return tuple(told)


def _who(seat: Seat, profile: NeedProfile) -> Reason:
    if seat.coordinates_already:
        return Reason("C1", "coördineert nu al, en dat blijft zo tenzij de persoon iets anders wil")
    if seat.kind == "person":
        if profile.person_coordinates is Answer.YES:
            return Reason("C2", "de persoon wil zelf coördineren; iemand van het team kan daarbij helpen")
        return Reason("C2", "de persoon gaat voor; vraag of de persoon zelf wil coördineren")
    if seat.kind == "carer":
        return Reason("C2", "een mantelzorger gaat voor een hulpverlener; vraag of die dat wil, met hulp van het team")
    known = "is al vertrouwd met de persoon" if seat.kind == "existing" else "is nieuw voor de persoon"
    return Reason("C2", f"hulpverlener in het team, {known}; het team overlegt en de persoon kiest")
