"""Abbreviations explained where they stand: pressing one shows what it means, without a script."""

from __future__ import annotations

from markupsafe import Markup

from catalogue import Abbreviation, Glossary

_EXPLAINED = Markup(
    '<button type="button" class="short" popovertarget="{0}"><abbr title="{2}">{1}</abbr>'
    '<span class="unseen"> (uitleg)</span></button>'
    '<span class="meaning" popover id="{0}"><strong>{1}</strong> {2}{3}</span>'
)


class Explainer:
    """Marks the abbreviations in the texts of one page, each the first time only."""

    def __init__(self, glossary: Glossary) -> None:
        """Begin a page: nothing is explained yet."""
        self._glossary = glossary
        self._explained: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """The text, escaped, with what is to be pressed; only for text that stands outside links and headings."""
        return Markup().join(
            piece if isinstance(piece, str) else self._marked(piece) for piece in self._glossary.pieces(text)
        )

    def _marked(self, one: Abbreviation) -> Markup | str:
        if one.short in self._explained:
            return one.short
        self._explained.add(one.short)
        more = Markup(". {}").format(one.explanation) if one.explanation else ""
        return _EXPLAINED.format(f"uitleg-{one.id}", one.short, one.full, more)
