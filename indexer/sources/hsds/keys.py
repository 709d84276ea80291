"""Ids: the UUIDs of the standard are kept; numbers of one table get the name of the table before them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue import record_id

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes record ids of one source."""

    source: str

    def id(self, table: str, local: str) -> str:
        """`hsds:<uuid>`, or `hsds:service-12` where service 12 and location 12 may both exist."""
        return record_id(self.source, local.lower() if _UUID.fullmatch(local) else f"{table}-{local}")


def identifiers(local: str) -> list[dict[str, str]]:
    """The key at the source, as an identifier."""
    return [{"scheme": "hsds", "value": local}]
