"""Proposing a team from the command line. The profile is read from a file and kept nowhere (D1)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from api.private import place_understood
from api.teams import CoordinatorAnswer, MemberAnswer, ProposedTeamAnswer, TeamsAnswer, teams_answer
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
        _show_team(number, team, labels, console, in_full=number == 1)
    if answer.at_least is not None:
        console.print(
            f"Een nog beter alternatief dan team {answer.proven + 1} kost minstens {answer.at_least} punten.\n"
        )
    for pin in answer.unmet_pins:
        console.print(f"{escape(pin.pin)}: {escape(pin.reason.text)}\n")
    console.print("[bold]Zorgcoördinator[/]: de persoon kiest")
    for one in answer.coordinators:
        _show_coordinator(one, labels, console)
    console.print(f"\n[bold]Casemanager[/]: {labels.label('casemanagement_mode', answer.casemanagement.mode)}")
    for candidate in answer.casemanagement.candidates:
        console.print(f"   {escape(candidate.name)}{MADE_UP if candidate.demo else ''}")
    if answer.casemanagement.gap is not None:
        console.print(f"   {escape(answer.casemanagement.gap.text)}")
    if answer.neutrality is not None:
        console.print(f"   {escape(answer.neutrality.reason.text)}")


def _show_team(number: int, team: ProposedTeamAnswer, labels: Vocabulary, console: Console, *, in_full: bool) -> None:
    console.print(f"[bold]Team {number}[/]: {team.points} punten")
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
