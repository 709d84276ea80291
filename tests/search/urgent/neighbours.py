"""Which other topic also leads to the right line, where words alone do not tell the two apart.

One who took too much may have meant to die, and nobody needs to know that to be right with 112 or the Poison Centre;
who harms whom at home is for the person who picks up; cutting oneself is told to the line for suicide as well.
"""

from __future__ import annotations

from collections.abc import Mapping

NEIGHBOURS: Mapping[str, frozenset[str]] = {
    "overdosis": frozenset({"vergiftiging", "levensgevaar", "zelfdoding"}),  # 112; the Zelfmoordlijn says to call it
    "vergiftiging": frozenset({"overdosis", "levensgevaar"}),  # 112 sends help and asks the Poison Centre
    "levensgevaar": frozenset({"overdosis", "vergiftiging"}),  # 112
    "kindermishandeling": frozenset({"geweld", "seksueel_geweld"}),  # police, 1712
    "geweld": frozenset({"kindermishandeling", "ouderenmisbehandeling"}),  # police, 1712
    "seksueel_geweld": frozenset({"kindermishandeling"}),  # police, 1712
    "ouderenmisbehandeling": frozenset({"geweld"}),  # police, 1712
    "psychische_crisis": frozenset({"zelfdoding"}),  # 1813 and the same 112
}
