"""What someone needs, as it is asked: the body of a question for a team. Nothing of it is ever kept (D1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from catalogue import Answer, Vocabulary
from catalogue.base import Language, Line, Term
from matching.casemanager.situation import SituationFlags
from matching.day_asked import IsoDate
from matching.fault import Fault
from matching.perinatal.question import PerinatalQuestion

MOST_NEEDS = 12
"""The exact search goes through every group of needs; more than this is a different conversation."""

MOST_WHY_NOT = 20

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9@._~:-]+$", max_length=400)]
"""Names a member, organisation, location or offer: their id, `person`, `carer-1` or `existing-1`."""


class Asked(BaseModel):
    """A frozen part of a profile. What was filled in never stands in an error message."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class Need(Asked):
    """One thing that is needed; 3 weighs heaviest. `age`: of whom it is for, where that is not the person (a child)."""

    function: Term
    severity: Annotated[int, Field(ge=1, le=3)] = 2
    age: Annotated[int, Field(ge=0, le=150)] | None = None


class ExistingMember(Asked):
    """Someone who already helps: an organisation or offer of the map, or a name only."""

    organisation: Ref | None = None
    offer: Ref | None = None
    name: Line | None = None
    serves: Annotated[tuple[Term, ...], Field(max_length=MOST_NEEDS)] = ()
    coordinates: Answer = Answer.UNKNOWN


class Carer(Asked):
    """An informal carer, under a label of the asker's own ("zus"), and what they do."""

    label: Line
    serves: Annotated[tuple[Term, ...], Field(max_length=MOST_NEEDS)] = ()


class Coordination(Asked):
    """What is known of the conditions for pay of a coordinator (C5)."""

    instrument: Line | None = None
    appointed: Answer = Answer.UNKNOWN
    alivia: Answer = Answer.UNKNOWN
    score_over_cutoff: Answer = Answer.UNKNOWN
    at_home: Answer = Answer.UNKNOWN
    return_within_14_days: Answer = Answer.UNKNOWN
    paid_this_year: Answer = Answer.UNKNOWN


Process = Literal["limited", "complex", "unknown"]
Terms = Annotated[tuple[Term, ...], Field(max_length=30)]
Refs = Annotated[tuple[Ref, ...], Field(max_length=100)]


class NeedProfile(Asked):
    """Everything that the search for a team may know. What is not said is unknown, and unknown is never no.

    `referral` and `decision`: whether someone can refer, and whether an instance decided already (E6). `why_not`: of
    whom the asker wants to know why they are not in the team. `replace`: who leaves `previous_team` while the other new
    members stay, in this one question. `axes`: also the best team under each preset.
    """

    today: IsoDate | None = None
    birth_date: IsoDate | None = None
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    vaph_recognised: Answer = Answer.UNKNOWN
    place: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True, pattern=r"^[^\x00]+$")]
    languages: Annotated[tuple[Language, ...], Field(max_length=30)] = ()
    target_groups: Terms = ()
    budgets: Terms = ()
    programme: Term | None = None
    needs: Annotated[tuple[Need, ...], Field(max_length=MOST_NEEDS)] = ()
    existing_team: Annotated[tuple[ExistingMember, ...], Field(max_length=30)] = ()
    carers: Annotated[tuple[Carer, ...], Field(max_length=10)] = ()
    person_coordinates: Answer = Answer.UNKNOWN
    pins: Refs = ()
    vetoes: Refs = ()
    process: Process = "unknown"
    coordination: Coordination = Coordination()
    referral: Answer = Answer.UNKNOWN
    decision: Answer = Answer.UNKNOWN
    perinatal: PerinatalQuestion | None = None
    situation: SituationFlags = SituationFlags()
    preset: Term | None = None
    alternatives: Annotated[int, Field(ge=1, le=5)] = 5
    previous_team: Refs = ()
    why_not: Annotated[tuple[Ref, ...], Field(max_length=MOST_WHY_NOT)] = ()
    replace: Refs = ()
    axes: bool = False

    @property
    def team_exists(self) -> Answer:
        """Someone who helps already is a team; without anyone the flag `no_team` decides (M5)."""
        return Answer.YES if self.existing_team else Answer.UNKNOWN

    def age_on(self, day: date) -> int | None:
        """Whole years on that day, from the date of birth where it is given; `None` where neither is known."""
        born = self.birth_date
        if born is None:
            return self.age
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def faults_of(profile: NeedProfile, vocabulary: Vocabulary, today: date) -> tuple[Fault, ...]:
    """What does not stand in the lists, or contradicts itself, on that day."""
    return (*_unknown_terms(profile, vocabulary), *_contradictions(profile, today), *_of_parts(profile, today))


