"""Why a hit is in the list, in plain Dutch: which words, how far, for whom, and what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from catalogue import Answer, open_at
from catalogue.words import date_words, number_words
from search.analysis import Analyser, QueryWord
from search.answer import Why
from search.document import Document, DocumentSite
from search.hit import Seen, is_sharp, is_too_near_to_tell
from search.understand import Reading

REMOTE_MODES = frozenset({"phone", "chat", "email", "video"})
HOME_MODES = frozenset({"home", "outreach"})

UNKNOWN_FACTS: Mapping[str, str] = {
    "target_group": "niet bekend voor wie dit is: vraag dit na",
    "language": "niet bekend of men uw taal spreekt: vraag dit na",
    "access": "niet bekend of u een afspraak of een doorverwijzing nodig hebt: vraag dit na",
    "budget": "niet bekend of u hiervoor dit budget kunt gebruiken: vraag dit na",
    "accessibility": "niet bekend of de plaats voor u toegankelijk is: vraag dit na",
    "serves": "niet bekend in welke gemeenten dit werkt: vraag dit na",
    "age": "niet bekend voor welke leeftijd dit is: vraag dit na",
    "free": "niet bekend of dit gratis is: vraag dit na",
    "intake_open": "niet bekend of er nu plaats is: vraag dit na",
    "mode": "niet bekend of dit aan huis, telefonisch of online kan: vraag dit na",
    "open_now": "niet bekend of dit dan open is: bel eerst",
}
"""What to ask, per filter on which nothing is known."""

REFUSALS: Mapping[str, str] = {
    "theme": "een ander onderwerp dan u koos",
    "function": "een andere soort hulp dan u koos",
    "sector": "een andere sector dan u koos",
    "mode": "voor zover bekend niet op de manier die u koos",
    "zone": "voor zover bekend niet in de zone die u koos",
    "area": "voor zover bekend niet in het gebied op de kaart dat u koos",
    "target_group": "niet voor wie u koos",
    "language": "niet in de taal die u koos",
    "access": "u komt hier anders binnen dan u koos",
    "budget": "niet te betalen met het budget dat u koos",
    "accessibility": "de plaats is niet toegankelijk zoals u vroeg",
    "serves": "werkt niet in de gemeente die u koos",
    "age": "niet voor de leeftijd die u opgaf",
    "free": "niet gratis",
    "intake_open": "neemt nu niemand nieuw aan",
    "open_now": "niet open op het moment dat u vroeg",
}
"""What it does not fit, per filter: told where nothing fitted and less was asked (`search.widen`)."""

TOO_FAR = Why(code="not_radius_km", text="verder dan de afstand die u koos")
WITHOUT_WORDS = Why(code="not_q", text="uw woorden staan er niet in")
MISFITS = frozenset({TOO_FAR.code, WITHOUT_WORDS.code, *(f"not_{name}" for name in REFUSALS)})
"""Codes that say that it does not fit what was asked."""


ALIKE = Why(code="meaning_near", text="lijkt op wat u vraagt")
"""Where nothing but the meaning brought it here."""

Label = Callable[[str, str], str]
"""The Dutch name of a term of a list."""


def reasons(seen: Seen, reading: Reading, analyser: Analyser, label: Label, way: str | None = None) -> tuple[Why, ...]:
    """All reasons: what does not fit, what is meant and the words first. `way`: how long it is, in words."""
    parts: Iterable[Iterator[Why]] = (
        _refused(seen, reading),
        _meant(seen.document, reading, label),
        _words(seen.document, reading, analyser),
        _where(seen, reading, way),
        _serves(seen, reading),
        _open(seen, reading),
        _wished(seen, reading),
        _unknown(seen),
    )
    return tuple(chain.from_iterable(parts))


def _refused(seen: Seen, reading: Reading) -> Iterator[Why]:
    """What was asked and is known not to be so; nothing of the kind is found unless less was asked in the end."""
    radius = reading.request.radius_km
    if radius is not None and seen.distance is not None and seen.distance > radius:
        yield TOO_FAR
    for name, answer in seen.answers.items():
        if answer is Answer.NO:
            yield Why(code=f"not_{name}", text=REFUSALS[name])


def _meant(document: Document, reading: Reading, label: Label) -> Iterator[Why]:
    """The surest term of the question that it has."""
    own = {"function": document.functions, "theme": document.themes}
    terms = reading.terms
    having = [concept for concept in terms if concept.id in own[concept.list]]
    if not having:
        return
    concept = max(having, key=lambda one: (terms[one], one.list == "function"))
    words = ", ".join(f"‘{one.words}’" for one in reading.meant if concept in one.concepts)
    yield Why(code="meaning", text=f"past bij {words}: {label(concept.list, concept.id)}")


def _words(document: Document, reading: Reading, analyser: Analyser) -> Iterator[Why]:
    fields = _Fields(document, analyser)
    for word in reading.words:
        for meant in (word, *reading.slips.get(word.text, ())):
            found = fields.first_with(meant)
            if found is not None:
                code, text = found
                yield Why(code=code, text=text if meant is word else f"{text} (u schreef ‘{word.text}’)")
                break
        else:
            if any(fields.has_all(other.tokens) for other in reading.other_forms.get(word.text, ())):
                yield Why(code="abbreviation", text=f"‘{word.text}’ staat er voluit of afgekort")


_STANDS = {
    "word_in_name": "staat in de naam",
    "word_in_organisation": "staat in de naam van de organisatie",
    "word_in_keywords": "hoort bij het onderwerp",
    "word_in_description": "staat in de beschrijving",
}
"""What is said of each place of words, the strongest one first."""


@dataclass(frozen=True)
class _Place:
    """Where words may stand in a document; its texts are analysed only when looked into."""

    analyser: Analyser
    texts: tuple[str, ...]

    @cached_property
    def written(self) -> frozenset[str]:
        """The words as they stand there, folded."""
        return frozenset(self.analyser.exact_tokens("\n".join(self.texts)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of those words, without stop words."""
        return frozenset(self.analyser.stems(self.written))


