"""`/glossary`: words that differ per sector (L8), and abbreviations."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.caching import AN_HOUR, revalidated
from api.context import ApiContext
from api.documentation import answers, not_modified
from api.routing import add_get


class MeaningAnswer(BaseModel):
    """What a term means in one sector."""

    sector: str = Field(description="The sector in words.")
    sectors: tuple[str, ...] = Field(description="Ids of the list `sector`; none for everyday language.")
    text: str
    source: str | None = Field(description="Null: nobody checked it at a source.")


class SectorWordAnswer(BaseModel):
    """A term with its meanings."""

    term: str
    meanings: tuple[MeaningAnswer, ...]


class SectorWords(BaseModel):
    """The terms that mean something else from sector to sector."""

    terms: tuple[SectorWordAnswer, ...]


class AbbreviationAnswer(BaseModel):
    """A short form."""

    abbreviation: str
    full: str
    explanation: str | None = Field(description="Only where a source gives one.")
    source: str | None


class Abbreviations(BaseModel):
    """The abbreviations, in the order of the table."""

    abbreviations: tuple[AbbreviationAnswer, ...]


_TERMS = {
    "terms": [
        {
            "term": "outreach",
            "meanings": [
                {
                    "sector": "GBO",
                    "sectors": ["lokaal_bestuur", "ziekenfonds"],
                    "text": "Hulpverlener stapt zelf naar kwetsbare mensen op vindplaatsen.",
                    "source": "opgroeien.be; vvsg.be",
                }
            ],
        }
    ]
}
_ABBREVIATIONS = {
    "abbreviations": [
        {
            "abbreviation": "CAW",
            "full": "centrum algemeen welzijnswerk",
            "explanation": "Gratis hulp bij elke welzijnsvraag: geld, relaties, wonen, geweld.",
            "source": "departementwvg.be",
        }
    ]
}


def glossary_routes(context: ApiContext) -> APIRouter:
    """The endpoints of the explained words."""
    router = APIRouter(tags=["vocabulary"])
    glossary = context.glossary

    def terms(request: Request) -> Response:
        """Terms that mean something else from sector to sector."""
        found = (
            SectorWordAnswer(
                term=word.term,
                meanings=tuple(
                    MeaningAnswer(sector=one.sector, sectors=one.sectors, text=one.text, source=one.source)
                    for one in word.meanings
                ),
            )
            for word in glossary.words.values()
        )
        return revalidated(request, SectorWords(terms=tuple(found)), AN_HOUR)

    def abbreviations(request: Request) -> Response:
        """Abbreviations and what they stand for."""
        found = (
            AbbreviationAnswer(abbreviation=one.short, full=one.full, explanation=one.explanation, source=one.source)
            for one in glossary.abbreviations.values()
        )
        return revalidated(request, Abbreviations(abbreviations=tuple(found)), AN_HOUR)

    told = answers(SectorWords, "The terms.", _TERMS) | not_modified()
    add_get(
        router, "/glossary/terms", terms, operation_id="list_sector_terms", summary="Terms per sector", responses=told
    )
    told = answers(Abbreviations, "The abbreviations.", _ABBREVIATIONS) | not_modified()
    add_get(
        router,
        "/glossary/abbreviations",
        abbreviations,
        operation_id="list_abbreviations",
        summary="Abbreviations",
        responses=told,
    )
    return router
