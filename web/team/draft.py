"""What someone filled in so far: it travels in the form itself, from page to page, and is kept nowhere (D1).

It holds words as they were typed, so that nothing is lost where they are not right yet.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from catalogue import Answer
from catalogue.base import Term
from matching.casemanager.situation import SituationFlags
from matching.perinatal.question import Indicators
from matching.profile import Process, Ref

LONGEST = 200
"""Characters of one field."""

MOST_FUNCTIONS = 40
MOST_TERMS = 30
MOST_HELPERS = 10
MOST_CARERS = 6
MOST_CHOICES = 40
"""So many at most, so that a form stays under 64 kB; of needs more than can be asked, so that this can be told."""

Words = Annotated[str, StringConstraints(max_length=LONGEST, strip_whitespace=True, pattern=r"^[^\x00]*$")]
Name = Annotated[Words, StringConstraints(min_length=1)]
Functions = Annotated[tuple[Term, ...], Field(max_length=MOST_FUNCTIONS)]
Some = Annotated[tuple[Term, ...], Field(max_length=MOST_TERMS)]
Choices = Annotated[tuple[Ref, ...], Field(max_length=MOST_CHOICES)]


_REF: TypeAdapter[str] = TypeAdapter(Ref)
_TERM: TypeAdapter[str] = TypeAdapter(Term)


class BrokenDraft(ValueError):
    """What came back in the form is not what was sent; its message holds nothing of it."""


class Told(BaseModel):
    """A frozen part. What was filled in never stands in an error message."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class DraftNeed(Told):
    """A need as it was chosen; `age`: of the child it is for, as typed."""

    function: Term
    severity: Annotated[int, Field(ge=1, le=3)] = 2
    age: Words = ""


class Helper(Told):
    """Who helps already: a name, and the record of the map that it stands for where one was chosen."""

    name: Name
    organisation: Ref | None = None
    offer: Ref | None = None
    serves: Functions = ()
    coordinates: Answer = Answer.UNKNOWN

    @property
    def record(self) -> str:
        """The id of the record; empty where it is a name only."""
        return self.offer or self.organisation or ""


class DraftCarer(Told):
    """An informal carer, under a label of the asker's own."""

    label: Name
    serves: Functions = ()


class Pregnancy(Told):
    """A pregnancy or a young child, as typed."""

    weeks: Words = ""
    child_birth_date: Words = ""
    indicators: Indicators = Indicators()
    screened: Answer = Answer.UNKNOWN
    clinical_follow_up: Answer = Answer.UNKNOWN


class PayFacts(Told):
    """What is known of the conditions for pay of a coordinator (C5)."""

    instrument: Words = ""
    appointed: Answer = Answer.UNKNOWN
    alivia: Answer = Answer.UNKNOWN
    score_over_cutoff: Answer = Answer.UNKNOWN
    at_home: Answer = Answer.UNKNOWN
    return_within_14_days: Answer = Answer.UNKNOWN
    paid_this_year: Answer = Answer.UNKNOWN


class Draft(Told):
    """Everything told so far. `place_chosen` says which place is meant where the words can mean several.

    `shown` are the new members of the first team of the last answer, `previous` those of the answer before what was
    last changed; `replaced` are to leave `previous` alone. `why_not` are ids that were asked about.
    """

    place: Words = ""
    place_chosen: Words = ""
    age: Words = ""
    birth_date: Words = ""
    languages: Some = ()
    other_languages: Words = ""
    needs: Annotated[tuple[DraftNeed, ...], Field(max_length=MOST_FUNCTIONS)] = ()
    helpers: Annotated[tuple[Helper, ...], Field(max_length=MOST_HELPERS)] = ()
    carers: Annotated[tuple[DraftCarer, ...], Field(max_length=MOST_CARERS)] = ()
    person_coordinates: Answer = Answer.UNKNOWN
    budgets: Some = ()
    target_groups: Some = ()
    programme: Term | None = None
    referral: Answer = Answer.UNKNOWN
    decision: Answer = Answer.UNKNOWN
    vaph_recognised: Answer = Answer.UNKNOWN
    situation: SituationFlags = SituationFlags()
    pregnancy: Pregnancy = Pregnancy()
    process: Process = "unknown"
    pay: PayFacts = PayFacts()
    preset: Term | None = None
    pins: Choices = ()
    vetoes: Choices = ()
    replaced: Choices = ()
    why_not: Annotated[tuple[Ref, ...], Field(max_length=10)] = ()
    previous: Choices = ()
    shown: Choices = ()

    @property
    def functions(self) -> tuple[str, ...]:
        """What is needed, in the order in which it was chosen."""
        return tuple(need.function for need in self.needs)

    def written(self) -> str:
        """As it stands in the form."""
        return self.model_dump_json(exclude_defaults=True)

    @classmethod
    def read(cls, text: str) -> Draft:
        """Back from the form; nothing is an empty draft. Raises `BrokenDraft`."""
        try:
            return cls.model_validate_json(text) if text else cls()
        except ValidationError:
            raise BrokenDraft("the form came back with something else than what was sent") from None


def ref_of(text: str) -> str | None:
    """The id that a button or a choice of a form names; `None` where it cannot be one."""
    return _read_as(_REF, text)


def term_of(text: str) -> str | None:
    """The term that a button names; `None` where it cannot be one."""
    return _read_as(_TERM, text)


def _read_as(kind: TypeAdapter[str], text: str) -> str | None:
    try:
        return kind.validate_python(text)
    except ValidationError:
        return None
