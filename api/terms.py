"""`/vocabulary`: the lists of terms that records and filters use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel, Field

from api.caching import AN_HOUR, revalidated
from api.context import ApiContext
from api.documentation import answers, not_modified
from api.examples import TERM, TERMS, VOCABULARY
from api.routing import add_get
from catalogue import TermEntry, Vocabulary

ListName = Annotated[
    str,
    Path(alias="list", description="Name of the list.", examples=["theme"], json_schema_extra={"maxLength": 80}),
]
TermId = Annotated[
    str,
    Path(alias="id", description="Id of the term.", examples=["wonen"], json_schema_extra={"maxLength": 80}),
]


class TermLink(BaseModel):
    """A term elsewhere that is the same (`exact`), nearly the same (`close`) or wider (`broad`)."""

    relation: str
    scheme: str = Field(description="Name of a scheme in the answer of /vocabulary.")
    code: str = Field(description="The code of the term within its scheme.")


class TermAnswer(BaseModel):
    """A term. Its id never changes."""

    id: str
    label: dict[str, str] = Field(description="In plain words, per language (nl, fr, en).")
    professional: str | None = Field(description="In the words of the field, in Dutch; null: the same as the label.")
    definition: str | None = Field(description="What the term means, in plain Dutch.")
    broader: str | None = Field(description="The term above it in the same list.")
    links: tuple[TermLink, ...] = Field(description="The same or a wider term in lists of others.")
    source: str | None = Field(description="What the definition rests on; null: our own wording.")
    details: dict[str, tuple[str, ...]] = Field(
        description="The columns of this list's own that are filled: terms of other lists, or a text."
    )


class Terms(BaseModel):
    """The terms of a list, in order."""

    terms: tuple[TermAnswer, ...]


class ListAnswer(BaseModel):
    """A list of terms."""

    id: str
    label: str
    about: str = Field(description="What its terms say, in plain Dutch.")
    terms: int = Field(description="How many terms it has.")
    columns: dict[str, str] = Field(
        description="Its own columns: `text`, `line` (0 to 3 of the care ladder), or the list that their terms are of."
    )


class SchemeAnswer(BaseModel):
    """A list of terms that others keep. The address of a term is `base` with its code behind it, where there is one."""

    id: str
    label: str
    website: str | None
    base: str | None


class Lists(BaseModel):
    """All lists, by name."""

    lists: tuple[str, ...]
    about: tuple[ListAnswer, ...]
    schemes: tuple[SchemeAnswer, ...]


def term_routes(context: ApiContext) -> APIRouter:
    """The endpoints of the vocabulary."""
    router = APIRouter(tags=["vocabulary"])
    vocabulary = context.vocabulary

    def terms_of(name: str) -> dict[str, TermAnswer]:
        if name not in vocabulary.lists:
            raise HTTPException(404)
        return {entry.id: _term(entry) for entry in vocabulary[name].values()}

    def lists(request: Request) -> Response:
        """The lists of terms, and the lists of others that terms are linked to."""
        return revalidated(request, _lists(vocabulary), AN_HOUR)

    def terms(request: Request, name: ListName) -> Response:
        """The terms of one list."""
        return revalidated(request, Terms(terms=tuple(terms_of(name).values())), AN_HOUR)

    def term(request: Request, name: ListName, id_: TermId) -> Response:
        """One term of a list."""
        found = terms_of(name).get(id_)
        if found is None:
            raise HTTPException(404)
        return revalidated(request, found, AN_HOUR)

    told = answers(Lists, "The lists.", VOCABULARY) | not_modified()
    add_get(router, "/vocabulary", lists, operation_id="list_vocabularies", summary="All lists", responses=told)
    told = answers(Terms, "The terms.", TERMS, 404) | not_modified()
    add_get(router, "/vocabulary/{list}", terms, operation_id="get_vocabulary", summary="One list", responses=told)
    told = answers(TermAnswer, "The term.", TERM, 404) | not_modified()
    add_get(router, "/vocabulary/{list}/{id}", term, operation_id="get_term", summary="One term", responses=told)
    return router


def _term(entry: TermEntry) -> TermAnswer:
    return TermAnswer(
        id=entry.id,
        label=dict(entry.labels),
        professional=entry.professional,
        definition=entry.definition,
        broader=entry.broader,
        links=tuple(TermLink(relation=link.relation, scheme=link.scheme, code=link.code) for link in entry.links),
        source=entry.source,
        details=dict(entry.details),
    )


def _lists(vocabulary: Vocabulary) -> Lists:
    names = tuple(sorted(vocabulary.lists))
    schemes = sorted(vocabulary.schemes.items())
    return Lists(
        lists=names,
        about=tuple(_list(name, vocabulary) for name in names),
        schemes=tuple(
            SchemeAnswer(id=id_, label=one.label, website=one.website, base=one.base) for id_, one in schemes
        ),
    )


def _list(name: str, vocabulary: Vocabulary) -> ListAnswer:
    info = vocabulary.info(name)
    columns = {column: of.of or of.kind for column, of in info.columns.items()}
    return ListAnswer(id=name, label=info.label, about=info.about, terms=len(vocabulary[name]), columns=columns)
