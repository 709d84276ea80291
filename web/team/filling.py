"""What the fields of each step say, put into the draft. Everything typed is taken, whatever button was pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from catalogue import Vocabulary
from matching.casemanager.situation import SituationFlags
from matching.perinatal.question import Indicators
from matching.profile import Process
from web.team.draft import (
    MOST_CARERS,
    MOST_FUNCTIONS,
    MOST_HELPERS,
    MOST_TERMS,
    Draft,
    DraftCarer,
    DraftNeed,
    Helper,
    PayFacts,
    Pregnancy,
    ref_of,
)
from web.team.form import Form
from web.team.messages import MEANS_QUESTIONS, PAY_QUESTIONS
from web.team.steps import StepId

Take = Callable[[Draft, Form, Vocabulary], Draft]


def filled(draft: Draft, step: StepId, form: Form, vocabulary: Vocabulary) -> Draft:
    """The draft with what the fields of that step say now."""
    return _TAKE[step](draft, form, vocabulary)


def _who(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    place = form.words("place")
    return draft.model_copy(
        update={
            "place": place,
            "place_chosen": form.words("place_chosen") if place == draft.place else "",
            "age": form.words("age"),
            "birth_date": form.words("birth_date"),
            "languages": _known(form.all("languages"), "language", vocabulary),
            "other_languages": form.words("other_languages"),
        }
    )


def _needs(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    """Who was asked about stays; what is needed no more goes with its severity."""
    before = {need.function: need for need in draft.needs}
    chosen = _known(form.all("needs"), "function", vocabulary)
    return draft.model_copy(update={"needs": tuple(before.get(one) or DraftNeed(function=one) for one in chosen)})


def _urgency(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    def weighed(need: DraftNeed) -> DraftNeed:
        severity = form.one(f"severity-{need.function}")
        return need.model_copy(
            update={
                "severity": int(severity) if severity in ("1", "2", "3") else need.severity,
                "age": form.words(f"age-{need.function}"),
            }
        )

    return draft.model_copy(update={"needs": tuple(map(weighed, draft.needs))})


def _helpers(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    helpers = [_helper(one, f"helper-{number}", form, vocabulary) for number, one in enumerate(draft.helpers)]
    carers = [
        one.model_copy(update={"serves": _known(form.all(f"carer-{number}-serves"), "function", vocabulary)})
        for number, one in enumerate(draft.carers)
    ]
    if (name := form.words("new-helper")) and len(helpers) < MOST_HELPERS:
        helpers.append(_helper(Helper(name=name), "new-helper", form, vocabulary))
    if label := form.words("new-carer"):
        carers.append(DraftCarer(label=label, serves=_known(form.all("new-carer-serves"), "function", vocabulary)))
    return draft.model_copy(
        update={
            "helpers": tuple(helpers),
            "carers": tuple(carers[:MOST_CARERS]),
            "person_coordinates": form.answer("person_coordinates"),
        }
    )


def _helper(one: Helper, field: str, form: Form, vocabulary: Vocabulary) -> Helper:
    """What was told of one helper; a record is told as its kind and its id."""
    kind, _, id_ = form.one(f"{field}-record").partition(" ")
    given = {"name": one.name, "serves": _known(form.all(f"{field}-serves"), "function", vocabulary)}
    record = {kind: ref_of(id_)} if kind in ("organisation", "offer") else {}
    return Helper.model_validate({**given, **record, "coordinates": form.answer(f"{field}-coordinates")})


def _means(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    programme = _known(form.all("programme"), "programme", vocabulary)
    return draft.model_copy(
        update={
            "budgets": _known(form.all("budgets"), "budget", vocabulary),
            "target_groups": _known(form.all("target_groups"), "target_group", vocabulary),
            "programme": programme[0] if programme else None,
            **{name: form.answer(name) for name in MEANS_QUESTIONS},
        }
    )


def _situation(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    process = form.one("process")
    indicators = {name: form.answer(f"indicator-{name}") for name in Indicators.model_fields}
    return draft.model_copy(
        update={
            "situation": SituationFlags(**{name: form.answer(name) for name in SituationFlags.model_fields}),
            "process": process if process in get_args(Process) else "unknown",
            "pay": PayFacts(instrument=form.words("instrument"), **{name: form.answer(name) for name in PAY_QUESTIONS}),
            "pregnancy": Pregnancy(
                weeks=form.words("weeks"),
                child_birth_date=form.words("child_birth_date"),
                indicators=Indicators(**indicators),
                screened=form.answer("screened"),
                clinical_follow_up=form.answer("clinical_follow_up"),
            ),
        }
    )


def _known(terms: Iterable[str], name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Those that stand in the list, as many as a draft holds."""
    most = MOST_FUNCTIONS if name == "function" else MOST_TERMS
    return tuple(term for term in terms if term in vocabulary[name])[:most]


_TAKE: Mapping[StepId, Take] = {
    "who": _who,
    "needs": _needs,
    "urgency": _urgency,
    "helpers": _helpers,
    "means": _means,
    "situation": _situation,
}
