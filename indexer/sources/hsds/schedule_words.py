"""A schedule in plain Dutch, for rules that opening hours cannot hold."""

from __future__ import annotations

import re

from indexer.sources.hsds.node import Node

_DAYS = {
    "MO": "maandag",
    "TU": "dinsdag",
    "WE": "woensdag",
    "TH": "donderdag",
    "FR": "vrijdag",
    "SA": "zaterdag",
    "SU": "zondag",
}
_EVERY = {"WEEKLY": ("elke week", "weken"), "MONTHLY": ("elke maand", "maanden"), "YEARLY": ("elk jaar", "jaar")}
_PART = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_COUNTED = (("bymonthday", "dag {} van de maand"), ("byweekno", "week {}"), ("byyearday", "dag {} van het jaar"))


def in_words(schedule: Node) -> str:
    """The rule as a sentence: "elke maand, 1e maandag, 10:00 tot 12:00". Empty where it has no fields of a rule."""
    parts = [_how_often(schedule), *_on_which_days(schedule), _from_to(schedule, "opens_at", "closes_at")]
    count = schedule.text("count")
    parts.append(f"{count} keer" if count else None)
    since = schedule.text("valid_from") or schedule.text("dtstart") or schedule.text("start_date")
    until = schedule.text("valid_to") or schedule.text("until") or schedule.text("end_date")
    parts += [f"vanaf {since}" if since else None, f"tot en met {until}" if until else None]
    sentence = ", ".join(part for part in parts if part)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _how_often(schedule: Node) -> str | None:
    freq = (schedule.text("freq") or "").upper()
    interval = schedule.number("interval")
    if freq not in _EVERY:
        return freq.lower() or None
    each, plural = _EVERY[freq]
    return each if interval in (None, 1.0) else f"om de {interval:g} {plural}"


def _on_which_days(schedule: Node) -> list[str | None]:
    days = [_day(part.strip()) for part in (schedule.text("byday") or "").split(",")]
    found: list[str | None] = [" en ".join(filter(None, days)) or None, schedule.text("weekday")]
    for key, form in _COUNTED:
        value = schedule.text(key)
        found.append(form.format(value) if value else None)
    return found


def _day(part: str) -> str:
    match = _PART.fullmatch(part.upper())
    if match is None:
        return part
    name = _DAYS[match[2]]
    if match[1] is None:
        return name
    which = int(match[1])
    if which < 0:
        return f"laatste {name}" if which == -1 else f"{-which}e laatste {name}"
    return f"{which}e {name}"


def _from_to(schedule: Node, start: str, end: str) -> str | None:
    opens, closes = schedule.text(start), schedule.text(end)
    return " tot ".join(filter(None, (opens, closes))) or None
