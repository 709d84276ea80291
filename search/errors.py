"""What can go wrong with a question, each with a sentence in plain Dutch for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.engine.rebuild import Finding


class SearchError(Exception):
    """A question that gets no answer. `message` is plain Dutch, fit to be shown."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class UnknownPlace(SearchError):
    """The text is no place of Flanders or Brussels that the map knows.

    `elsewhere` is the country or region in which it lies (`Wallonië`), `None` where that is not known.
    """

    def __init__(self, text: str, elsewhere: str | None = None) -> None:
        self.text = text
        self.elsewhere = elsewhere
        known = f"Wij kennen de plaats ‘{text}’ niet."
        if elsewhere is not None:
            known = f"‘{text}’ ligt niet in Vlaanderen of Brussel, maar in {elsewhere}."
        super().__init__(f"{known} Vul een gemeente of een postcode in.")


class PlaceNeeded(SearchError):
    """A radius without a place: there is nothing to measure from."""

    def __init__(self) -> None:
        super().__init__("Vul een plaats in om op afstand te kiezen.")


class UnknownTerm(SearchError):
    """A filter names a term that stands in no list; `parameter` is the name in the question."""

    def __init__(self, parameter: str, term: str) -> None:
        self.parameter = parameter
        self.term = term
        super().__init__(f"‘{term}’ is geen keuze die wij kennen voor ‘{parameter}’.")


class BadCursor(SearchError):
    """The cursor is not one of ours, or it belongs to another question."""

    def __init__(self) -> None:
        super().__init__("Deze vervolgpagina hoort niet bij deze vraag. Begin opnieuw bij de eerste pagina.")


class StaleCursor(SearchError):
    """The cursor was right once, but the index or the day has changed since."""

    def __init__(self) -> None:
        super().__init__("De gegevens zijn intussen vernieuwd. Begin opnieuw bij de eerste pagina.")


class EngineUnavailable(SearchError):
    """The engine cannot answer or cannot be written now."""

    def __init__(self, message: str = "Zoeken lukt nu even niet. Probeer het straks opnieuw.") -> None:
        super().__init__(message)


class EngineAway(EngineUnavailable):
    """The engine does not answer now; once it is back it does, without anything being set right here."""


class IndexOutdated(EngineUnavailable):
    """The index is absent, or was made by another version of the program or of its word lists."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"De zoekindex is niet bruikbaar: {reason}. Maak hem opnieuw met `loket rebuild`.")


class EngineLocked(EngineUnavailable):
    """Another process writes the index; `pid` and `since` (ISO 8601, as that process noted it) say which.

    `host` is the machine on which it runs, where that may be another; `doing`: what it does with the index.
    """

    def __init__(self, pid: int | None, since: str | None, host: str | None = None, doing: str = "beschreven") -> None:
        self.pid = pid
        self.since = since
        where = f" op {host}" if host is not None else ""
        holder = f"proces {pid}{where}, sinds {since}" if pid is not None else "een ander proces"
        super().__init__(f"De zoekindex wordt al {doing} door {holder}. Stop dat proces of wacht tot het klaar is.")


class BuildRefused(EngineUnavailable):
    """A new build did not pass the checks, so the old one goes on serving; `findings` are those of all checks."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        failed = ", ".join(one.name for one in findings if not one.passed and not one.accepted)
        super().__init__(f"De nieuwe zoekindex is afgekeurd ({failed}). De vorige blijft in gebruik.")
