"""From the many ways in which sources write the same thing to the one way of the map. Pure functions.

Nothing is guessed: what cannot be read is left out with a remark.
"""

from indexer.normalise.identifier import enterprise_number, ovo_code
from indexer.normalise.phone import BELGIUM, dialled_number
from indexer.normalise.place import belgian_postcode, current_nis, nis_of
from indexer.normalise.record import normalise
from indexer.normalise.text import lines, looks_garbled, one_line
from indexer.normalise.web import email_address, web_address

__all__ = [
    "BELGIUM",
    "belgian_postcode",
    "current_nis",
    "dialled_number",
    "email_address",
    "enterprise_number",
    "lines",
    "looks_garbled",
    "nis_of",
    "normalise",
    "one_line",
    "ovo_code",
    "web_address",
]
