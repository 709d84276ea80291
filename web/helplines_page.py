"""The page of /hulplijnen: whom to call or chat with now, by urgency and by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fastapi import Request
from fastapi.responses import Response

from catalogue import Answer, OfferView, OpeningHours, Phone, Provenance, Vocabulary, in_language, open_at
from catalogue.helplines import CHANNELS, channels, line_source
from catalogue.words import MONTHS, date_words
from web import messages
from web.context import PageContext
from web.hours import hours_in_a_sentence
from web.labels import UNKNOWN
from web.query import OFF
from web.rendering import render

_OPEN_FIRST = {Answer.YES: 0, Answer.UNKNOWN: 1, Answer.NO: 2}


@dataclass(frozen=True, slots=True)
class Choices:
    """What someone wants to see: empty or false is everything."""

    channel: str = ""
    language: str = ""
    open_now: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A helpline, place or site on the page: the numbers to call, and how old the number or chat is."""

    view: OfferView
    name: str
    phones: tuple[Phone, ...]
    chat: str | None
    hours: str | None
    open: Answer
    checked_what: str
    checked_when: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.view.offer.id.replace(":", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with what stands under it; `id` is its anchor."""

    id: str
    title: str
    lines: tuple[Listed, ...]


def helplines_page(context: PageContext, request: Request) -> Response:
    """All real helplines; a choice that does not exist is told (422) and left out."""
    now = context.clock()
    everything = tuple(_listed(view, now) for view in context.helplines.views())
    languages = _languages(everything, context.vocabulary)
    choices, wrong = read_choices(request.query_params, languages)
    chosen = tuple(one for one in everything if _fits(one, choices))
    lines = tuple(one for one in chosen if one.view.offer.helpline)
    return render(
        context,
        "helplines.html",
        path="/hulplijnen",
        status=422 if wrong else 200,
        choices=choices,
        filtered=choices != Choices(),
        wrong=wrong,
        channels=CHANNELS,
        languages=languages,
        any_at_all=bool(everything),
        urgent=_by_topic(chosen, context.vocabulary),
        open_lines=tuple(one for one in lines if one.open is Answer.YES),
        groups=_by_theme(lines, context.vocabulary),
        places=_sorted(one for one in chosen if not one.view.offer.helpline),
    )


def read_choices(given: Mapping[str, str], languages: Mapping[str, str]) -> tuple[Choices, dict[str, str]]:
    """The choices behind the question mark, and a message for each that does not exist."""
    channel, language = given.get("channel", "").strip(), given.get("language", "").strip()
    choices, wrong = Choices(open_now=_is_on(given.get("open_now", ""))), {}
    if channel in CHANNELS:
        choices = replace(choices, channel=channel)
    elif channel:
        wrong["channel"] = messages.WRONG_CHOICE
    if language in languages:
        choices = replace(choices, language=language)
    elif language:
        wrong["language"] = messages.WRONG_CHOICE
    return choices, wrong


def source_date_in_words(provenance: Provenance | None) -> str:
    """Of when a fact is, as precise as its source: "augustus 2026", "2021", "niet bekend"."""
    if provenance is None:
        return UNKNOWN
    days = [day for day in (provenance.source_date, provenance.confirmed_on) if day is not None]
    return about_when(max(days)) if days else UNKNOWN


def about_when(day: date) -> str:
    """A date as precise as sources mostly are: the first of January stands for a year, the first of a month for it."""
    if (day.month, day.day) == (1, 1):
        return str(day.year)
    return f"{MONTHS[day.month - 1]} {day.year}" if day.day == 1 else date_words(day)


def _hours_in_words(hours: OpeningHours, today: date) -> str:
    """The hours as a sentence of their own."""
    said = "; ".join(("dag en nacht", *([hours.note] if hours.note else []))) if hours.always else None
    said = said or hours_in_a_sentence(hours, today)
    return said[:1].upper() + said[1:]


def _is_on(switch: str) -> bool:
    return bool(switch.strip()) and switch.strip().lower() not in OFF


def _listed(view: OfferView, now: datetime) -> Listed:
    offer, contact = view.offer, view.contact
    what = "Nummer" if contact.phones else "Chat" if contact.chat else "Gegevens"
    phones = contact.phones.value if contact.phones else ()
    return Listed(
        view=view,
        name=in_language(offer.name) or offer.id,
        phones=tuple(phone for phone in phones if phone.type != "fax"),
        chat=contact.chat.value if contact.chat else None,
        hours=_hours_in_words(offer.hours, now.date()) if offer.hours else None,
        open=open_at(offer.hours, now),
        checked_what=what,
        checked_when=source_date_in_words(line_source(view)),
    )


def _fits(one: Listed, choices: Choices) -> bool:
    """Whether it is not known to differ from the choices: a language or hours that nobody knows leave it in."""
    offer = one.view.offer
    speaks = offer.languages is None or not choices.language or choices.language in offer.languages
    reached = not choices.channel or choices.channel in channels(one.view)
    return speaks and reached and not (choices.open_now and one.open is Answer.NO)


def _languages(everything: Iterable[Listed], vocabulary: Vocabulary) -> dict[str, str]:
    """The languages that are spoken, in the order of the vocabulary, with their names."""
    spoken = {language for one in everything for language in one.view.offer.languages or ()}
    return {id_: vocabulary.label("language", id_) for id_ in vocabulary["language"] if id_ in spoken}


def _by_topic(chosen: Sequence[Listed], vocabulary: Vocabulary) -> tuple[Group, ...]:
    """The right lines for each urgent topic: those open now first, then those in Dutch, then the most specific."""

    def rank(one: Listed) -> tuple[int, bool, int, str]:
        offer = one.view.offer
        return _OPEN_FIRST[one.open], "nl" not in (offer.languages or ("nl",)), len(offer.urgent_topics), one.name

    groups = (
        Group(
            f"nu-{topic.replace('_', '-')}",
            vocabulary.label("urgent_topic", topic),
            tuple(sorted((one for one in chosen if topic in one.view.offer.urgent_topics), key=rank)),
        )
        for topic in vocabulary["urgent_topic"]
    )
    return tuple(group for group in groups if group.lines)


def _by_theme(lines: Sequence[Listed], vocabulary: Vocabulary) -> tuple[Group, ...]:
    """Each line once, under the top heading of its first heading; what has none comes last."""
    tops = {one.anchor: _top(one.view.offer.themes, vocabulary) for one in lines}
    titles = {id_: vocabulary.label("theme", id_) for id_ in vocabulary["theme"]} | {"andere": "Andere hulplijnen"}
    groups = (
        Group(id_, title, _sorted(one for one in lines if tops[one.anchor] == id_)) for id_, title in titles.items()
    )
    return tuple(group for group in groups if group.lines)


def _top(themes: Sequence[str], vocabulary: Vocabulary) -> str:
    entries = vocabulary["theme"]
    theme = next((theme for theme in themes if theme in entries), None)
    while theme is not None and (broader := entries[theme].broader) is not None:
        theme = broader
    return theme or "andere"


def _sorted(lines: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(lines, key=lambda one: (_OPEN_FIRST[one.open], one.name.casefold())))
