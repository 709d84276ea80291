"""The texts of the made-up services: `data/demo/services/*.toml`, one file a subject, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from catalogue.base import Line, Part, Prose, Term
from catalogue.facts import Answer
from catalogue.records import Ages
from catalogue.vocabulary import Vocabulary

Reach = Literal["municipality", "zone", "region", "province", "everywhere"]
Price = Literal["free", "income", "paid", "unknown"]
HoursWord = Literal["office", "evening", "weekend", "night", "always", "appointment", "unknown"]

PLACE = "{place}"
"""In a name or a description: becomes the name of a municipality, or of a zone where the address is hidden."""
_OTHER_BRACES = re.compile(r"[{}]")


class Service(Part):
    """One kind of help as it would stand in a good social map, without the organisation that gives it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    name: Line
    summary: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    description: Prose
    professional: Prose
    functions: Annotated[tuple[Term, ...], Field(min_length=1)]
    themes: Annotated[tuple[Term, ...], Field(min_length=1, max_length=3)]
    sector: Term
    by: Annotated[tuple[Term, ...], Field(min_length=1, description="Types of organisation, most usual first.")]
    target_groups: tuple[Term, ...] | None = Field(None, description="None: for everyone.")
    ages: Ages = Ages()
    access: Annotated[tuple[Term, ...], Field(min_length=1, description="Most usual first.")]
    modes: Annotated[tuple[Term, ...], Field(min_length=1)]
    budgets: tuple[Term, ...] | None = Field(None, description="None: the budget form does not matter.")
    line: Literal[0, 1, 2, 3]
    cost: Price
    unit: Line | None = None
    hours: HoursWord
    reach: Reach
    complex: Answer = Answer.UNKNOWN
    keywords: tuple[Line, ...] = ()
    steps: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    documents: tuple[Line, ...] = ()
    referral_by: tuple[Line, ...] | None = None
    decision_by: Line | None = None

    @property
    def main(self) -> str:
        """The function that it is for before all others."""
        return self.functions[0]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.referral_by is not None and "referral" not in self.access:
            raise ValueError("referral_by goes with access referral only")
        if self.decision_by is not None and "decision" not in self.access:
            raise ValueError("decision_by goes with access decision only")
        if self.unit is not None and self.cost not in ("income", "paid"):
            raise ValueError("unit goes with cost income or paid only")
        if _OTHER_BRACES.search((self.name + self.description).replace(PLACE, "")):
            raise ValueError(f"the only placeholder is {PLACE}")
        return self


_LISTS: Mapping[str, str] = {
    "functions": "function",
    "themes": "theme",
    "sector": "sector",
    "by": "organisation_type",
    "target_groups": "target_group",
    "access": "access",
    "modes": "mode",
    "budgets": "budget",
}
"""Which list the terms of a field come from."""


def load_services(folder: Path, vocabulary: Vocabulary) -> tuple[Service, ...]:
    """All services of `*.toml`, in the order of the files and of the text in them.

    Raises `ValueError` with every fault, one a line, as `file: id: field: what`.
    """
    found: dict[str, Service] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            given = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as broken:
            faults.append(f"{path.name}: {broken}")
            continue
        faults += [f"{path.name}: unknown key {key!r}" for key in given if key != "service"]
        for values in given.get("service", []):
            where = f"{path.name}: {values.get('id', '(without id)')}"
            try:
                service = Service.model_validate(values)
            except ValidationError as refused:
                faults += [f"{where}: {fault}" for fault in _faults(refused)]
                continue
            faults += [f"{where}: {fault}" for fault in _unknown_terms(service, vocabulary)]
            if service.id in found:
                faults.append(f"{where}: the id stands twice")
            found[service.id] = service
    if faults:
        raise ValueError("\n".join(faults))
    return tuple(found.values())


def _faults(refused: ValidationError) -> Iterator[str]:
    for problem in refused.errors(include_url=False):
        field = ".".join(str(part) for part in problem["loc"])
        yield f"{field}: {problem['msg']}" if field else problem["msg"].removeprefix("Value error, ")


def _unknown_terms(service: Service, vocabulary: Vocabulary) -> Iterator[str]:
    for field, name in _LISTS.items():
        value = getattr(service, field)
        terms = (value,) if isinstance(value, str) else value or ()
        yield from (f"{field}: unknown term {term!r} (list {name})" for term in terms if term not in vocabulary[name])
