"""What was told, in short sentences, part by part: it stands beside every proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue import Answer, Vocabulary
from web.numbers import listing
from web.team.draft import Draft, PayFacts, Pregnancy
from web.team.languages import written_languages
from web.team.messages import ANSWERS, MEANS_QUESTIONS, PAY_QUESTIONS, PROCESSES, SEVERITIES, SITUATIONS
from web.team.steps import NUMBER, STEPS, Step, StepId

NOTHING = "niets ingevuld"
PAY = "Betaling van de zorgcoördinator (“de persoon” is wie hulp krijgt)"


@dataclass(frozen=True, slots=True)
class ToldPart:
    """What was told, and the steps in which it can be changed."""

    title: str
    steps: tuple[Step, ...]
    lines: tuple[str, ...]


def overview(draft: Draft, place: str, vocabulary: Vocabulary) -> tuple[ToldPart, ...]:
    """Everything; `place` is the name of the place that is meant. Needs and how urgent they are stand together."""
    words = _Words(draft, vocabulary)
    told: tuple[tuple[tuple[StepId, ...], Iterator[str]], ...] = (
        (("who",), words.who(place)),
        (("needs", "urgency"), words.needs()),
        (("helpers",), words.helpers()),
        (("means",), words.means()),
        (("situation",), words.situation()),
    )
    parts = tuple(_part([STEPS[NUMBER[id_]] for id_ in ids], tuple(lines)) for ids, lines in told)
    pay = tuple(words.pay())
    return (*parts, ToldPart(PAY, parts[-1].steps, pay)) if pay else parts


def _part(steps: Sequence[Step], lines: tuple[str, ...]) -> ToldPart:
    first, *others = (step.title for step in steps)
    title = ", ".join((first, *(f"{one[:1].lower()}{one[1:]}" for one in others)))
    return ToldPart(title, tuple(steps), lines or (NOTHING,))


@dataclass(frozen=True, slots=True)
class _Words:
    draft: Draft
    vocabulary: Vocabulary

    def who(self, place: str) -> Iterator[str]:
        draft = self.draft
        yield place
        if draft.birth_date:
            yield f"geboren op {draft.birth_date}"
        elif draft.age:
            yield f"{draft.age.removesuffix('jaar').strip()} jaar"
        others, _ = written_languages(draft.other_languages, self.vocabulary)
        if spoken := self._labels("language", dict.fromkeys((*draft.languages, *others))):
            yield f"spreekt {spoken}"

    def needs(self) -> Iterator[str]:
        for need in self.draft.needs:
            child = f", voor een kind van {need.age} jaar" if need.age else ""
            yield f"{self.vocabulary.label('function', need.function)}: {SEVERITIES[need.severity]}{child}"

    def helpers(self) -> Iterator[str]:
        draft = self.draft
        for one in draft.helpers:
            task = ", coördineert" if one.coordinates is Answer.YES else ""
            yield f"{one.name}{self._does(one.serves)}{task}"
        for carer in draft.carers:
            yield f"mantelzorger: {carer.label}{self._does(carer.serves)}"
        if draft.person_coordinates is not Answer.UNKNOWN:
            yield f"wil zelf coördineren: {ANSWERS[draft.person_coordinates]}"

    def means(self) -> Iterator[str]:
        draft = self.draft
        if draft.budgets:
            yield self._budgets()
        if draft.target_groups:
            yield f"doelgroep: {self._labels('target_group', draft.target_groups)}"
        if draft.programme:
            yield f"programma: {self.vocabulary.label('programme', draft.programme)}"
        yield from self._answers({MEANS_QUESTIONS[name]: getattr(draft, name) for name in MEANS_QUESTIONS})

    def _budgets(self) -> str:
        """Without the term that no budget is needed: of a person it says that there is none."""
        some = tuple(one for one in self.draft.budgets if one != "none")
        return f"budget: {self._labels('budget', some)}" if some else "geen budget"

    def situation(self) -> Iterator[str]:
        draft = self.draft
        flags = {SITUATIONS[name][0]: answer for name, answer in draft.situation}
        yield from self._answers(flags)
        if draft.programme == "perinatal" and draft.pregnancy != Pregnancy():
            yield from self._pregnancy()

    def pay(self) -> Iterator[str]:
        """What a professional tells of the person, apart from what the person is told."""
        draft = self.draft
        if draft.process != "unknown":
            yield f"het proces is {PROCESSES[draft.process]}"
        if draft.pay.instrument:
            yield f"instrument: {draft.pay.instrument}"
        if draft.pay != PayFacts():
            yield from self._answers({PAY_QUESTIONS[name]: getattr(draft.pay, name) for name in PAY_QUESTIONS})

    def _pregnancy(self) -> Iterator[str]:
        told = self.draft.pregnancy
        if told.weeks:
            yield f"{told.weeks} weken zwanger"
        if told.child_birth_date:
            yield f"kind geboren op {told.child_birth_date}"
        indicators = {self.vocabulary.label("perinatal_indicator", name): one for name, one in told.indicators}
        yield from self._answers(indicators)
        yield from self._answers(
            {"Screening gedaan": told.screened, "Medische opvolging bezig": told.clinical_follow_up}
        )

    def _answers(self, said: dict[str, Answer]) -> Iterator[str]:
        for question, answer in said.items():
            if answer is not Answer.UNKNOWN:
                yield f"{question}{'' if question.endswith('?') else ':'} {ANSWERS[answer]}"

    def _does(self, serves: tuple[str, ...]) -> str:
        return f" ({self._labels('function', serves)})" if serves else ""

    def _labels(self, name: str, terms: tuple[str, ...] | dict[str, None]) -> str:
        return listing([self.vocabulary.label(name, term) for term in terms])
