"""From a word to the stem under which it is found: overrides first, then diminutives, the stemmer and its repairs.

The stemmer is Snowball's Dutch Porter.

Kraaij-Pohlmann ("dutch" in Snowball 3) is not used: it gives begeleiding -> beleid and gezin -> zin. Dutch Porter is
milder but leaves huiz beside huis and gezinn beside gezin, and does not know the -t of "hij helpt": the repairs do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import Stemmer

_DUTCH_WORD = re.compile(r"[a-z]{3,}")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Repair:
    """One correction at the end of a stem, with words that show why it is there."""

    reason: str
    ending: re.Pattern[str]
    instead: str

    def apply(self, stem: str) -> str:
        """The stem with this ending corrected, or as it was."""
        return self.ending.sub(self.instead, stem)


def _repair(reason: str, ending: str, instead: str) -> Repair:
    return Repair(reason, re.compile(ending), instead)


# In this order. Each makes two forms of one word meet; what they must not merge is pinned in tests/search/analysis.
REPAIRS = (
    _repair("ziektes -> ziekt, as in ziekte; garages -> garag", r"(?<=[a-z]{3}[dghjpt])es$", ""),
    _repair("betaalt -> betaal, rijdt -> rijd", r"(?<=[aeiouyj][dfgklmpw])t$", ""),
    _repair("drinkt -> drink, helpt -> help", r"(?<=[aeiouy][lnr][dfgkmp])t$", ""),
    _repair("luistert -> luister", r"(?<=[a-z]{3}er)t$", ""),
    _repair("gezinn -> gezin, buss -> bus", r"([bcdfgklmnprst])\1$", r"\1"),
    _repair("rook -> rok, as in roken; sociaal -> social, as in sociale", r"([aeou])\1(?=[bcdfgklmnprstvz]$)", r"\1"),
    _repair("huiz -> huis", r"z$", "s"),
    _repair("briev -> brief", r"v$", "f"),
    _repair("organisaties -> organisatie", r"(?<=[bcdfghklmnprstvwxz]ie)s$", ""),
    _repair("grens (of grenzen) -> gren, as the stemmer makes of grens", r"(?<=[bcdfghklmnpqrtvwx])s$", ""),
    _repair("fotos -> foto, babys -> baby", r"(?<=[aeiouy][bcdfghklmnprstvwxz][aiouy])s$", ""),
)


# In this order; the first that fits is taken. What is left is stemmed as that word. After a vowel the t is kept, as in
# praatje and spuitje; the few others (autootje, omaatje) are overrides. No diminutive ends in -nje or -lje (Spanje).
DIMINUTIVES = (
    _repair("pilletje -> pil, vriendinnetje -> vriendin", r"([bcdfgklmnprst])\1etjes?$", r"\1"),
    _repair("rekeningetje -> rekening", r"(?<=ing)etjes?$", ""),
    _repair("babbeltje -> babbel, zoontje -> zoon", r"(e[lr]|(?:aa|oo|ie)[lnr]|(?:ee|oe)[ln]|uu[lr])tjes?$", r"\1"),
    _repair("vrouwtje -> vrouw, babytje -> baby", r"(?<=[wy])tjes?$", ""),
    _repair("probleempje -> probleem, filmpje -> film", r"(aam|eem|oom|iem|oem|uim|ijm|[lr]m|sem)pjes?$", r"\1"),
    _repair("briefje -> brief, praatje -> praat, lampje -> lamp", r"(?<=[bdfgkpst])jes?$", ""),
)
_SHORTEST_BASE = 3
"""Letters of a word that has a diminutive: "beetje" may be one of "beet", "ommetje" is none of "om"."""


class Stems:
    """Gives the stem of one folded word. Safe to share between threads."""

    def __init__(self, overrides: Mapping[str, str]) -> None:
        self._overrides = overrides
        # The analyser remembers words already; a Snowball stemmer may not be used by two threads at once.
        self._stemmer = Stemmer.Stemmer("dutch_porter", 0)
        self._lock = Lock()

    def of(self, word: str) -> str:
        """The stem: never empty. Numbers, codes (2a), other scripts and acronyms without a vowel stay as they are."""
        override = self._overrides.get(word)
        if override is not None:
            return override
        if not _DUTCH_WORD.fullmatch(word):
            return word
        if not _VOWEL.search(word):
            return word.removesuffix("s") if len(word) > 3 else word  # vzws -> vzw
        base = _without_diminutive(word)
        if base != word:
            return self.of(base)
        with self._lock:
            stem: str = self._stemmer.stemWord(word)
        for repair in REPAIRS:
            stem = repair.apply(stem)
        return stem

    def of_compound(self, word: str, last: str) -> str:
        """The stem of a compound: its last part as that part is stemmed, so that pleegkinderen meets pleegkind."""
        return self._overrides.get(word) or word.removesuffix(last) + self.of(last)


def _without_diminutive(word: str) -> str:
    """The word that this is a diminutive of, else the word itself."""
    for diminutive in DIMINUTIVES:
        base = diminutive.apply(word)
        if base != word and len(base) >= _SHORTEST_BASE:
            return base
    return word
