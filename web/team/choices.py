"""What someone does with a proposal: each choice gives another question, and remembers the team it was made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from catalogue import Vocabulary
from web.team.draft import MOST_CARERS, MOST_CHOICES, MOST_FUNCTIONS, Draft, DraftCarer, ref_of, term_of
from web.team.form import Form

MOST_ASKED = 10
Choose = Callable[[Draft, str], Draft]


def is_choice(act: str) -> bool:
    """Whether it is something to do with a proposal."""
    return act in _CHANGES or act in QUESTIONS


def chosen(draft: Draft, act: str, of: str) -> Draft:
    """The draft after a choice. `of`: an id, a preset, for `take` the ids of a team; else nothing changes."""
    if act in QUESTIONS:
        return QUESTIONS[act](draft, of)
    return _CHANGES[act](since_shown(draft), of)


def since_shown(draft: Draft) -> Draft:
    """The next answer tells what is different from the one that was shown; who was replaced stays away."""
    kept = tuple(one for one in draft.replaced if one not in draft.vetoes)
    return draft.model_copy(
        update={"previous": draft.shown, "replaced": (), "vetoes": (*draft.vetoes, *kept)[:MOST_CHOICES]}
    )


def with_carer(draft: Draft, form: Form, vocabulary: Vocabulary) -> Draft:
    """The draft with the carer of the small form under a proposal."""
    label = form.words("new-carer")
    if not label or len(draft.carers) >= MOST_CARERS:
        return draft
    serves = tuple(one for one in form.all("new-carer-serves") if one in vocabulary["function"])[:MOST_FUNCTIONS]
    changed = since_shown(draft)
    return changed.model_copy(update={"carers": (*draft.carers, DraftCarer(label=label, serves=serves))})


def asked_about(draft: Draft, of: str) -> Draft:
    """Ask why this one is not in the team; of many, the last asked are kept."""
    id_ = ref_of(of)
    if id_ is None:
        return draft
    return draft.model_copy(
        update={"why_not": (*(one for one in draft.why_not if one != id_), id_)[-MOST_ASKED:]},
    )


def _pin(draft: Draft, of: str) -> Draft:
    return _listed(draft, of, into="pins", out_of="vetoes")


def _veto(draft: Draft, of: str) -> Draft:
    return _listed(draft, of, into="vetoes", out_of="pins")


def _undo(draft: Draft, of: str) -> Draft:
    """Neither wanted nor unwanted."""
    return draft.model_copy(
        update={name: tuple(one for one in getattr(draft, name) if one != of) for name in ("pins", "vetoes")}
    )


def _replace(draft: Draft, of: str) -> Draft:
    """This one goes, the rest of the team stays, in this one question."""
    free = _undo(draft, of)
    return free.model_copy(update={"replaced": (of,)}) if of in draft.shown else draft


def _take(draft: Draft, of: str) -> Draft:
    for id_ in of.split():
        draft = _pin(draft, id_)
    return draft


def _preset(draft: Draft, of: str) -> Draft:
    return draft.model_copy(update={"preset": term_of(of)})


def _listed(draft: Draft, of: str, *, into: str, out_of: str) -> Draft:
    id_ = ref_of(of)
    if id_ is None:
        return draft
    others = tuple(one for one in getattr(draft, into) if one != id_)
    left = tuple(one for one in getattr(draft, out_of) if one != id_)
    return draft.model_copy(update={into: (*others, id_)[-MOST_CHOICES:], out_of: left})


def _forget(draft: Draft, of: str) -> Draft:
    return draft.model_copy(update={"why_not": tuple(one for one in draft.why_not if one != of)})


_CHANGES: Mapping[str, Choose] = {
    "pin": _pin,
    "veto": _veto,
    "undo": _undo,
    "replace": _replace,
    "take": _take,
    "preset": _preset,
}
QUESTIONS: Mapping[str, Choose] = {"why": asked_about, "forget": _forget}
"""What asks something of the same team, so that nothing else may change."""
