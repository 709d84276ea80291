"""Do the lists of terms hold together? Prints every fault as `file:line: what`, and ends with 1 when there is any."""

from __future__ import annotations

import sys
from pathlib import Path

from catalogue import Vocabulary


def main(folder: Path) -> int:
    """Check the vocabulary in a folder; 1 when anything is wrong."""
    try:
        vocabulary = Vocabulary.load(folder)
    except ValueError as faults:
        print(faults)
        print(f"{len(str(faults).splitlines())} faults in {folder}")
        return 1
    print(f"{len(vocabulary.lists)} lists with {sum(map(len, vocabulary.lists.values()))} terms hold together")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1] / "data" / "vocabulary"))
