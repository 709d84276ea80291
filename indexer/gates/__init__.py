"""What a new index must stand before it replaces the live one: is all of it there, and does it find what it must?"""

from indexer.gates.gates import CHECKS, Gates
from indexer.gates.known import Canary
from indexer.gates.tally import LeftOut, Tally

__all__ = ["CHECKS", "Canary", "Gates", "LeftOut", "Tally"]