class _Fields:
    """Where the words of a document stand."""

    def __init__(self, document: Document, analyser: Analyser) -> None:
        organisations = (document.organisation_name, document.partnership_name, *document.organisation_names)
        names = (*document.name.values(), *document.alternate_names)
        prose = (*document.summary.values(), *document.description.values(), *document.professional.values())
        self._analyser = analyser
        self._places = {
            "word_in_name": _Place(analyser, names),
            "word_in_organisation": _Place(analyser, (*names, *filter(None, organisations))),
            "word_in_keywords": _Place(analyser, document.keywords),
            "word_in_description": _Place(analyser, prose),
        }

    def first_with(self, word: QueryWord) -> tuple[str, str] | None:
        """The code and the reason for the strongest place that has the word, else the parts of it; `None` for none."""
        for code, place in self._places.items():
            if word.stem in place.stems:
                return code, f"{_told(word, word.text in place.written)} {_STANDS[code]}"
        if word.stem in self._parts:
            inside = any(word.text in longer for place in self._places.values() for longer in place.written)
            return "word_in_compound", f"{_told(word, inside)} is een deel van een woord in de tekst"
        if word.text in self._places["word_in_organisation"].written:
            return "word_in_name", f"‘{word.text}’ staat in de naam"
        everywhere = self._all_stems | self._parts
        if word.parts and any(part in everywhere for part in word.parts):
            whole = all(part in everywhere for part in word.parts)
            where = "staat er in andere woorden" if whole else "staat er voor een deel"
            return "parts_of_word", f"‘{word.text}’ {where}"
        return None

    def has_all(self, stems: Sequence[str]) -> bool:
        """Whether all of these stand in it, wherever."""
        return self._all_stems.issuperset(stems)

    @cached_property
    def _all_stems(self) -> frozenset[str]:
        return frozenset[str]().union(*(place.stems for place in self._places.values()))

    @cached_property
    def _parts(self) -> frozenset[str]:
        """Of all words that are compounds, wherever they stand."""
        written = (place.written for place in self._places.values())
        return frozenset(self._analyser.parts(frozenset[str]().union(*written)))


