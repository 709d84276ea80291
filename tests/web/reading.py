"""Read a page as a visitor does: its words, and the links with what they are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

SILENT = frozenset({"script", "style", "title"})


@dataclass
class Seen:
    """The words of a page, its links (name to address, the last of a name), and its form values."""

    words: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    inputs: list[dict[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    robots: str | None = None
    canonical: str | None = None
    title: str = ""

    @property
    def text(self) -> str:
        """All words in a row."""
        return " ".join(" ".join(self.words).split()).replace(" .", ".").replace(" ,", ",")

    def value(self, name: str) -> str:
        """What stands in a field."""
        return next(one.get("value", "") for one in self.inputs if one.get("name") == name)

    def ticked(self, name: str) -> list[str]:
        """The values that are ticked."""
        return [one.get("value", "") for one in self.inputs if one.get("name") == name and "checked" in one]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[tuple[str, dict[str, str], list[str]]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "robots":
            self.seen.robots = given["content"]
        if tag == "link" and given.get("rel") == "canonical":
            self.seen.canonical = given["href"]
        if tag in ("input", "option"):
            self.seen.inputs.append(given)
        if tag not in ("meta", "link", "input", "br"):
            self.open.append((tag, given, []))

    @override
    def handle_data(self, data: str) -> None:
        if not any(tag in SILENT or "popover" in given for tag, given, _ in self.open):
            self.seen.words.append(data)
        for _, _, words in self.open:
            words.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        opened, given, words = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        name = " ".join("".join(words).split())
        if tag == "a":
            self.seen.links[name] = given["href"]
        if tag == "h1":
            self.seen.headings.append(name)
        if tag == "title" and not self.seen.title:
            self.seen.title = name
        if tag == "script":
            self.seen.data.append("".join(words))


def read(html: str) -> Seen:
    """Read a page; a tag that is not closed properly is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.seen
