"""Fill in and send the forms of /team as a browser does: every field of the form goes along with the button."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from fastapi.testclient import TestClient
from typing_extensions import override

from tests.web.reading import Seen, read

Pairs = list[tuple[str, str]]


@dataclass
class Sent:
    """A page of /team with the fields of its main form."""

    client: TestClient
    status: int
    html: str
    fields: Pairs = field(default_factory=list)

    def __post_init__(self) -> None:
        reader = _Fields()
        reader.feed(self.html)
        self.fields = reader.pairs

    @property
    def seen(self) -> Seen:
        """The page as a visitor reads it."""
        return read(self.html)

    @property
    def told(self) -> str:
        """What travels in the form."""
        return dict(self.fields)["told"]

    def press(self, go: str = "next", **filled: str | list[str]) -> Sent:
        """Press a button, after changing some fields; a list is what is ticked."""
        names = {name.replace("__", "-"): value for name, value in filled.items()}
        pairs = [pair for pair in self.fields if pair[0] not in names]
        for name, value in names.items():
            pairs += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        response = self.client.post("/team", data=_grouped([*pairs, ("go", go)]))
        assert response.headers["cache-control"] == "no-store"
        return Sent(self.client, response.status_code, response.text)


def start(client: TestClient) -> Sent:
    """The first page."""
    response = client.get("/team")
    return Sent(client, response.status_code, response.text)


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    names = dict.fromkeys(name for name, _ in pairs)
    return {name: [value for other, value in pairs if other == name] for name in names}


class _Fields(HTMLParser):
    """What a browser would send of the first form that goes to /team."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self.form = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form += 1
        if tag != "input" or self.form != 1:
            return
        kind = given.get("type", "text")
        if kind not in ("checkbox", "radio") or "checked" in given:
            self.pairs.append((given["name"], given.get("value", "")))
