"""How old the facts of an offer are.

The borders are those of data·inclusion's quality score: fresh under 6 months, worth nothing after 2 years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from catalogue.base import Provenance

HALF_A_YEAR = timedelta(days=183)
"""The age from which a waiting time says little."""

NEVER = "never"
OLDER = "older"

BANDS: Mapping[str, timedelta] = {
    "half_year": HALF_A_YEAR,
    "year": timedelta(days=365),
    "two_years": timedelta(days=730),
}
"""How long ago at most an offer was confirmed, the shortest first; each offer is in the first band that it fits."""

BAND_NAMES: Mapping[str, str] = {
    "half_year": "nagekeken in de laatste 6 maanden",
    "year": "nagekeken tussen 6 maanden en een jaar geleden",
    "two_years": "nagekeken tussen een en twee jaar geleden",
    OLDER: "langer dan twee jaar geleden nagekeken",
    NEVER: "niet bekend wanneer nagekeken",
}


def confirmed_band(provenance: Provenance | None, today: date) -> str:
    """In which of the `BAND_NAMES` the day of confirmation falls; a source's own date is no confirmation."""
    confirmed = provenance.confirmed_on if provenance else None
    if confirmed is None:
        return NEVER
    return next((name for name, longest in BANDS.items() if today - confirmed <= longest), OLDER)
