"""The words of `loket match` beside the team: the casemanager, and the programme for a pregnancy or a young child."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from api.casemanagers import CasemanagerAnswer, CasemanagersAnswer
from api.perinatal import ActivityAnswer, ActorLinkAnswer, NearbyAnswer, PerinatalAnswer
from api.team_shape import NeutralityAnswer
from catalogue import Answer, Vocabulary
from catalogue.words import date_words, number_words
from loket.commands.match_names import made_up
from matching.perinatal import ScenarioRange

NOT_KNOWN = "niet bekend"
ROOM = {Answer.YES: "ja", Answer.NO: "nee", Answer.UNKNOWN: NOT_KNOWN}
ELSEWHERE = {"border": "In de zones hiernaast", "distance": "In de dichtste andere zones"}
ASK = "; vraag dit na"
"""The end of every reason that is to be asked; said once where several stand in one line."""
APPLIES = {Answer.YES: "past hier", Answer.NO: "past nu niet", Answer.UNKNOWN: "niet bekend of dit past"}


def show_casemanagement(
    managing: CasemanagersAnswer, neutrality: NeutralityAnswer | None, labels: Vocabulary, console: Console
) -> None:
    """Print whether a casemanager is called for and why, what to ask, and whom one can ask until when."""
    console.print(f"[bold]Casemanager[/]: {labels.label('casemanagement_mode', managing.mode)}")
    for reason in managing.reasons:
        console.print(f"      [dim]{escape(reason.text)}[/]")
    if managing.to_ask:
        flags = "; ".join(labels.label("situation_flag", flag).lower() for flag in managing.to_ask)
        console.print(f"   nog na te vragen: {escape(flags)}")
    if neutrality is not None:
        console.print(f"   {escape(neutrality.reason.text)}")
    if managing.candidates:
        console.print("   [bold]Wie u kunt vragen[/]")
    _show_candidates(managing.candidates, labels, console)
    if managing.gap is not None:
        console.print(f"   {escape(managing.gap.text)}")
    if managing.elsewhere and managing.elsewhere_by:
        console.print(f"   [bold]{ELSEWHERE[managing.elsewhere_by]}[/]")
    _show_candidates(managing.elsewhere, labels, console)
    if managing.answer_by is not None and (managing.candidates or managing.elsewhere):
        console.print(
            f"   Vraagt u het vandaag, dan krijgt u antwoord ten laatste op {date_words(managing.answer_by)}."
        )


def _show_candidates(candidates: Iterable[CasemanagerAnswer], labels: Vocabulary, console: Console) -> None:
    for one in candidates:
        languages = one.languages and ", ".join(labels.label("language", language) for language in one.languages)
        told = [
            f"afstand: {NOT_KNOWN if one.distance_km is None else _km(one.distance_km)}",
            f"plaats voor nieuwe vragen: {ROOM[one.room]}",
            f"talen: {languages or NOT_KNOWN}",
            *(["vraag na of zij neutraal is"] if one.neutral is Answer.UNKNOWN else []),
        ]
        console.print(f"   - {escape(one.name)}{made_up(one.demo)} [dim]({escape('; '.join(told))})[/]")
        console.print(f"      hoe vragen: {escape(one.how_to_ask or NOT_KNOWN)}")


def show_perinatal(advice: PerinatalAnswer, labels: Vocabulary, console: Console) -> None:
    """Print the scenario or its range, the period, what applies and who does it, and then who that is nearby."""
    scenario = ScenarioRange(advice.at_least, advice.at_most).in_words()
    period = f" Periode: {labels.label('perinatal_period', advice.period).lower()}." if advice.period else ""
    until = f"Het programma loopt tot en met {date_words(advice.programme_until)}."
    console.print(f"[bold]Zwangerschap of jong kind[/]: hier is het {scenario}.{escape(period)} {until}")
    for activity in advice.activities:
        _show_activity(activity, labels, console)
    fitting = (one for one in advice.activities if one.applies is not Answer.NO)
    actors = {link.actor: link for one in fitting for link in one.links if link.role != "supports"}
    if actors:
        console.print("   [bold]Wie dat is in de buurt[/]")
    for link in actors.values():
        _show_actor(link, console)
    for note in advice.notes:
        console.print(f"   [dim]{escape(note.text)}[/]")


def _show_activity(activity: ActivityAnswer, labels: Vocabulary, console: Console) -> None:
    applies = activity.applies
    until = f", tot en met {date_words(activity.until)}" if activity.until and applies is not Answer.NO else ""
    console.print(f" - [bold]{escape(labels.label('perinatal_activity', activity.id))}[/]: {APPLIES[applies]}{until}")
    for reason in activity.why:
        console.print(f"      [dim]{escape(reason.text)}[/]")
    if applies is Answer.NO:
        return
    for role, words in (("does", "door"), ("parts", "deels ook door")):
        who = ", ".join(link.name for link in activity.links if link.role == role)
        if who:
            console.print(f"      {words}: {escape(who)}")


def _show_actor(link: ActorLinkAnswer, console: Console) -> None:
    """Who that can be nearby, else why nobody is told."""
    if not link.nearby:
        none = link.none_nearby.text if link.none_nearby else NOT_KNOWN
        console.print(f"   {escape(link.name)}: {escape(none)}")
        return
    console.print(f"   {escape(link.name)}:")
    for near in link.nearby:
        console.print(f"    - {_near(near)}")
        for reason in near.notes:
            console.print(f"      {escape(reason.text)}")
        if near.unknown:
            gaps = "; ".join(reason.text.removesuffix(ASK) for reason in near.unknown)
            console.print(f"      [dim]na te vragen: {escape(gaps)}[/]")


def _near(near: NearbyAnswer) -> str:
    name = ", ".join(part for part in (near.name, near.organisation_name) if part)
    distance = f" ({_km(near.distance_km)})" if near.distance_km is not None else ""
    return f"{escape(name)}{made_up(near.demo)}{distance}"


def _km(distance: float) -> str:
    return f"{number_words(distance, 1)} km in vogelvlucht"
