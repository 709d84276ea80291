"""Telephone numbers, mail and web addresses of an object, its contact persons' among them but never their names."""

from __future__ import annotations

import re

from indexer.sources.hsds.context import Values, distinct, filled, first_words
from indexer.sources.hsds.languages import languages_of
from indexer.sources.hsds.node import Node

_TYPES = {
    "voice": "voice",
    "phone": "voice",
    "landline": "voice",
    "mobile": "mobile",
    "cell": "mobile",
    "text": "text",
    "sms": "text",
    "fax": "fax",
    "textphone": "textphone",
    "tty": "textphone",
}
_Line = tuple[str, str | None]
_EXTENSION = re.compile(r"(.*?\d)[\s,;]*(?:x|ext\.?|extension|toestel)\s*(\w{1,10})", re.IGNORECASE)


def contact_of(node: Node, *, web: tuple[str, ...]) -> Values:
    """Phones, e-mail and website; `web` names the fields that may hold the website, best first."""
    phones = [phone for item in node.children("phones", "phone") if (phone := _phone(item, None))]
    emails = [node.line("email")]
    for person in node.children("contacts", "contact"):
        role = ", ".join(distinct((person.line("title"), person.line("department"))))
        emails.append(person.line("email"))
        phones += [phone for item in person.children("phones", "phone") if (phone := _phone(item, role))]
        if person.text("name"):
            person.count("name", "left out: the map keeps no names of contact persons")
        person.account()
    sites = [node.line(key) for key in web]
    for key in ("additional_urls", "additional_websites"):
        sites += [item.line("url") for item in node.children(key, "url")]
    for site in distinct(sites)[1:]:
        node.count("url", "a second web address, left out", site)
    for email in distinct(emails)[1:]:
        node.count("email", "a second e-mail address, left out", email)
    # Each line once: a contact person often has the number of the desk, which goes first.
    lines = dict(reversed(phones))
    once = [lines.pop(line) for line, _ in phones if line in lines]
    return filled({"phones": once, "email": first_words(*emails), "website": first_words(*sites)})


def _phone(node: Node, role: str | None) -> tuple[_Line, Values] | None:
    """The line, by number and extension, and what is known of it."""
    number = (node.text("number") or "").strip("\"' ")
    if not number:
        return None
    match = _EXTENSION.fullmatch(number)
    extension = node.text("extension")
    if match is not None:
        number, extension = match[1], extension or match[2]
    kind = (node.text("type") or "voice").lower()
    if kind not in _TYPES:
        node.count("type", "an unknown kind of number, taken for a voice line", kind)
    languages, unread = languages_of(node)
    said = distinct((f"ext. {extension}" if extension else None, role, node.line("description"), *unread))
    node.account()
    values = {
        "number": number,
        "type": _TYPES.get(kind, "voice"),
        "languages": languages,
        "note": node.fit("description", ". ".join(words.rstrip(".") for words in said)),
    }
    return (number, extension), filled(values)
