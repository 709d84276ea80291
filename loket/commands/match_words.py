"""The words of `loket match`: who is in the team and why, what stays open, what one can choose from."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from api.team_shape import (
    AxisTeamAnswer,
    ChangedAnswer,
    CoordinatorAnswer,
    MemberAnswer,
    ProposedTeamAnswer,
    TeamGapAnswer,
    TeamsAnswer,
    WeightRangeAnswer,
)
from catalogue import Vocabulary
from loket.commands.match_names import Names, made_up
from loket.commands.match_parts import show_casemanagement, show_perinatal
from search.answer import PlaceAnswer, PlaceUnderstood


def show(answer: TeamsAnswer, names: Names, labels: Vocabulary, console: Console) -> None:
    """Print an answer; only the first team in full, of the others who does what."""
    _show_place(answer.place, console)
    for number, team in enumerate(answer.teams, start=1):
        _show_team(f"Team {number}", team, names, labels, console, in_full=number == 1)
    if answer.at_least is not None:
        console.print(
            f"Een nog beter alternatief dan team {answer.proven + 1} kost minstens {answer.at_least} punten.\n"
        )
    for pin in answer.unmet_pins:
        console.print(f"{escape(pin.pin)}: {escape(pin.reason.text)}\n")
    for one in answer.why_not:
        label = made_up(one.demo)
        console.print(f"Waarom niet [bold]{escape(one.name or one.asked)}[/]{label}: {escape(one.reason.text)}\n")
    if answer.changed is not None:
        _show_changes(answer.changed, answer.teams[0], names, console)
    for axis in answer.axes:
        _show_axis(axis, names, labels, console)
    _show_ranges(answer.weights, console)
    console.print("[bold]Zorgcoördinator[/]: de persoon kiest")
    for coordinator in answer.coordinators:
        _show_coordinator(coordinator, names, labels, console)
    if not answer.coordinators:
        console.print("   niemand van dit team kan coördineren; bespreek dit met elkaar")
    console.print()
    show_casemanagement(answer.casemanagement, answer.neutrality, labels, console)
    if answer.perinatal is not None:
        console.print()
        show_perinatal(answer.perinatal, labels, console)


def _show_place(place: PlaceUnderstood, console: Console) -> None:
    """Which place was taken, and the others that the words can mean."""
    guessed = " (wat er staat, is gelezen als een tikfout)" if place.matched == "fuzzy" else ""
    console.print(f"Plaats: {_place_name(place)}{guessed}")
    for other in place.alternatives:
        console.print(f"  of bedoelde u {_place_name(other)}?")
    console.print()


def _place_name(place: PlaceAnswer) -> str:
    """As people tell it from others of that name: "Aalst (Sint-Truiden), 3800"."""
    inside = place.municipality
    name = place.name if inside is None or inside in place.name else f"{place.name} ({inside})"
    return escape(f"{name}, {place.postcode}" if place.postcode and place.postcode not in name else name)


def _show_changes(changed: ChangedAnswer, team: ProposedTeamAnswer, names: Names, console: Console) -> None:
    called = {member.id: member.name for member in team.members}
    console.print("[bold]Anders dan het vorige voorstel[/]")
    for member in changed.joined:
        console.print(f" + {names.name(member, called[member])}")
    for member in changed.stayed:
        console.print(f" = {names.name(member, called.get(member))}")
    for left in changed.left:
        console.print(f" - {names.name(left.member, left.name)}: {escape(left.reason.text)}")
    if not changed.joined and not changed.left:
        console.print("   niets")
    console.print()


def _show_axis(axis: AxisTeamAnswer, names: Names, labels: Vocabulary, console: Console) -> None:
    if axis.team is None:
        console.print(f"[bold]{escape(axis.label)}[/]: team {axis.same_as}\n")
    else:
        _show_team(axis.label, axis.team, names, labels, console, in_full=False)


def _show_ranges(ranges: Sequence[WeightRangeAnswer], console: Console) -> None:
    """Only what has a border: the others can have any value."""
    bordered = [one for one in ranges if one.lowest > 0 or one.highest is not None]
    if bordered:
        console.print("[bold]Team 1 blijft het eerste van deze teams zolang[/]")
    for one in bordered:
        highest = f"tot {one.highest}" if one.highest is not None else "of meer"
        console.print(f"   {escape(one.label)}: {one.lowest} {highest} punten (nu {one.points})")
    if bordered:
        console.print()


def _show_team(
    name: str, team: ProposedTeamAnswer, names: Names, labels: Vocabulary, console: Console, *, in_full: bool
) -> None:
    console.print(f"[bold]{escape(name)}[/]: {team.points} {'punt' if team.points == 1 else 'punten'}")
    for member in team.members:
        if member.kind != "person" or member.serves or member.coordinates:
            _show_member(member, names, labels, console, in_full=in_full)
    for gap in team.gaps:
        _show_gap(gap, labels, console, in_full=in_full)
    console.print()


def _show_member(member: MemberAnswer, names: Names, labels: Vocabulary, console: Console, *, in_full: bool) -> None:
    tasks = [labels.label("function", one) for one in member.serves]
    tasks += ["kan coördineren"] if member.coordinates else []
    console.print(f" - [bold]{names.name(member.id, member.name)}[/]: {escape(', '.join(tasks) or 'blijft betrokken')}")
    if in_full:
        for reason in (*member.why, *member.unknown, *member.warnings):
            console.print(f"      [dim]{escape(reason.text)}[/]")


def _show_gap(gap: TeamGapAnswer, labels: Vocabulary, console: Console, *, in_full: bool) -> None:
    """Why it stays open is the same in every team, so it is told once."""
    why = f": {gap.reason.text}" if in_full else ""
    console.print(f"   [bold]blijft open[/]: {escape(labels.label('function', gap.function) + why)}")
    if in_full and gap.nearest_miss is not None:
        miss = gap.nearest_miss
        refused = ", ".join(reason.text for reason in miss.refused_by)
        console.print(f"      past bijna: {escape(miss.name)}{made_up(miss.demo)} ({escape(refused)})")


def _show_coordinator(one: CoordinatorAnswer, names: Names, labels: Vocabulary, console: Console) -> None:
    pay = labels.label("pay_status", one.pay.status).lower()
    why = escape(one.why[0].text)
    console.print(f" {one.rank}. {names.name(one.member, one.name)} [dim](betaling: {pay}; {why})[/]")
