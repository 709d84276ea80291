"""From what was filled in to the question for a team, or what is not right yet, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalogue import Vocabulary
from geo import Gazetteer, Place
from matching.fault import Fault
from matching.perinatal.question import MOST_WEEKS
from matching.profile import MOST_NEEDS, NeedProfile, faults_of
from web.team import messages
from web.team.draft import Draft, Pregnancy
from web.team.languages import written_languages
from web.team.place import PlaceAsked, place_asked
from web.team.steps import NUMBER, StepId
from web.team.wording import plain
from web.team.writing import age_of, date_of, number_of

PERINATAL = "perinatal"
NO_PLACE = "nog geen"
"""Stands for the place while only what fits together is looked at."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is not right: the step and the field (its id in the page) where it can be put right, and what to do.

    `asks`: nothing is wrong, but something must be chosen first.
    """

    step: StepId
    field: str
    message: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A profile that can be answered, and the place it is for."""

    profile: NeedProfile
    place: Place


def question_of(
    draft: Draft, gazetteer: Gazetteer, vocabulary: Vocabulary, today: date
) -> tuple[Question | None, tuple[Wrong, ...]]:
    """The question, or what is wrong, in the order of the steps."""
    asked = place_asked(draft, gazetteer)
    read = (*_wrong_place(asked), *_wrong_words(draft, vocabulary, today))
    wrong = (*read, *_contradictions(draft, {one.step for one in read if not one.asks}, vocabulary, today))
    if wrong or asked.place is None:
        return None, tuple(sorted(wrong, key=lambda one: NUMBER[one.step]))
    return Question(_profile(draft, asked.place.name, vocabulary), asked.place), ()


def _wrong_place(asked: PlaceAsked) -> Iterator[Wrong]:
    if asked.wrong:
        yield Wrong("who", "place", asked.wrong)
    elif asked.place is None:
        yield Wrong("who", "place_chosen", asked.question, asks=True)


def _contradictions(draft: Draft, unread: set[StepId], vocabulary: Vocabulary, today: date) -> Iterator[Wrong]:
    """What does not fit together, also while the question is not whole; of a step once its words can be read."""
    some = draft.model_copy(update={"needs": draft.needs[:MOST_NEEDS]})
    found = map(_told, faults_of(_profile(some, NO_PLACE, vocabulary), vocabulary, today))
    yield from dict.fromkeys(one for one in found if one.step not in unread)


def _wrong_words(draft: Draft, vocabulary: Vocabulary, today: date) -> Iterator[Wrong]:
    if draft.age and age_of(draft.age) is None:
        yield Wrong("who", "age", messages.WRONG_AGE)
    if draft.birth_date and date_of(draft.birth_date) is None:
        yield Wrong("who", "birth_date", messages.WRONG_DATE)
    for word in written_languages(draft.other_languages, vocabulary)[1]:
        yield Wrong("who", "other_languages", messages.UNKNOWN_LANGUAGE.format(language=word))
        break
    if not draft.needs:
        yield Wrong("needs", "needs", messages.NO_NEEDS)
    if len(draft.needs) > MOST_NEEDS:
        yield Wrong("needs", "needs", messages.TOO_MANY_NEEDS.format(count=len(draft.needs), most=MOST_NEEDS))
    for need in draft.needs:
        if need.age and age_of(need.age) is None:
            yield Wrong("urgency", f"age-{need.function}", messages.WRONG_AGE)
    if draft.programme == PERINATAL:
        yield from _wrong_pregnancy(draft.pregnancy)


def _wrong_pregnancy(told: Pregnancy) -> Iterator[Wrong]:
    if told.weeks and number_of(told.weeks, MOST_WEEKS) is None:
        yield Wrong("situation", "weeks", messages.WRONG_WEEKS.format(most=MOST_WEEKS))
    elif told.child_birth_date and date_of(told.child_birth_date) is None:
        yield Wrong("situation", "child_birth_date", messages.WRONG_DATE)
    elif bool(told.weeks) == bool(told.child_birth_date) and told != Pregnancy():
        yield Wrong("situation", "weeks", messages.WEEKS_OR_BIRTH)


def _profile(draft: Draft, place: str, vocabulary: Vocabulary) -> NeedProfile:
    others, _ = written_languages(draft.other_languages, vocabulary)
    return NeedProfile.model_validate(
        {
            "place": place,
            "age": age_of(draft.age),
            "birth_date": date_of(draft.birth_date),
            "languages": tuple(dict.fromkeys((*draft.languages, *others)))[:30],
            "needs": [
                {"function": need.function, "severity": need.severity, "age": age_of(need.age)} for need in draft.needs
            ],
            "existing_team": [
                {
                    "name": one.name or None,
                    "organisation": one.organisation,
                    "offer": one.offer,
                    "serves": _among(one.serves, draft),
                    "coordinates": one.coordinates,
                }
                for one in draft.helpers
            ],
            "carers": [{"label": one.label, "serves": _among(one.serves, draft)} for one in draft.carers],
            "coordination": {**draft.pay.model_dump(), "instrument": draft.pay.instrument or None},
            "perinatal": _perinatal(draft),
            **{name: getattr(draft, name) for name in _AS_TOLD},
            "replace": draft.replaced,
            "previous_team": draft.previous,
            "axes": True,
        }
    )


_AS_TOLD = (
    "person_coordinates",
    "budgets",
    "target_groups",
    "programme",
    "referral",
    "decision",
    "vaph_recognised",
    "situation",
    "process",
    "preset",
    "pins",
    "vetoes",
    "why_not",
)
"""Fields that are asked as they were told."""


def _among(serves: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """Of what someone does, what is still asked for."""
    return tuple(function for function in serves if function in draft.functions)


def _perinatal(draft: Draft) -> Mapping[str, Any] | None:
    """The question of the perinatal programme; `None` outside it, and where nothing was told of it."""
    told = draft.pregnancy
    if draft.programme != PERINATAL or told == Pregnancy():
        return None
    return {
        "weeks": number_of(told.weeks, MOST_WEEKS),
        "child_birth_date": date_of(told.child_birth_date),
        "indicators": told.indicators,
        "screened": told.screened,
        "clinical_follow_up": told.clinical_follow_up,
    }


_STEP_OF: tuple[tuple[Callable[[str], bool], StepId, str], ...] = (
    (lambda field: field.startswith("needs"), "needs", "needs"),
    (lambda field: field.startswith(("existing_team", "carers")), "helpers", "helpers"),
    (lambda field: field in ("budgets", "programme", "target_groups"), "means", "budgets"),
    (lambda field: field.startswith("situation"), "situation", "situation"),
    (lambda field: field.startswith("perinatal"), "situation", "weeks"),
    (lambda field: field == "birth_date", "who", "birth_date"),
    (lambda field: True, "who", "age"),
)
"""Where a fault of the whole question is put right; the first that fits."""


def _told(fault: Fault) -> Wrong:
    step, field = next((step, field) for fits, step, field in _STEP_OF if fits(fault.field))
    subject = messages.FIELD_NAMES.get(fault.field, "")
    said = f"{subject} {plain(fault.reason)}".strip()
    return Wrong(step, field, f"{said[:1].upper()}{said[1:]}.")
