"""What is searched: each made-up service text as one offer without a place, and the shipped helplines.

The texts go the way of every record: read strictly, seen as the public sees them, projected to documents. All that a
text says is told; nothing is left to chance and nothing is made up beside it, so that only words and terms decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from catalogue import Bundle, Offer, Organisation, Vocabulary, offer_view, read_record
from catalogue.demo import SOURCE, Recipe, Service, load_services
from catalogue.demo.names import made_up
from catalogue.demo.texts import PLACE
from geo import Gazetteer
from indexer import Projection
from search import Document

ANYWHERE = "uw gemeente"
"""What stands for the place in a text: a name would be found by whoever asks for that place."""

_MADE_UP = f"{SOURCE}:"


def corpus(data: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> tuple[Document, ...]:
    """The documents, in the order of their files. `data` is the folder with what ships.

    Raises `ValueError` for a fault in the texts, `RecordError` for one in a record.
    """
    projection = Projection(gazetteer, vocabulary)
    bundles = (*_services(data / "demo", vocabulary), *_helplines(data / "content" / "helplines.jsonl"))
    documents = (projection.document(offer_view(bundle)) for bundle in bundles)
    return tuple(document for document in documents if document is not None)


def judged_id(id_: str) -> str:
    """How a judgement names an offer: a made-up service by the id of its text, a helpline by its own."""
    return id_.removeprefix(_MADE_UP)


def _services(demo: Path, vocabulary: Vocabulary) -> Iterator[Bundle]:
    """Each with an organisation of the type that most usually gives it."""
    names = {type_: kind.name for type_, kind in Recipe.load(demo, vocabulary).organisations.items()}
    for service in load_services(demo / "services", vocabulary):
        type_ = service.by[0]
        owner = {"kind": "organisation", "id": f"{_MADE_UP}{type_}", "name": made_up(names[type_]), "type": type_}
        yield _bundle(_offer(service, f"{_MADE_UP}{type_}"), {**owner, "demo": True})


def _offer(service: Service, organisation: str) -> dict[str, Any]:
    """The record of a text; what it does not say stays unknown."""
    said = {
        "themes": service.themes,
        "functions": service.functions,
        "keywords": service.keywords,
        "target_groups": service.target_groups,
        "modes": service.modes,
        "budgets": service.budgets,
        "ages": service.ages.model_dump(exclude_none=True),
    }
    return {
        "kind": "offer",
        "id": f"{_MADE_UP}{service.id}",
        "organisation": organisation,
        "demo": True,
        "name": service.name.replace(PLACE, ANYWHERE),
        "summary": service.summary,
        "description": service.description.replace(PLACE, ANYWHERE),
        "professional": service.professional,
        "sector": service.sector,
        "line": service.line,
        "access": service.access[0],
        **{field: value for field, value in said.items() if value is not None},
    }


def _helplines(path: Path) -> Iterator[Bundle]:
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    owners = {row["id"]: row for row in rows if row["kind"] == "organisation"}
    for row in rows:
        if row["kind"] == "offer":
            yield _bundle(row, owners[row["organisation"]])


def _bundle(offer: Mapping[str, Any], organisation: Mapping[str, Any]) -> Bundle:
    read, owner = read_record(offer), read_record(organisation)
    if not isinstance(read, Offer) or not isinstance(owner, Organisation):
        raise ValueError(f"{read.id} of {owner.id} is not an offer of an organisation")
    return Bundle(read, owner, None)
