"""What was found in a file of official shapes: the faults that stop it, and the remarks that do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

_PARTICULAR = re.compile(r"'.*'|\[.*\]")
"""What differs between two findings that say the same: the value that was read, the place of a crossing."""

_MOST_OF_A_KIND = 10  # of one fault, in the text for people; the report has them all


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a file: in which feature and which field it stands, where it is about one."""

    text: str
    feature: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        """As one line."""
        at = [self.feature] if self.feature else []
        if self.field:
            at.append(f"field {self.field}")
        return f"{', '.join(at)}: {self.text}" if at else self.text


@dataclass(slots=True)
class LoadReport:
    """What was read, and everything that was found on the way; filled by the steps of loading."""

    file: str
    read: str = ""
    faults: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    official: tuple[str, ...] = ()
    indicative: tuple[str, ...] = ()

    def fault(self, text: str, feature: str | None = None, field: str | None = None) -> None:
        """Note what stops the file."""
        self.faults.append(Finding(text, feature, field))

    def remark(self, text: str, feature: str | None = None, field: str | None = None) -> None:
        """Note what an operator should know, though it does not stop the file."""
        self.remarks.append(Finding(text, feature, field))

    def as_text(self) -> str:
        """The report for people, in lines."""
        lines = [f"{self.file}: {self.read}" if self.read else self.file]
        lines += [f"  fault: {line}" for line in _shortened(self.faults)]
        lines += [f"  remark: {line}" for line in _shortened(self.remarks)]
        if self.official:
            lines.append(f"  {len(self.official)} zones with official borders")
        if self.indicative:
            lines.append(f"  {len(self.indicative)} zones stay indicative: {', '.join(self.indicative)}")
        return "\n".join(lines) + "\n"


def _shortened(findings: Sequence[Finding]) -> list[str]:
    """One line each; of findings that say the same of many features, the first few and how many more there are."""
    alike: dict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.field, _PARTICULAR.sub("", finding.text) if finding.feature else str(finding)].append(finding)
    lines = []
    for same in alike.values():
        lines += [str(finding) for finding in same[:_MOST_OF_A_KIND]]
        if len(same) > _MOST_OF_A_KIND:
            lines.append(f"... and {len(same) - _MOST_OF_A_KIND} more like this")
    return lines
