"""Languages by code or by name, in English and Dutch: ISO 639-1, and `vgt` for Vlaamse Gebarentaal.

One row of words that cannot be read makes the whole list unknown: "other languages on request" said of a list of two
would otherwise become a no to everyone who speaks a third.
"""

from __future__ import annotations

import re

from indexer.sources.hsds.context import distinct
from indexer.sources.hsds.node import Node

# ISO 639-1: code, codes of ISO 639-2 (terminology, bibliography), names.
_TABLE = """
am amh amharic amhaars
ar ara arabic arabisch
az aze azerbaijani azerbeidzjaans
be bel belarusian wit-russisch
bg bul bulgarian bulgaars
bn ben bengali bengaals
bs bos bosnian bosnisch
ca cat catalan catalaans
cs ces,cze czech tsjechisch
da dan danish deens
de deu,ger german duits
el ell,gre greek grieks
en eng english engels
es spa spanish spaans
et est estonian ests
fa fas,per persian perzisch farsi
fi fin finnish fins
fr fra,fre french frans
gu guj gujarati gujarati
he heb hebrew hebreeuws
hi hin hindi hindi
hr hrv croatian kroatisch
ht hat haitian-creole haïtiaans-creools haïtiaans
hu hun hungarian hongaars
hy hye,arm armenian armeens
id ind indonesian indonesisch
is isl,ice icelandic ijslands
it ita italian italiaans
ja jpn japanese japans
ka kat,geo georgian georgisch
ko kor korean koreaans
ku kur kurdish koerdisch
ln lin lingala lingala
lt lit lithuanian litouws
lv lav latvian lets
mk mkd,mac macedonian macedonisch
mn mon mongolian mongools
ne nep nepali nepalees
nl nld,dut dutch nederlands
no nor norwegian noors
pa pan punjabi punjabi
pl pol polish pools
ps pus pashto pasjtoe
pt por portuguese portugees
rn run kirundi kirundi
ro ron,rum romanian roemeens
ru rus russian russisch
rw kin kinyarwanda kinyarwanda
sd snd sindhi sindhi
si sin sinhala singalees
sk slk,slo slovak slowaaks
sl slv slovenian sloveens
so som somali somalisch
sq sqi,alb albanian albanees
sr srp serbian servisch
sv swe swedish zweeds
sw swa swahili swahili
ta tam tamil tamil
te tel telugu telugu
th tha thai thai
ti tir tigrinya tigrinya
tl tgl tagalog tagalog
tr tur turkish turks
uk ukr ukrainian oekraïens
ur urd urdu urdu
uz uzb uzbek oezbeeks
vi vie vietnamese vietnamees
wo wol wolof wolof
yi yid yiddish jiddisch
zh zho,chi chinese chinees mandarin
vgt vgt vlaamse-gebarentaal flemish-sign-language
"""
_ROWS = tuple(row.split() for row in _TABLE.strip().split("\n"))
_CODES = {code: row[0] for row in _ROWS for code in (row[0], *row[1].split(","))}
_NAMES = {name.replace("-", " "): row[0] for row in _ROWS for name in row[2:]}
_BETWEEN = re.compile(r"\s*(?:[,;/&\n.*]|\band\b|\ben\b)\s*", re.IGNORECASE)


def languages_of(node: Node) -> tuple[list[str] | None, list[str]]:
    """The codes of the object's `languages`, `None` where not all can be read; and what it says beyond the codes."""
    codes: list[str] = []
    beyond: list[str | None] = []
    unread = False
    for item in node.children("languages", "language"):
        name, code, note = item.text("name"), item.text("code"), item.line("note")
        found = _by_code(code) or _by_name(name)
        item.account()
        if found is None and (name or code):
            unread = True
            item.count("name", "a language that is not certain, kept in words", name or code)
        if found is None or note:
            beyond.append(": ".join(distinct((item.line("name") or code, note))))
        codes += found or []
    return (None if unread else list(dict.fromkeys(codes)) or None), distinct(beyond)


def _by_code(code: str | None) -> list[str] | None:
    """`nl`, `nl-BE`, `nld`."""
    found = _CODES.get(re.split("[-_]", code.lower())[0]) if code else None
    return [found] if found else None


def _by_name(name: str | None) -> list[str] | None:
    """A name or several ("Engels en Frans"); `None` unless every part is the name of a language."""
    parts = [part.replace("-", " ").strip().lower() for part in _BETWEEN.split(name or "")]
    codes = [_NAMES.get(part) or _CODES.get(part) for part in parts if part]
    return [code for code in codes if code] if codes and all(codes) else None
