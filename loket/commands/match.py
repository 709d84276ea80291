"""Proposing a team from the command line. The profile is read from a file and kept nowhere (D1)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from api.private import place_understood
from api.team_shape import (
    AxisTeamAnswer,
    ChangedAnswer,
    CoordinatorAnswer,
    MemberAnswer,
    ProposedTeamAnswer,
    TeamsAnswer,
    WeightRangeAnswer,
)
from api.teams import teams_answer
from catalogue import Vocabulary
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from matching.fault import Fault
from matching.profile import NeedProfile, faults_of

MADE_UP = " [reverse] VOORBEELD, niet echt [/]"


def match(
    profile: Annotated[
        Path, typer.Argument(help="A need profile as JSON: the body of POST /api/v1/teams.", exists=True)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="The answer of the API instead of words.")] = False,
) -> None:
    """Propose a team for a need profile, with the reason for every member and what stays open."""
    asked = NeedProfile.model_validate_json(profile.read_bytes())
    today = asked.today or belgian_now().date()
    with Loket(Settings()) as loket:
        _stop_at(faults_of(asked, loket.vocabulary, today))
        places = loket.gazetteer.resolve(asked.place)
        home = loket.teams.home(places[0]) if places else None
        if home is None:
            _stop_at([Fault("place", "kennen wij niet als woonplaats; vul een gemeente of een postcode in")])
            return
        answer = teams_answer(loket.teams.answer(asked, home, today), place_understood(places))
        labels = loket.vocabulary
    if as_json:
        print(answer.model_dump_json(indent=2))
        return
    _show(answer, labels, Console(highlight=False, soft_wrap=True))


def _stop_at(faults: tuple[Fault, ...] | list[Fault]) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for fault in faults:
        console.print(f"[bold red]loket:[/] {fault.field}: {escape(fault.reason)}")
    if faults:
        raise typer.Exit(1)


def _show(answer: TeamsAnswer, labels: Vocabulary, console: Console) -> None:
    console.print(f"Plaats: {escape(answer.place.name)}\n")
    for number, team in enumerate(answer.teams, start=1):
        _show_team(f"Team {number}", team, labels, console, in_full=number == 1)
    if answer.at_least is not None:
        console.print(
            f"Een nog beter alternatief dan team {answer.proven + 1} kost minstens {answer.at_least} punten.\n"
        )
    for pin in answer.unmet_pins:
        console.print(f"{escape(pin.pin)}: {escape(pin.reason.text)}\n")
    for one in answer.why_not:
        made_up = MADE_UP if one.demo else ""
        console.print(f"Waarom niet [bold]{escape(one.name or one.asked)}[/]{made_up}: {escape(one.reason.text)}\n")
    if answer.changed is not None:
        _show_changes(answer.changed, answer.teams[0], console)
    for axis in answer.axes:
        _show_axis(axis, labels, console)
    _show_ranges(answer.weights, console)
    console.print("[bold]Zorgcoördinator[/]: de persoon kiest")
    for coordinator in answer.coordinators:
        _show_coordinator(coordinator, labels, console)
    console.print(f"\n[bold]Casemanager[/]: {labels.label('casemanagement_mode', answer.casemanagement.mode)}")
    for candidate in answer.casemanagement.candidates:
        console.print(f"   {escape(candidate.name)}{MADE_UP if candidate.demo else ''}")
    if answer.casemanagement.gap is not None:
        console.print(f"   {escape(answer.casemanagement.gap.text)}")
    if answer.neutrality is not None:
        console.print(f"   {escape(answer.neutrality.reason.text)}")


def _show_changes(changed: ChangedAnswer, team: ProposedTeamAnswer, console: Console) -> None:
    names = {member.id: member.name for member in team.members}
    console.print("[bold]Anders dan het vorige voorstel[/]")
    for member in changed.joined:
        console.print(f" + {escape(names[member])}")
    for member in changed.stayed:
        console.print(f" = {escape(names.get(member, member))}")
    for left in changed.left:
        console.print(f" - {escape(left.name or left.member)}: {escape(left.reason.text)}")
    if not changed.joined and not changed.left:
        console.print("   niets")
    console.print()


def _show_axis(axis: AxisTeamAnswer, labels: Vocabulary, console: Console) -> None:
    if axis.team is None:
        console.print(f"[bold]{escape(axis.label)}[/]: team {axis.same_as}\n")
    else:
        _show_team(axis.label, axis.team, labels, console, in_full=False)


def _show_ranges(ranges: Sequence[WeightRangeAnswer], console: Console) -> None:
    """Only what has a border: the others can have any value."""
    bordered = [one for one in ranges if one.lowest > 0 or one.highest is not None]
    if bordered:
        console.print("[bold]Team 1 blijft het eerste van deze teams zolang[/]")
    for one in bordered:
        highest = f"tot {one.highest}" if one.highest is not None else "of meer"
        console.print(f"   {escape(one.label)} [dim]({one.id})[/]: {one.lowest} {highest} punten (nu {one.points})")
    if bordered:
        console.print()


def _show_team(name: str, team: ProposedTeamAnswer, labels: Vocabulary, console: Console, *, in_full: bool) -> None:
    console.print(f"[bold]{escape(name)}[/]: {team.points} {'punt' if team.points == 1 else 'punten'}")
    for member in team.members:
        _show_member(member, labels, console, in_full=in_full)
    for gap in team.gaps:
        console.print(f"   [bold]blijft open[/]: {labels.label('function', gap.function)}: {escape(gap.reason.text)}")
        if gap.nearest_miss is not None:
            why = ", ".join(reason.text for reason in gap.nearest_miss.refused_by)
            console.print(f"      past bijna: {escape(gap.nearest_miss.name)} ({escape(why)})")
    console.print()


def _show_member(member: MemberAnswer, labels: Vocabulary, console: Console, *, in_full: bool) -> None:
    tasks = [labels.label("function", one) for one in member.serves]
    tasks += ["coördineert"] if member.coordinates else []
    console.print(
        f" - [bold]{escape(member.name)}[/]{MADE_UP if member.demo else ''}: {escape(', '.join(tasks)) or '-'}"
    )
    if in_full:
        for reason in (*member.why, *member.unknown, *member.warnings):
            console.print(f"      [dim]{escape(reason.text)}[/]")


def _show_coordinator(one: CoordinatorAnswer, labels: Vocabulary, console: Console) -> None:
    pay = labels.label("pay_status", one.pay.status).lower()
    console.print(f" {one.rank}. {escape(one.name)} [dim]({pay}; {escape(one.why[0].text)})[/]")
