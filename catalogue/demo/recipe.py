"""The recipe of the made-up world: the tables of `data/demo/*.toml`, read strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from catalogue.base import Line, Part, Term
from catalogue.demo.tables import Casemanagement, Facts, Kind, PartnershipPlan, Spread, Unknown, Word
from catalogue.demo.weeks import Weekly
from catalogue.vocabulary import Vocabulary


class Recipe(Part):
    """All tables together."""

    seed: int
    as_of: date
    offers: Annotated[int, Field(ge=1)]
    authority: Line
    confirmed_by: Line
    street: Line
    words: Annotated[tuple[Word, ...], Field(min_length=10)]
    spread: Spread
    unknown: Unknown
    facts: Facts
    hours: Mapping[str, tuple[Weekly, ...]]
    organisations: Mapping[Term, Kind]
    partnerships: Mapping[str, PartnershipPlan]
    casemanagement: Casemanagement

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> Self:
        """Read the tables of the folder. Raises `ValueError` for a bad value, key or term."""
        values = _table(folder / "recipe.toml")
        for name in ("organisations", "partnerships", "casemanagement"):
            values[name] = _table(folder / f"{name}.toml")
        recipe = cls.model_validate(values)
        unknown = [f"{name}: {term!r}" for name, term in recipe._terms() if term not in vocabulary[name]]
        missing = [kind for kind in vocabulary["organisation_type"] if kind not in recipe.organisations]
        if unknown or missing:
            raise ValueError(f"{folder}: unknown terms {unknown}; organisation types without a row {missing}")
        return recipe

    def _terms(self) -> Iterator[tuple[str, str]]:
        """Every term that the tables name, with its list."""
        for name, row in self.organisations.items():
            yield "organisation_type", name
            if row.sector is not None:
                yield "sector", row.sector
        for plan in self.partnerships.values():
            yield "partnership_type", plan.type
            yield from (("organisation_type", partner.type) for partner in plan.partners)
            yield from (("partnership_function", name) for table in plan.functions for name in table)
            yield from (("function", one) for table in plan.leads for terms in table.values() for one in terms)
            yield from (("function", one) for one in plan.own.functions)
        yield from (("organisation_type", one) for one in self.casemanagement.types)
        yield from (("programme", one) for some in self.casemanagement.programmes for one in some)
        yield from (("function", one) for one in (*self.facts.hidden_functions, *self.spread.always))
        yield from (("language", one) for one in (*self.facts.languages, *self.facts.brussels))

    @model_validator(mode="after")
    def _has_no_word_twice(self) -> Self:
        if len(set(self.words)) < len(self.words):
            raise ValueError("a name word stands twice")
        return self


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))
