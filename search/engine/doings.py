"""What matching looks for: offers by what they do and by what kind of organisation does it.

A helpline is for everyone at once and no member of a team, so it does nothing in this sense.
"""

from __future__ import annotations

from collections.abc import Iterable

from search.document import Document


def doings(functions: Iterable[str], organisation_types: Iterable[str] = ()) -> frozenset[str]:
    """These as the terms by which an engine finds them."""
    by_type = (f"organisation_type:{one}" for one in organisation_types)
    return frozenset((*(f"function:{one}" for one in functions), *by_type))


def doings_of(document: Document) -> frozenset[str]:
    """What a document is found by."""
    if document.helpline:
        return frozenset()
    return doings(document.functions, [document.organisation_type] if document.organisation_type else ())
