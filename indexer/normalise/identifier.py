"""Identifiers that carry their own proof: enterprise numbers and the codes of the Flemish organisation register."""

from __future__ import annotations

import re

_KBO = re.compile(r"(?:BE\s*)?0?\d{9}|(?:BE\s*)?1\d{9}", re.IGNORECASE)
_OVO = re.compile(r"OVO\s*(\d{6})", re.IGNORECASE)


def enterprise_number(text: str) -> str | None:
    """The ten digits of a KBO number ("0212.237.186" becomes "0212237186"); `None` where the check digits do not fit.

    The last two digits are 97 less the remainder of the first eight divided by 97 (KBO, structure of the enterprise
    number). The former VAT numbers of nine digits got a zero in front.
    """
    written = re.sub(r"[\s.\-/]", "", text)
    if not written.isascii() or not _KBO.fullmatch(written):
        return None
    digits = re.sub(r"\D", "", written).zfill(10)
    return digits if 97 - int(digits[:8]) % 97 == int(digits[8:]) else None


def ovo_code(text: str) -> str | None:
    """The code of the organisation register in its own form, "OVO002601"; `None` where it is none."""
    match = _OVO.fullmatch(text.strip())
    return f"OVO{match[1]}" if match and match[1].isascii() else None
