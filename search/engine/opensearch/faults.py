"""What OpenSearch answers besides an answer, in the words of the search room; never with what was asked."""

from __future__ import annotations

import opensearchpy
from opensearchpy import OpenSearchException, TransportError
from opensearchpy.exceptions import ConnectionTimeout, SSLError

from search.errors import EngineAway, EngineUnavailable

LATE = "OpenSearch antwoordt niet op tijd."

BLOCKED = frozenset({"cluster_block_exception", "index_create_block_exception"})
"""The kinds of fault of what may not be written, and of an index that may not be made."""

READ_ONLY = "OpenSearch bewaart nu niets: zijn schijf is bijna vol, of iemand heeft hem op alleen lezen gezet."

NO_INDEX = "index_not_found_exception"

SEARCHED_IN_PART = "search_phase_execution_exception"
IN_PART = "OpenSearch heeft niet de hele index doorzocht: het duurde te lang, of een deel is er niet."


class NoConnection(EngineAway):
    """There was no connection, or it broke."""


def told(fault: OpenSearchException) -> EngineUnavailable:
    """What an operator needs to know of it; never what was asked."""
    if isinstance(fault, ConnectionTimeout):
        return EngineAway(LATE)
    if isinstance(fault, SSLError):
        return EngineUnavailable("Het certificaat van OpenSearch wordt niet vertrouwd (LOKET_OPENSEARCH_CA_FILE).")
    if isinstance(fault, opensearchpy.ConnectionError):
        return NoConnection("Er is geen verbinding met OpenSearch.")
    if isinstance(fault, TransportError) and isinstance(fault.status_code, int):
        return answered(fault.status_code, fault.error)
    return EngineUnavailable()


def answered(status: int, kind: str) -> EngineUnavailable:
    """What an answer of that status and kind of fault means."""
    if kind in BLOCKED and status < 500:  # beyond that, the node is still starting
        return EngineAway(READ_ONLY)
    if status in (401, 403):
        return EngineUnavailable("OpenSearch weigert deze gebruiker of dit wachtwoord.")
    if kind == SEARCHED_IN_PART and status >= 500:
        return EngineAway(IN_PART)
    fault = EngineAway if status == 429 or status >= 500 else EngineUnavailable
    return fault(f"OpenSearch kan nu niet antwoorden (status {status}).")
