"""What was understood of a question, as answers tell it: a misreading costs one click."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue import Glossary, Vocabulary
from geo import DrawnArea, Place
from search.answer import (
    AbbreviationUnderstood,
    AmbiguousWord,
    AreaUnderstood,
    NamedId,
    PlaceAnswer,
    PlaceUnderstood,
    SectorMeaning,
    TermUnderstood,
    Understood,
    WishUnderstood,
    ZoneName,
)
from search.question import SearchRequest
from search.understand import Reading
from search.wishes import Wish


def understood(reading: Reading, vocabulary: Vocabulary, glossary: Glossary) -> Understood:
    """The reading in the words of the lists."""
    asked = reading.request
    return Understood(
        language=reading.language,
        words=tuple(word.text for word in reading.words),
        terms=tuple(_terms(reading, vocabulary)),
        wishes=tuple(map(_wish, reading.wishes)),
        place=place_understood(reading.places) if reading.places else None,
        area=_area(asked.drawn),
        themes=tuple(NamedId(id=theme, name=vocabulary.label("theme", theme)) for theme in asked.theme),
        corrections=reading.corrections,
        ambiguous=tuple(_ambiguous(asked, glossary)),
        abbreviations=tuple(
            AbbreviationUnderstood(id=one.id, text=one.short, meaning=one.full)
            for one in glossary.typed_in(reading.typed or asked.q)
        ),
    )


def _area(drawn: DrawnArea | None) -> AreaUnderstood | None:
    if drawn is None:
        return None
    west, south, east, north = drawn.bounds
    return AreaUnderstood(west=west, south=south, east=east, north=north)


def place_understood(places: Sequence[Place]) -> PlaceUnderstood:
    """The place that was taken, the first, with the others that were possible."""
    taken, *others = map(place_answer, places)
    return PlaceUnderstood(**dict(taken), alternatives=tuple(others))


def place_answer(place: Place) -> PlaceAnswer:
    """A place as answers show it."""
    return PlaceAnswer(
        name=place.name,
        type=place.type,
        municipality=place.municipality,
        municipality_nis=place.municipality_nis,
        postcode=place.postcode,
        zones=tuple(ZoneName(id=zone.id, name=zone.name) for zone in place.zones),
        lat=place.point.lat,
        lon=place.point.lon,
        precision=place.precision,
        matched=place.matched,
        approximate=place.approximate,
        swapped=place.swapped,
    )


def _terms(reading: Reading, vocabulary: Vocabulary) -> Iterator[TermUnderstood]:
    """The surest first; each once, with all words that stand for it."""
    terms = reading.terms
    for concept in sorted(terms, key=lambda one: (-terms[one], one)):
        words = tuple(one.words for one in reading.meant if concept in one.concepts)
        yield TermUnderstood(id=str(concept), name=vocabulary.label(concept.list, concept.id), words=words)


def _wish(wish: Wish) -> WishUnderstood:
    return WishUnderstood(id=wish.id, parameter=wish.parameter, value=wish.value, name=wish.name, words=wish.words)


def _ambiguous(asked: SearchRequest, glossary: Glossary) -> Iterator[AmbiguousWord]:
    """The words with a meaning per sector (L8), as long as no sector was chosen."""
    for word in () if asked.sector else glossary.words_in(asked.q):
        if len(word.meanings) > 1:
            meanings = (
                SectorMeaning(sector=each.sector, sectors=each.sectors, explanation=each.text, source=each.source)
                for each in word.meanings
            )
            yield AmbiguousWord(id=word.id, word=word.term, meanings=tuple(meanings))
