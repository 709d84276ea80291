"""The page of /team: from step to step, then the proposal and what one does with it. Nothing of it is kept (D1)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.responses import Response

from search import EngineUnavailable
from web.context import PageContext
from web.team import messages
from web.team.asking import Wrong, question_of
from web.team.choices import QUESTIONS, asked_about, chosen, is_choice, since_shown, with_carer
from web.team.draft import MOST_CARERS, MOST_HELPERS, BrokenDraft, Draft
from web.team.filling import filled
from web.team.form import Form
from web.team.naming import matches, recognised
from web.team.place import place_asked
from web.team.showing import away_page, proposal_page, step_page
from web.team.steps import STEPS, Step, after, before, step_of

log = logging.getLogger(__name__)


def team_start(context: PageContext) -> Response:
    """What this is, and the first step."""
    return step_page(context, Draft(), STEPS[0])


def team_answered(context: PageContext, form: Form) -> Response:
    """The page that follows on a form: a step, or the proposal. A form that cannot be read begins anew (422)."""
    try:
        draft = Draft.read(form.one("told"))
    except BrokenDraft:
        return step_page(context, Draft(), STEPS[0], note=messages.BROKEN)
    step = step_of(form.one("step"))
    act, _, of = form.one("go").partition(":")
    if step is None:
        return _after_proposal(context, draft, form, act, of)
    told = filled(draft, step.id, form, context.vocabulary)
    if step.id == "helpers":
        told = recognised(context, told, len(draft.helpers))
    return _after_step(context, told, step, form, _Pressed(act, of, draft))


@dataclass(frozen=True, slots=True)
class _Pressed:
    """The button, what it is about, and the draft as it was before."""

    act: str
    of: str
    before: Draft


def _after_step(context: PageContext, draft: Draft, step: Step, form: Form, pressed: _Pressed) -> Response:
    """Where the button of a step leads. Back never complains; on never passes over what is not right."""
    left_over = _left_over(pressed.before, form)
    if left_over and pressed.act != "back" and not pressed.act.startswith("drop"):
        return step_page(context, draft, step, note=messages.TOO_MANY_HELPERS, left_over=left_over)
    match pressed.act:
        case "back":
            return step_page(context, draft, before(step))
        case "search":
            return step_page(context, draft, step, typed=form.words("q"))
        case "add":
            return step_page(context, draft, step)
        case "drop-helper" | "drop-carer":
            return step_page(context, _dropped(draft, pressed.act, pressed.of), step, left_over=left_over)
    if _doubtful(context, draft, pressed.before):
        return step_page(context, draft, step, named_from=len(pressed.before.helpers))
    if pressed.act == "result":
        return _proposal(context, since_shown(draft))
    wrong = _wrong(context, draft, step)
    if wrong:
        return step_page(context, draft, step, wrong)
    following = after(step)
    return step_page(context, draft, following) if following else _proposal(context, since_shown(draft))


def _left_over(before_filling: Draft, form: Form) -> Mapping[str, str]:
    """Who was typed for whom there is no room, by field."""
    typed = {
        "new-helper": len(before_filling.helpers) >= MOST_HELPERS,
        "new-carer": len(before_filling.carers) >= MOST_CARERS,
    }
    return {name: form.words(name) for name, full in typed.items() if full and form.words(name)}


def _doubtful(context: PageContext, draft: Draft, before_filling: Draft) -> bool:
    """Whether a helper was named just now who may be a record of the map: that is asked once, before going on."""
    near = place_asked(draft, context.gazetteer).place
    return any(matches(context, helper.name, near) for helper in draft.helpers[len(before_filling.helpers) :])


def _dropped(draft: Draft, act: str, of: str) -> Draft:
    """Without the helper or carer of that number."""
    field = "helpers" if act == "drop-helper" else "carers"
    kept = tuple(one for number, one in enumerate(getattr(draft, field)) if str(number) != of)
    return draft.model_copy(update={field: kept})


def _after_proposal(context: PageContext, draft: Draft, form: Form, act: str, of: str) -> Response:
    """What a button of the proposal gives: a step to change, another answer, or who a name can be."""
    step = step_of(of) if act == "step" else None
    if step is not None:
        return step_page(context, draft, step)
    if act == "carer":
        return _proposal(context, with_carer(draft, form, context.vocabulary))
    if act == "find":
        return _found(context, draft, form.words("who"))
    if is_choice(act):
        return _proposal(context, chosen(draft, act, of), asked=act in QUESTIONS)
    return _proposal(context, draft)


def _found(context: PageContext, draft: Draft, typed: str) -> Response:
    """Why not this one: the only record of that name is asked about at once, of several one is chosen."""
    found = matches(context, typed, place_asked(draft, context.gazetteer).place) if typed else ()
    exact = [one for one in found if one.name.casefold() == typed.casefold()]
    one = exact if len(exact) == 1 else list(found)
    if len(one) == 1:
        return _proposal(context, asked_about(draft, one[0].id), asked=True)
    note = messages.NOT_ON_MAP.format(name=typed) if typed and not found else None
    return _proposal(context, draft, asked=True, typed=typed, found=found, note=note)


def _wrong(context: PageContext, draft: Draft, step: Step) -> tuple[Wrong, ...]:
    """What is not right in a step."""
    _, wrong = question_of(draft, context.gazetteer, context.vocabulary, context.clock().date())
    return tuple(one for one in wrong if one.step == step.id)


def _proposal(context: PageContext, draft: Draft, **shown: Any) -> Response:
    """The proposal for a draft, or the first step in which something is not right; or that there is none now (503)."""
    question, wrong = question_of(draft, context.gazetteer, context.vocabulary, context.clock().date())
    if question is None:
        step = next(one for one in STEPS if one.id == wrong[0].step)
        return step_page(context, draft, step, [one for one in wrong if one.step == step.id])
    try:
        return proposal_page(context, draft, question, **shown)
    except EngineUnavailable as fault:
        log.error("no team: the search engine does not answer: %s", fault)
        return away_page(context, draft, question)
