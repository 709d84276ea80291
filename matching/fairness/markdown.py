"""The report for people: a page of Markdown in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalogue.words import date_words, number_words
from matching.fairness.concentration import MOST_PROPOSED
from matching.fairness.figures import FairnessReport, GroupFigures, PairedFigures
from matching.fairness.groups import DIMENSIONS
from matching.fairness.intervals import Estimate

TOO_FEW = "te weinig"

READING = """\
- De profielen zijn verzonnen, er is niemand echt bij. Elke postcode en elke nood komt even vaak voor: zo wonen en \
leven mensen niet. De cijfers tellen dus geen mensen in Vlaanderen.
- De kaart is die van vandaag. Een nood die open blijft, zegt evenveel over de kaart als over de regels: misschien \
bestaat de hulp niet, misschien staat zij er nog niet op.
- Alleen het eerste deel vergelijkt hetzelfde profiel met zichzelf: er verandert een eigenschap en al de rest blijft. \
Zo'n verschil komt van die eigenschap alleen. De groepen daarna verschillen ook in andere dingen, toevallig of niet.
- Een verschil is nog geen onrecht. Een dienst voor ouderen is met opzet voor ouderen. Het toont waar u moet kijken.
- Tussen haakjes staat het 95%-interval: daarbinnen ligt het cijfer waarschijnlijk, als er eindeloos veel zulke \
profielen waren. Van twintig intervallen ligt er door toeval ongeveer een ernaast."""

POINTS = """\
Punten tellen alleen teams waarin geen nood open blijft; minder is beter. Afstand: in vogelvlucht, naar wie u zelf \
toe gaat. Afstand en wachttijd: alleen waar zij bekend zijn."""

PAIRS = """\
Slechter en beter: eerst telt wat open blijft, dan de punten. Verschil in punten: alleen waar dezelfde noden open \
blijven; een plus is slechter. Een deel van zo'n verschil is het gewicht zelf: wie een taal noemt die een dienst niet \
spreekt, krijgt daar punten voor, wie geen taal noemt nooit."""

SPREAD = f"""\
Een organisatie telt een keer per team. HHI: 10.000 als een organisatie alle plaatsen heeft, dicht bij 0 als zij over \
veel organisaties verdeeld zijn; gecorrigeerd: zonder wat een kleine groep erbij doet. Vergelijk groepen met de \
gecorrigeerde. Aandeel: van de {MOST_PROPOSED} organisaties die het vaakst voorgesteld zijn."""

FIGURES = ("nood open", "alleen coördinator ontbreekt", "punten", "mediaan", "nieuwe leden", "km", "weken wachten")


def as_markdown(told: FairnessReport) -> str:
    """The whole report as a page."""
    parts = [
        "# Komt iedereen even ver?",
        _about(told),
        "## Hoe leest u dit?",
        READING,
        "## Hetzelfde profiel, een eigenschap anders",
        PAIRS,
        _table(("vergeleken", "paren", "slechter", "gelijk", "beter", "ander team", "nood open", "punten"),
               map(_paired, told.paired)),
        "## Wat elke groep krijgt",
        f"{POINTS} Een groep van minder dan {told.fewest} profielen is {TOO_FEW} om iets te zeggen.",
    ]  # fmt: skip
    for label, groups in (("Alles", (told.all,)), *((one.label, one.groups) for one in told.dimensions)):
        parts += [f"### {label}", _table(("groep", "profielen", *FIGURES), map(_group, groups))]
    header = ("groep", "plaatsen", "organisaties", "HHI", "HHI gecorrigeerd", f"aandeel van {MOST_PROPOSED}")
    places = (told.all, *(one for part in told.dimensions if part.id in ("province", "zone") for one in part.groups))
    parts += ["## Bij wie komen de voorstellen terecht?", SPREAD, _table(header, map(_spread, places))]
    return "\n\n".join(parts) + "\n"


def _about(told: FairnessReport) -> str:
    about = told.about
    said = (
        f"Op {date_words(about.day)}: {told.all.profiles} verzonnen profielen (toevalsgetal {about.seed}), "
        f"{about.offers} keer aanbod op de kaart, regels {about.rules_version}."
    )
    if not about.offers:
        return f"{said} **De kaart is leeg**: er is niemand om voor te stellen. Alleen mantelzorgers helpen."
    if told.made_up:
        return f"{said} **VOORBEELD, niet echt**: {_percent(told.made_up)} van wie voorgesteld wordt, is verzonnen."
    return said


def _paired(one: PairedFigures) -> Sequence[str]:
    counts = (one.pairs, one.worse, one.equal, one.better, one.other_team)
    name = f"{DIMENSIONS[one.property]}: {one.label} in plaats van {one.reference_label}"
    return (name, *map(str, counts), _share(one.need_open, signed=True), _number(one.points, 1, signed=True))


def _group(one: GroupFigures) -> Sequence[str]:
    told = one.figures
    if told is None:
        return (one.label, str(one.profiles), TOO_FEW, *[""] * (len(FIGURES) - 1))
    return (
        one.label,
        str(one.profiles),
        _share(told.need_open),
        _share(told.only_coordinator_missing),
        _number(told.points, 1),
        _number(told.points_median, 1),
        _number(told.members, 2),
        _number(told.distance_km, 1),
        _number(told.waiting_weeks, 1),
    )


def _spread(one: GroupFigures) -> Sequence[str]:
    spread = one.concentration
    if spread is None:
        return (one.label, TOO_FEW if one.figures is None else "niemand", "", "", "", "")
    corrected = TOO_FEW if spread.hhi_corrected is None else number_words(spread.hhi_corrected, 1)
    counts = (str(spread.places), str(spread.organisations))
    return (one.label, *counts, number_words(spread.hhi, 1), corrected, _percent(spread.ten_most))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _percent(value: float) -> str:
    return f"{number_words(100 * value, 1)}%"


def _share(told: Estimate | None, *, signed: bool = False) -> str:
    if told is None:
        return TOO_FEW
    as_percent = told.model_copy(update={"value": 100 * told.value, "low": 100 * told.low, "high": 100 * told.high})
    return _number(as_percent, 1, signed=signed, unit="%")


def _number(told: Estimate | None, decimals: int, *, signed: bool = False, unit: str = "") -> str:
    if told is None:
        return TOO_FEW
    value, low, high = (_written(one, decimals, signed) for one in (told.value, told.low, told.high))
    return f"{value}{unit} ({low} tot {high})"


def _written(value: float, decimals: int, signed: bool) -> str:
    """A difference bears its sign; what rounds to nothing bears none."""
    rounded = round(value, decimals)
    return ("+" if signed and rounded > 0 else "") + number_words(rounded or 0.0, decimals)
