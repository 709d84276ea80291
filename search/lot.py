"""Fair order among equals: each day another one comes first, on one day the same one for everyone."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

import numpy as np

from search.engine.port import Lots

_64_BITS = 2**64 - 1


def lot_of(id_: str) -> int:
    """The number of a record, of 64 bits: the same for always, on every machine and in every engine."""
    return int.from_bytes(blake2b(id_.encode(), digest_size=8).digest(), "big")


def drawn(lots: Lots, today: date) -> Lots:
    """The lots shuffled for a day (the finalizer of SplitMix64): the lowest comes first.

    Each of n equals comes first on about one day in n, whatever its id and whoever the others are.
    """
    mixed: Lots = lots + np.uint64(today.toordinal() * 0x9E3779B97F4A7C15 & _64_BITS)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
