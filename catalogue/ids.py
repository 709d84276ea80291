"""Record ids: `source:local`, stable for ever; an old id keeps resolving through aliases."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Annotated

from pydantic import Field

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._~-]*:[A-Za-z0-9._~:-]+$"
ID_LENGTH = 200  # OpenSearch allows 512 bytes; URLs and file names stay readable well under that

RecordId = Annotated[
    str,
    Field(pattern=ID_PATTERN, max_length=ID_LENGTH, description="`source:local`, letters, digits and -._~: only."),
]


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; empty where nothing is left of the text."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def record_id(source: str, local: str) -> str:
    """The id of a source's own key: kept where it fits the pattern, else a readable slug with a short digest.

    Two different keys never give the same id. Raises `ValueError` for an empty source or key.
    """
    if not source or not local:
        raise ValueError("a record id needs a source and a key of that source")
    plain = f"{slug(source) if not re.match(ID_PATTERN, f'{source}:x') else source}:{local}"
    if re.match(ID_PATTERN, plain) and len(plain) <= ID_LENGTH:
        return plain
    digest = hashlib.sha256(local.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    prefix = plain.split(":", 1)[0]
    tail = slug(re.sub(r"^[a-z]+://", "", local))[-80:].strip("-")
    return f"{prefix}:{tail}-{digest}" if tail else f"{prefix}:{digest}"