def _told(word: QueryWord, as_written: bool) -> str:
    """The word, or "a form of" it: words are found by their stem, and only what stands there is said to."""
    return f"‘{word.text}’" if as_written else f"een vorm van ‘{word.text}’"


def _where(seen: Seen, reading: Reading, way: str | None) -> Iterator[Why]:
    modes = frozenset(seen.document.modes or ())
    if seen.distance is not None and reading.places:
        yield Why(code="distance", text=_how_far(seen, reading.places[0].name))
    if way is not None:
        yield Why(code="travel_time", text=way)
    if seen.site is not None and seen.site.ask_before_going:
        yield Why(code="legal_seat", text="dit adres is de zetel; vraag eerst waar u terechtkunt")
    if seen.distance is None and modes & HOME_MODES:
        yield Why(code="at_home", text="komt aan huis" if "home" in modes else "komt naar u toe")
    if seen.distance is None and modes & REMOTE_MODES:
        yield Why(code="remote", text="telefonisch of online")
    if seen.distance is None and reading.places and not modes & (HOME_MODES | REMOTE_MODES):
        yield _place_unknown(seen.site)


def _place_unknown(site: DocumentSite | None) -> Why:
    """An address without a point is known all the same; only how far it is is not."""
    if site is not None and (site.municipality or site.postcode):
        return Why(code="distance_unknown", text="niet bekend hoe ver dit is")
    return Why(code="place_unknown", text="plaats niet bekend")


def _how_far(seen: Seen, place: str) -> str:
    """A distance is only as sharp as the point that it is measured to."""
    if seen.site is None or seen.distance is None:
        return ""
    if is_too_near_to_tell(seen):
        return f"in of dicht bij {place}"
    return f"op {'' if is_sharp(seen.site) else 'ongeveer '}{number_words(seen.distance, 1)} km van {place}"


def _serves(seen: Seen, reading: Reading) -> Iterator[Why]:
    if seen.serves is None:
        return
    here = reading.places[0].municipality
    area = seen.document.area
    if seen.serves is Answer.YES and area is not None and area.everywhere:
        yield Why(code="serves_everywhere", text="werkt in heel Vlaanderen en Brussel")
    elif seen.serves is Answer.YES:
        yield Why(code="serves_here", text=f"werkt in {here}")
    elif seen.serves is Answer.NO:
        yield Why(code="serves_not", text=f"werkt niet in {here}")
    else:
        yield Why(code="serves_unknown", text=f"niet bekend of dit ook in {here} werkt: vraag dit na")


def _open(seen: Seen, reading: Reading) -> Iterator[Why]:
    asked = reading.filters.open_at
    if asked is not None and asked != reading.now:
        hours = seen.site.hours if seen.site is not None else seen.document.hours
        if open_at(hours, asked) is Answer.YES:
            yield Why(code="open_then", text="op dat moment open volgens de uren")
    elif seen.open is Answer.YES:
        yield Why(code="open_now", text="nu open volgens de uren")


def _wished(seen: Seen, reading: Reading) -> Iterator[Why]:
    """What is known of each wish of the words, or what to ask."""
    for name, answer in seen.wished.items():
        parameter = "at" if name == "open_now" else name
        wished = " of ".join(wish.name for wish in reading.wishes if wish.parameter == parameter)
        if answer is Answer.UNKNOWN:
            yield Why(code=f"{name}_unknown", text=UNKNOWN_FACTS[name])
        elif answer is Answer.YES:
            yield Why(code=f"{name}_fits", text=f"{wished}: past{_looked_at(reading, name)}")
        else:
            yield Why(code=f"{name}_fits_not", text=f"{wished}: past niet{_looked_at(reading, name)}")


def _looked_at(reading: Reading, name: str) -> str:
    """At which moment the hours were looked at, for a wish about time."""
    moment = reading.wished.open_at
    if name != "open_now" or moment is None:
        return ""
    return f", volgens de uren op {date_words(moment.date())} om {moment:%H.%M} uur"


def _unknown(seen: Seen) -> Iterator[Why]:
    for name, answer in seen.answers.items():
        if answer is Answer.UNKNOWN:
            yield Why(code=f"{name}_unknown", text=UNKNOWN_FACTS[name])
