"""What the programme holds for a pregnancy or a child: every activity, whether it applies, by whom, until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from catalogue import Answer
from catalogue.words import date_words
from matching.perinatal.conditions import CONDITIONS, positive_indicators
from matching.perinatal.found import ActorNearby
from matching.perinatal.period import last_day_of, period_on
from matching.perinatal.question import PerinatalQuestion
from matching.perinatal.scenario import ScenarioRange, scenario_range
from matching.perinatal.tables import Activity, Actor, PerinatalTables, PeriodId
from matching.reason import Reason

Role = Literal["does", "parts", "supports"]


@dataclass(frozen=True, slots=True)
class ActorLink:
    """Who does the activity, parts of it in their own task, or only supports those who do; and how to find them.

    `functions`, and the terms of the actor, are terms of the vocabulary. `nearby`: who it can be in the neighbourhood;
    `None` where no place was given.
    """

    actor: Actor
    role: Role
    functions: tuple[str, ...]
    nearby: ActorNearby | None


@dataclass(frozen=True, slots=True)
class ActivityAdvice:
    """One activity (list perinatal_activity). `until` is its last day, `None` where the birth is not there yet."""

    id: str
    applies: Answer
    by: tuple[str, ...]
    until: date | None
    why: tuple[Reason, ...]
    links: tuple[ActorLink, ...]


@dataclass(frozen=True, slots=True)
class PerinatalAdvice:
    """The answer. `period` is `None` where the child is too old; `programme_until` is the last day of the programme."""

    scenario: ScenarioRange
    period: PeriodId | None
    activities: tuple[ActivityAdvice, ...]
    programme_until: date
    notes: tuple[Reason, ...]


def advise(
    question: PerinatalQuestion,
    tables: PerinatalTables,
    today: date,
    near: Callable[[Actor], ActorNearby] | None = None,
) -> PerinatalAdvice:
    """The advice for a question without faults on that day. `near` finds an actor in the neighbourhood of a place."""
    birth = question.child_birth_date
    scenario = scenario_range(question.indicators, tables.scenarios)
    period = period_on(birth, today, tables.periods)
    case = _Case(question, scenario, period, birth, today, tables, _found(tables, near))
    outside = _outside(period, tables, today)
    return PerinatalAdvice(
        scenario=scenario,
        period=period,
        activities=tuple(_advice(activity, case, outside) for activity in tables.activities),
        programme_until=tables.programme.last_day,
        notes=tuple(_notes(period, outside, tables)),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    question: PerinatalQuestion
    scenario: ScenarioRange
    period: PeriodId | None
    birth: date | None
    today: date
    tables: PerinatalTables
    nearby: Mapping[str, ActorNearby]


def _found(tables: PerinatalTables, near: Callable[[Actor], ActorNearby] | None) -> Mapping[str, ActorNearby]:
    """Each actor looked for once, whatever the number of activities in which it has a part."""
    return {actor.id: near(actor) for actor in tables.actors} if near is not None else {}


def _outside(period: PeriodId | None, tables: PerinatalTables, today: date) -> tuple[Reason, ...]:
    """Why the programme as a whole is not for them: it is over (P8), or the child is too old (P4)."""
    over = today > tables.programme.last_day
    ended = tables.programme.ended.format(day=date_words(tables.programme.last_day))
    return (
        *((Reason("P8", ended),) if over else ()),
        *((Reason("P4", tables.periods.too_old),) if period is None else ()),
    )


def _notes(period: PeriodId | None, outside: tuple[Reason, ...], tables: PerinatalTables) -> Iterator[Reason]:
    yield from outside
    yield tables.target_group.reason()
    yield tables.assessment.reason()
    if period == "young_child":
        yield Reason("P4", tables.periods.school)


def _advice(activity: Activity, case: _Case, outside: tuple[Reason, ...]) -> ActivityAdvice:
    checks = (Check(Answer.NO, outside[0]),) if outside else tuple(check(activity, case) for check in CHECKS)
    applies = Answer.all_of([one.answer for one in checks])
    return ActivityAdvice(
        id=activity.id,
        applies=applies,
        by=activity.by,
        until=_until(activity, case),
        why=tuple(one.reason for one in checks if one.answer is applies and one.reason.text),
        links=_links(activity, case),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """What one column of P5 says of an activity; a reason without text has nothing to add."""

    answer: Answer
    reason: Reason


def _in_time(activity: Activity, case: _Case) -> Check:
    """P5: only in its periods, and not after its last day."""
    late = (
        activity.last_day is not None and case.birth is not None and (case.today - case.birth).days > activity.last_day
    )
    fits = case.period in activity.periods and not late
    return Check(Answer.of(fits), Reason("P5", activity.when if not fits else ""))


def _for_scenario(activity: Activity, case: _Case) -> Check:
    """P2, P5: only in its scenarios."""
    answer = case.scenario.among(activity.scenarios)
    texts = {Answer.NO: case.tables.texts.scenario_no, Answer.UNKNOWN: case.tables.texts.scenario_unknown}
    names = {"for": " of ".join(activity.scenarios), "is": case.scenario.in_words()}
    return Check(answer, Reason("P2", texts.get(answer, "").format_map(names)))


def _on_its_condition(activity: Activity, case: _Case) -> Check:
    """P5: what is asked of the person beside that."""
    answer = CONDITIONS[activity.condition](case.question)
    texts = case.tables.conditions[activity.condition]
    said = {Answer.YES: texts.yes, Answer.NO: texts.no, Answer.UNKNOWN: texts.unknown}
    return Check(answer, Reason("P5", said[answer]))


CHECKS: tuple[Callable[[Activity, _Case], Check], ...] = (_in_time, _for_scenario, _on_its_condition)


def _until(activity: Activity, case: _Case) -> date | None:
    """The last day of an activity for a child that is born, and never after the programme (P8)."""
    if case.birth is None:
        return None
    if activity.last_day is not None:
        last: date | None = case.birth + timedelta(days=activity.last_day)
    else:
        last = last_day_of(activity.periods[-1], case.birth, case.tables.periods)
    return min(last, case.tables.programme.last_day) if last is not None else None


def _links(activity: Activity, case: _Case) -> tuple[ActorLink, ...]:
    """Each actor once, in its first role."""
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("does", activity.by),
        ("parts", activity.also),
        ("supports", activity.support),
    )
    by_id = {actor.id: actor for actor in case.tables.actors}
    return tuple(
        ActorLink(by_id[id_], role, _functions(by_id[id_], case), case.nearby.get(id_))
        for role, actors in roles
        for id_ in actors
    )


def _functions(actor: Actor, case: _Case) -> tuple[str, ...]:
    if not actor.by_indicator:
        return actor.functions
    positive = positive_indicators(case.question)
    found = (term for one in case.tables.indicators if one.id in positive for term in one.functions)
    return tuple(dict.fromkeys((*actor.functions, *found)))
