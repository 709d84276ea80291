"""The pages that explain words: terms that differ per sector (L8), abbreviations, and the way to both."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from catalogue import Abbreviation
from web.context import PageContext
from web.rendering import render


def glossary_page(context: PageContext) -> HTMLResponse:
    """The way to the explanations."""
    return render(context, "glossary.html", path="/begrippen", glossary=context.glossary)


def sector_words_page(context: PageContext) -> HTMLResponse:
    """Every term that means something else from sector to sector, with its meanings."""
    return render(context, "sector_words.html", path="/begrippen/woorden", words_=context.glossary.words.values())


def abbreviations_page(context: PageContext, q: str) -> HTMLResponse:
    """The abbreviations by letter; `q` keeps those that have it in the short form or in the words."""
    wanted = q.strip().casefold()
    by_letter: dict[str, list[Abbreviation]] = {}
    for one in sorted(context.glossary.abbreviations.values(), key=lambda one: one.short.casefold()):
        if any(wanted in said.casefold() for said in (one.short, one.full, one.explanation or "")):
            letter = one.short[0].upper()
            by_letter.setdefault(letter if letter.isalpha() else "0-9", []).append(one)
    return render(context, "abbreviations.html", path="/begrippen/afkortingen", by_letter=by_letter, q=q.strip())
