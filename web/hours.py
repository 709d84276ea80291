"""Opening hours in words: "maandag tot en met vrijdag: van 9 tot 12 uur en van 13.30 tot 16 uur"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from catalogue import Answer, OpeningHours, public_holidays, spans_on
from catalogue.hours import WEEK, Day, HoursException, Span, WeeklyRow
from catalogue.words import date_words
from web.numbers import DAYS, listing, weekday_date

LOOK_AHEAD = timedelta(days=28)
"""How far ahead public holidays are named of which nobody said whether it is open: four weeks, a month's planning."""

MOST_EXCEPTIONS = 6
"""How many coming exceptions are shown: more are a calendar, not a warning."""

CLOSED = "gesloten"

OPEN_NOW = {
    Answer.YES: "nu open",
    Answer.NO: "nu gesloten",
    Answer.UNKNOWN: "niet bekend of het nu open is",
}

Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class DayLine:
    """The days that have the same hours, and those hours."""

    days: str
    times: str


@dataclass(frozen=True, slots=True)
class WeekInWords:
    """The hours of a week, and the dates between which they hold (`None`: always)."""

    when: str | None
    lines: tuple[DayLine, ...]


def weeks_in_words(hours: OpeningHours, today: date) -> tuple[WeekInWords, ...]:
    """One week for each period that is not over, the earliest first; none where no weekly hours are known.

    A day without hours is called closed only where one week holds all year round: between dates, another row may
    speak of that day.
    """
    if hours.always:
        return (WeekInWords(None, (DayLine("elke dag", "dag en nacht"),)),)
    rows = [row for row in hours.weekly if row.valid_to is None or row.valid_to >= today]
    periods = sorted({_period(row) for row in rows}, key=lambda period: (period[0] or date.min, period[1] or date.max))
    whole_year = periods == [(None, None)]
    return tuple(
        WeekInWords(
            _dates(*period), tuple(_lines([row for row in rows if _period(row) == period], closed_too=whole_year))
        )
        for period in periods
    )


def coming_exceptions(hours: OpeningHours, today: date) -> tuple[DayLine, ...]:
    """The exceptions that are not over and the public holidays nearby of which nobody knows, by date."""
    lines = [(one.first, DayLine(_stretch(one), _exception(one))) for one in hours.exceptions if one.last >= today]
    lines += [
        (day, DayLine(weekday_date(day), "feestdag: niet bekend of het open is")) for day in _doubts(hours, today)
    ]
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0])[:MOST_EXCEPTIONS])


def hours_in_a_sentence(hours: OpeningHours, today: date) -> str:
    """The weekly hours and the note in one line, for beside a telephone number; closed days go without saying."""
    parts = []
    for week in weeks_in_words(hours, today):
        said = "; ".join(f"{line.days} {line.times}" for line in week.lines if line.times != CLOSED)
        parts.append(f"{week.when}: {said}" if week.when else said)
    return "; ".join([*parts, *([hours.note] if hours.note else [])])


def clock(time: str) -> str:
    """A clock time as people say it: 9, 13.30, 24."""
    hour, minute = time.split(":")
    return f"{int(hour)}" if minute == "00" else f"{int(hour)}.{minute}"


def span_in_words(span: Span) -> str:
    """One block: "van 9 tot 12 uur"; past midnight it says so."""
    if (span.opens, span.closes) in (("00:00", "24:00"), ("00:00", "00:00")):
        return "de hele dag"
    if span.closes in ("24:00", "00:00"):
        return f"van {clock(span.opens)} uur tot middernacht"
    next_day = " (de dag erna)" if span.closes <= span.opens else ""
    return f"van {clock(span.opens)} tot {clock(span.closes)} uur{next_day}"


def spans_in_words(spans: Sequence[Span]) -> str:
    """The blocks of one day; empty is closed."""
    if not spans:
        return CLOSED
    rows = [span for span in spans if isinstance(span, WeeklyRow)]
    all_by_appointment = len(rows) == len(spans) and all(row.by_appointment for row in rows)
    written = listing([span_in_words(span) + _aside(span, all_by_appointment) for span in spans])
    return f"na afspraak {written}" if all_by_appointment else written


def days_in_words(days: Sequence[Day]) -> str:
    """Days of the week in a row: three or more that follow each other become "maandag tot en met vrijdag"."""
    numbers = sorted(WEEK.index(day) for day in days)
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    names: list[str] = []
    for run in runs:
        if len(run) > 2:
            names.append(f"{DAYS[run[0]]} tot en met {DAYS[run[-1]]}")
        else:
            names += [DAYS[n] for n in run]
    return listing(names)


def _period(row: WeeklyRow) -> Period:
    return row.valid_from, row.valid_to


def _dates(first: date | None, last: date | None) -> str | None:
    if first and last:
        return f"van {date_words(first)} tot en met {date_words(last)}"
    if first:
        return f"vanaf {date_words(first)}"
    return f"tot en met {date_words(last)}" if last else None


def _lines(rows: Sequence[WeeklyRow], *, closed_too: bool) -> Iterator[DayLine]:
    """The days with the same words together, in the order of the week."""
    said: dict[str, list[Day]] = {}
    for day in WEEK:
        blocks = sorted((row for row in rows if row.day is day), key=lambda row: (row.begin, row.end))
        if blocks or closed_too:
            said.setdefault(spans_in_words(blocks), []).append(day)
    for words, days in said.items():
        yield DayLine(days_in_words(days), words)


def _aside(span: Span, appointment_said: bool) -> str:
    if not isinstance(span, WeeklyRow):
        return ""
    remarks = ["na afspraak"] if span.by_appointment and not appointment_said else []
    remarks += [span.note] if span.note else []
    return f" ({', '.join(remarks)})" if remarks else ""


def _stretch(exception: HoursException) -> str:
    if exception.first == exception.last:
        return weekday_date(exception.first)
    return f"van {date_words(exception.first)} tot en met {date_words(exception.last)}"


def _exception(exception: HoursException) -> str:
    return spans_in_words(exception.spans) + (f" ({exception.note})" if exception.note else "")


def _doubts(hours: OpeningHours, today: date) -> Iterator[date]:
    """Public holidays on which it would be open by the week, and of which nobody said anything."""
    ahead = today + LOOK_AHEAD
    for day in sorted(public_holidays(today.year) | public_holidays(ahead.year)):
        if today <= day <= ahead and hours.weekly and spans_on(hours, day) is None:
            yield day
