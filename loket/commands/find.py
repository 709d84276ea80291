"""Searching from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from catalogue import Offer, in_language
from catalogue.words import number_words
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from search import Hit, PlaceAnswer, SearchAnswer, SearchRequest
from search.answer import WordsUnderstood
from search.factors import FIT
from search.travel import way_words

HUMAN_HELP = "loket:hulplijn-caw"
"""Shown where nothing is found."""
OPEN = {True: "nu open", False: "nu gesloten", None: "niet bekend of het nu open is"}


def search(
    words: Annotated[str, typer.Argument(help="What someone needs, in everyday Dutch.")] = "",
    place: Annotated[str | None, typer.Option(help="Postcode, place name or lat,lon.")] = None,
    radius: Annotated[float | None, typer.Option(help="Kilometres; cuts at this distance.", min=0.1, max=300)] = None,
    bbox: Annotated[
        str | None, typer.Option(help="West,south,east,north in degrees: only what has a place in that box.")
    ] = None,
    size: Annotated[int, typer.Option(help="Number of results.", min=1, max=50)] = 10,
    explain: Annotated[bool, typer.Option(help="Show the steps, and what each score is made of.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The answer of the API instead of a list.")] = False,
) -> None:
    """Find help: a list that a person can read, with the reason for each result."""
    request = SearchRequest(q=words, place=place, radius_km=radius, bbox=bbox, size=size, explain=explain)
    with Loket(Settings()) as loket:
        store = loket.store  # first: without a database the advice is to make one
        loket.meaning.load()  # there is one question: it waits
        answer = loket.searcher.search(request, belgian_now())
        human_help = store.get(HUMAN_HELP) if answer.widened or not answer.results else None
    if as_json:
        print(answer.model_dump_json(indent=2))
        return
    console = Console(highlight=False, soft_wrap=True)
    _show_urgent(answer, console)
    _show(answer, console)
    for step in answer.explain or ():
        console.print(f"[dim]{escape(step.step)}: {escape(step.note)}[/]")
    if not answer.results:
        console.print("Niets gevonden. Probeer andere of minder woorden.")
    if human_help is not None and isinstance(human_help.record, Offer):
        numbers = ", ".join(phone.number for phone in human_help.record.phones)
        console.print(escape(f"Of bel {in_language(human_help.record.name)}: {numbers}"))


def _show(answer: SearchAnswer, console: Console) -> None:
    where = answer.understood.place
    if where is not None:
        console.print(f"Plaats: {_named(where)}")
        for other in where.alternatives:
            console.print(f"  of bedoelde u {_named(other)}?")
    meanings: tuple[WordsUnderstood, ...] = (*answer.understood.wishes, *answer.understood.terms)
    for meant in meanings:
        console.print(f"Begrepen: {escape(meant.name)} ({escape(', '.join(meant.words))})")
    for correction in answer.understood.corrections:
        console.print(f"'{escape(correction.typed)}' gelezen als '{escape(correction.read_as)}'")
    if answer.widened:
        console.print(escape(" ".join(("Niets gevonden dat helemaal past.", *(one.text for one in answer.widened)))))
    console.print(f"{answer.total} {'resultaat' if answer.total == 1 else 'resultaten'}\n")
    for number, hit in enumerate(answer.results, start=1):
        _show_hit(number, hit, answer.travel_by, console)


def _show_urgent(answer: SearchAnswer, console: Console) -> None:
    """What cannot wait, before everything else."""
    for topic in answer.urgent_topics:
        name = f"[bold reverse] {escape(topic.name)} [/]" if topic.sure else f"[bold]{escape(topic.name)}?[/]"
        console.print(f"{name}\n{escape(topic.say)}\n")
    for hit in answer.urgent:
        hours = hit.hours
        told = [
            hit.name,
            hit.phone or hit.website,
            "dag en nacht" if hours is not None and hours.always else OPEN[hit.open_now],
            hours.note if hours is not None else None,
            f"chat: {hit.chat}" if hit.chat else None,
        ]
        console.print("   " + escape(" · ".join(part for part in told if part)))
    if answer.urgent_topics:
        console.print()


def _named(place: PlaceAnswer) -> str:
    """A place with its municipality, as in "Sijsele (Damme)"; a zone belongs to none."""
    return escape(f"{place.name} ({place.municipality})" if place.municipality else place.name)


def _show_hit(number: int, hit: Hit, travel_by: str | None, console: Console) -> None:
    label = " [reverse] VOORBEELD, niet echt [/]" if hit.demo else ""
    console.print(f"[bold]{number}. {escape(hit.name)}[/]{label}")
    told: list[str | None] = [
        hit.organisation.name if hit.organisation else None,
        hit.place.municipality if hit.place else None,
        _how_far(hit, travel_by),
        hit.phone,
        OPEN[hit.open_now],
    ]
    console.print("   " + escape(" · ".join(part for part in told if part)))
    if hit.summary:
        console.print("   " + escape(hit.summary))
    console.print("   [dim]" + escape("; ".join(why.text for why in hit.why)) + "[/]")
    if hit.factors is not None:
        console.print("   [dim]" + escape(_score_words(hit.score, hit.factors)) + "[/]")
    console.print(f"   [dim]{escape(hit.id)}[/]\n")


def _score_words(score: float, factors: Mapping[str, float]) -> str:
    """A score with what it is made of, without what says nothing: "score 1,9 = (words 0,5 + meaning 0,5) × near 1,9".

    The names are those of `Hit.factors`.
    """
    fit = " + ".join(f"{name} {number_words(factors[name], 3)}" for name in FIT)
    others = (
        f" × {name} {number_words(value, 3)}" for name, value in factors.items() if name not in FIT and value != 1
    )
    return f"score {number_words(score, 3)} = ({fit}){''.join(others)}"


def _how_far(hit: Hit, travel_by: str | None) -> str | None:
    """In minutes where these are known, else in kilometres; always said which."""
    if hit.travel_minutes is not None:
        return way_words(hit.travel_minutes, travel_by)
    return f"{number_words(hit.distance_km, 1)} km in vogelvlucht" if hit.distance_km is not None else None
