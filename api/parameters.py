"""What the documentation adds to the parameters of a search: an example of each, and words where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field, create_model

from search import SearchRequest

EXAMPLES: Mapping[str, Any] = {
    "q": "ik kan mijn huur niet meer betalen",
    "place": "9300",
    "radius_km": 15,
    "zone": "regio-aalst",
    "serves": "41002",
    "theme": ["wonen"],
    "function": ["onthaal"],
    "sector": ["lokaal_bestuur"],
    "mode": ["phone"],
    "target_group": ["ouderen"],
    "language": ["nl"],
    "access": ["direct"],
    "budget": ["pvb"],
    "accessibility": ["step_free"],
    "age": 34,
    "open_now": True,
    "at": "2026-11-23T10:00",
    "free": True,
    "intake_open": True,
    "sort": "distance",
    "lang": "nl",
    "size": 10,
    "cursor": "eyJ2IjoxfQ",
    "explain": True,
}

DESCRIPTIONS: Mapping[str, str] = {
    "sector": "Sectors: terms of the list sector.",
    "target_group": "For whom: terms of the list target_group.",
    "access": "How one gets in: terms of the list access.",
    "budget": "Budgets with which it can be paid: terms of the list budget.",
    "sort": "In which order.",
}


def documented(model: type[BaseModel], examples: Mapping[str, Any], descriptions: Mapping[str, str]) -> type[BaseModel]:
    """The same model, its fields the same in all but what the documentation says of them."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        words = Field(description=info.description or descriptions[name], examples=[examples[name]])
        fields[name] = (Annotated[info.rebuild_annotation(), words], info.get_default())
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, **fields)


if TYPE_CHECKING:
    SearchParameters = SearchRequest
else:
    SearchParameters = documented(SearchRequest, EXAMPLES, DESCRIPTIONS)  # to a type checker it is the same
