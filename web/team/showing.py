"""The pages that /team gives: a step of the form, a proposal, and that none can be made now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from fastapi.responses import Response

from web.context import PageContext
from web.errors import lines_if_possible
from web.messages import trouble
from web.people import ANY_QUESTION, onthaal_of
from web.rendering import render
from web.team import messages, wording
from web.team.asking import Question, Wrong
from web.team.beside import facts_beside, needs_beside
from web.team.contact import how_to_ask
from web.team.draft import Draft
from web.team.languages import FREQUENT
from web.team.named import candidate_named, choices_named, id_named, seat_named
from web.team.naming import Match, matches
from web.team.needs import need_list
from web.team.overview import overview
from web.team.perinatal import perinatal_shown
from web.team.place import place_asked, place_key, place_name
from web.team.steps import STEPS, Step
from web.team.view import members_shown, new_members, said_of_all_new, shared_conditions
from web.team.weighing import weights_shown

PATH = "/team"
NOT_KEPT = "no-store"
NOTHING: Mapping[str, str] = {}


def step_page(
    context: PageContext,
    draft: Draft,
    step: Step,
    wrong: Iterable[Wrong] = (),
    *,
    typed: str = "",
    note: str | None = None,
    left_over: Mapping[str, str] = NOTHING,
    named_from: int | None = None,
) -> Response:
    """A step with its fields filled in; 422 where something is wrong in it.

    `typed` are words to search with; `left_over` is what was typed, by field, for which there is no room; `named_from`
    is the number of the first helper of whom it is asked now whether the map knows them.
    """
    told = tuple(one for one in wrong if not one.asks)
    asked = place_asked(draft, context.gazetteer)
    return _page(
        context,
        "team_step.html",
        422 if told or note else 200,
        draft=draft,
        step=step,
        steps=STEPS,
        wrong={one.field: one.message for one in reversed(told)},
        note=note,
        place=asked,
        place_asks=step.id == "who" and not told and bool(draft.place) and asked.place is None,
        place_key=place_key,
        place_name=place_name,
        frequent=FREQUENT,
        needs=need_list(draft.functions, typed, context.vocabulary) if step.id == "needs" else None,
        typed=typed,
        left_over=left_over,
        named_from=named_from,
        helper_matches=_helper_matches(context, draft) if step.id == "helpers" else (),
    )


def _helper_matches(context: PageContext, draft: Draft) -> tuple[tuple[Match, ...], ...]:
    """Per helper the records that the name can stand for."""
    near = place_asked(draft, context.gazetteer).place
    return tuple(matches(context, helper.name, near) for helper in draft.helpers)


def proposal_page(
    context: PageContext,
    draft: Draft,
    question: Question,
    *,
    asked: bool = False,
    typed: str = "",
    found: tuple[Match, ...] = (),
    note: str | None = None,
) -> Response:
    """The proposal for a question.

    `asked`: only something about the same team was asked, so that its answer is what one wants to see first; `typed` is
    the name that was asked about, `found` the records that it can be.
    """
    home = context.teams.home(question.place)
    assert home is not None  # `place_asked` gives no whole zone
    answer = context.teams.answer(question.profile, home, context.clock().date())
    first = answer.proposal.teams[0]
    new = new_members(first)
    return _page(
        context,
        "team_answer.html",
        200,
        draft=draft.model_copy(update={"shown": new}),
        answer=answer,
        new_ids=new,
        proposal=answer.proposal,
        place=question.place,
        place_name=place_name(question.place),
        told=overview(draft, place_name(question.place), context.vocabulary),
        members=members_shown(context, draft, first),
        rows=needs_beside(draft.functions, answer.proposal.teams, context.gazetteer),
        facts=facts_beside(answer.proposal.teams, context.vocabulary),
        pins=choices_named(context, draft.pins),
        vetoes=choices_named(context, (*draft.vetoes, *(one for one in draft.replaced if one not in draft.vetoes))),
        seat_named=partial(seat_named, gazetteer=context.gazetteer),
        candidate_named=partial(candidate_named, gazetteer=context.gazetteer),
        id_named=partial(id_named, context),
        how_to_ask=how_to_ask,
        weights=weights_shown(answer.proposal.weights),
        perinatal=perinatal_shown(answer.perinatal) if answer.perinatal else None,
        scenarios=context.teams.perinatal.tables.scenarios,
        conditions={one.id: one.text for one in context.teams.matcher.policy.coordinator.condition},
        shared=shared_conditions(answer.proposal.coordinators),
        of_all_new=said_of_all_new(answer.proposal.coordinators),
        made_up=answer.demo,
        onthaal=onthaal_of(context.store, question.place),
        any_question=ANY_QUESTION,
        team_ids=new_members,
        asked=asked,
        typed=typed,
        found=found,
        note=note,
    )


def away_page(context: PageContext, draft: Draft, question: Question) -> Response:
    """No team can be proposed while the engine is away: who can be called, and the same question ready to ask again."""
    return _page(
        context,
        "team_away.html",
        503,
        lines=lines_if_possible(context),
        draft=draft,
        trouble=trouble(503),
        onthaal=onthaal_of(context.store, question.place),
        any_question=ANY_QUESTION,
    )


def _page(context: PageContext, template: str, status: int, **values: Any) -> Response:
    """A page that no browser or cache keeps."""
    response = render(context, template, path=PATH, status=status, team_words=messages, wording=wording, **values)
    response.headers["Cache-Control"] = NOT_KEPT
    return response
