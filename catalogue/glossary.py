"""Words that need explaining: terms that mean something else from sector to sector (L8), and abbreviations."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.ids import slug
from catalogue.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means in one sector. Without a `source` nobody checked it, and pages say so."""

    sector: str
    """The sector in words, as its people name it ("GGZ volwassenen")."""
    sectors: tuple[str, ...]
    """Ids of the list `sector`; none for everyday language."""
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class SectorWord:
    """A term with its meanings; offers are never put together on the word alone (L8)."""

    term: str
    meanings: tuple[Meaning, ...]

    @property
    def id(self) -> str:
        """The term as a part of an address: "mobiel team" is "mobiel-team"."""
        return slug(self.term)

    def within(self, sector: str | None) -> tuple[Meaning, ...]:
        """The meanings in that sector; none where the sector is not known or does not use the term in its own way."""
        return tuple(meaning for meaning in self.meanings if sector in meaning.sectors)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for; an `explanation` only where a source gives one."""

    short: str
    full: str
    explanation: str | None
    source: str | None
    written: tuple[str, ...]
    """How texts say it in full: `full`, or what stands there instead ("dienst maatschappelijk werk")."""
    in_text: bool
    """Whether it means this wherever it stands in a text; "IT" and "TIP" may be something else."""

    @property
    def id(self) -> str:
        """The short form as a part of an address."""
        return slug(self.short)


class Glossary:
    """Both tables, and what of them occurs in a text."""

    def __init__(
        self, words: Mapping[str, SectorWord], forms: Mapping[str, str], abbreviations: Mapping[str, Abbreviation]
    ) -> None:
        """Take the tables; `forms` leads from a form of a term, in lower case, to the term."""
        self.words = words
        self.abbreviations = abbreviations
        self._forms = forms
        self._word = re.compile(rf"(?<!\w)(?:{_either(forms)})(?!\w)", re.IGNORECASE)
        shorts = [one.short for one in abbreviations.values() if one.in_text]
        self._short = re.compile(rf"(?<![\w&.])({_either(shorts)})(?=(?:'s)?(?![\w&]))")
        self._any_case = {short.casefold(): abbreviations[short] for short in shorts}
        self._typed = re.compile(rf"(?<![\w&.])({_either(abbreviations)})(?=(?:'?s)?(?![\w&]))", re.IGNORECASE)

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> Glossary:
        """Read `sector_terms.csv` and `abbreviations.csv`. Raises `ValueError` naming file and line."""
        meanings: dict[str, list[Meaning]] = {}
        forms: dict[str, str] = {}
        for place, row in _rows(folder / "sector_terms.csv", ("term", "forms", "sector", "meaning")):
            sectors = tuple(row["sectors"].split())
            if unknown := set(sectors) - vocabulary["sector"].keys():
                raise ValueError(f"{place}: unknown sector {', '.join(sorted(unknown))}")
            forms.update((form, row["term"]) for form in row["forms"].split("|"))
            meaning = Meaning(row["sector"], sectors, row["meaning"], row["source"] or None)
            meanings.setdefault(row["term"], []).append(meaning)
        abbreviations: dict[str, Abbreviation] = {}
        for place, row in _rows(folder / "abbreviations.csv", ("abbreviation", "full", "in_text")):
            if row["abbreviation"] in abbreviations:
                raise ValueError(f"{place}: {row['abbreviation']!r} stands twice")
            if row["explanation"] and not row["source"]:
                raise ValueError(f"{place}: an explanation needs a source")
            abbreviations[row["abbreviation"]] = Abbreviation(
                row["abbreviation"], row["full"], row["explanation"] or None, row["source"] or None,
                written=tuple((row["written"] or row["full"]).split("|")),
                in_text=row["in_text"] == "yes",
            )  # fmt: skip
        words = {term: SectorWord(term, tuple(found)) for term, found in meanings.items()}
        return cls(words, forms, abbreviations)

    def words_in(self, *texts: str | None) -> tuple[SectorWord, ...]:
        """The terms with several meanings that occur in the texts, each once, in order of appearance."""
        found = (self._forms[hit[0].lower()] for text in texts if text for hit in self._word.finditer(text))
        return tuple(self.words[term] for term in dict.fromkeys(found))

    def pieces(self, text: str) -> Iterator[str | Abbreviation]:
        """The text in pieces, each abbreviation of it as such; the pieces together are the whole text."""
        for number, piece in enumerate(self._short.split(text)):
            if number % 2:
                yield self.abbreviations[piece]
            elif piece:
                yield piece

    def typed_in(self, text: str) -> tuple[Abbreviation, ...]:
        """The abbreviations of a question, each once, in order of appearance.

        Who types seldom uses capitals: "dmw" is read as DMW. What may be another word ("tip", "it") must be written as
        in the table.
        """
        found = (
            self.abbreviations.get(hit[1]) or self._any_case.get(hit[1].casefold())
            for hit in self._typed.finditer(text)
        )
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def beginning(self, typed: str) -> Iterator[Abbreviation]:
        """The abbreviations that begin as typed, in any case: the whole one first, then the shortest."""
        wanted = typed.casefold()
        begun = [one for one in self.abbreviations.values() if one.short.casefold().startswith(wanted)]
        yield from sorted(begun, key=lambda one: (len(one.short), one.short.casefold()))


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; for none, one that nothing fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _rows(path: Path, filled: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows with their place ("file:line"); the named columns must be filled."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            place = f"{path.name}:{line}"
            if missing := [name for name in filled if not row.get(name)]:
                raise ValueError(f"{place}: {', '.join(missing)} must be filled")
            yield place, row