def _of_parts(profile: NeedProfile, today: date) -> Iterator[Fault]:
    """What the casemanager and the perinatal programme would not answer."""
    for flag in profile.situation.settled(profile.team_exists).contradictions():
        yield Fault(f"situation.{flag}", "kan niet ja zijn als er geen team is")
    if profile.perinatal is not None:
        yield from (Fault(f"perinatal.{field}", reason) for field, reason in profile.perinatal.faults(today))


def _unknown_terms(profile: NeedProfile, vocabulary: Vocabulary) -> Iterator[Fault]:
    for field, name, term in _terms(profile):
        if term not in vocabulary[name]:
            yield Fault(field, f"kennen wij niet; kies uit de lijst {name}")


def _terms(profile: NeedProfile) -> Iterator[tuple[str, str, str]]:
    """Each term with its field and its list."""
    for number, need in enumerate(profile.needs):
        yield f"needs.{number}.function", "function", need.function
    for number, member in enumerate(profile.existing_team):
        yield from ((f"existing_team.{number}.serves", "function", term) for term in member.serves)
    for number, carer in enumerate(profile.carers):
        yield from ((f"carers.{number}.serves", "function", term) for term in carer.serves)
    yield from (("languages", "language", term) for term in profile.languages)
    yield from (("target_groups", "target_group", term) for term in profile.target_groups)
    yield from (("budgets", "budget", term) for term in profile.budgets)
    if profile.programme is not None:
        yield "programme", "programme", profile.programme
    if profile.preset is not None:
        yield "preset", "preset", profile.preset


def _contradictions(profile: NeedProfile, today: date) -> Iterator[Fault]:
    functions = [need.function for need in profile.needs]
    for number, function in enumerate(functions):
        if function in functions[:number]:
            yield Fault(f"needs.{number}.function", "staat er al; elke nood een keer")
        if function == "casemanagement":
            reason = "een casemanager hoort niet bij het team; die vindt u in het deel casemanagement (M1)"
            yield Fault(f"needs.{number}.function", reason)
    if profile.birth_date is not None and profile.birth_date > today:
        yield Fault("birth_date", "ligt in de toekomst")
    elif profile.birth_date is not None and profile.age is not None and profile.age_on(today) != profile.age:
        yield Fault("age", "past niet bij de geboortedatum; geef een van beide")
    for number, member in enumerate(profile.existing_team):
        if not (member.organisation or member.offer or member.name):
            yield Fault(f"existing_team.{number}", "noem een organisatie, een aanbod of een naam")
    if sum(member.coordinates is Answer.YES for member in profile.existing_team) > 1:
        yield Fault("existing_team", "een team heeft hoogstens een zorgcoördinator (C1)")
    if "none" in profile.budgets and len(set(profile.budgets)) > 1:
        yield Fault("budgets", "geen budget en wel een budget gaan niet samen")
    if set(profile.pins) & set(profile.vetoes):
        yield Fault("pins", "wat u kiest, staat ook bij wat u niet wilt")
    if set(profile.pins) & set(profile.replace):
        yield Fault("replace", "wat u wilt vervangen, staat ook bij wat u kiest")
