"""Does every command that the documentation names exist? `make X` in the Makefile, `loket X --option` in the CLI.

Reads the shell blocks and the inline code of README.md and docs/**/*.md. Prints `file:line: what is missing` and
ends with 1 when anything is.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from typer import Typer
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

SHELLS = frozenset({"", "sh", "bash", "shell", "console"})  # the names of blocks that hold commands
BEFORE_A_COMMAND = frozenset({"sudo", "time", "exec"})


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a person can type it: its options (True: a value follows) and the commands under it."""

    options: Mapping[str, bool]
    commands: Mapping[str, Command]


@dataclass(frozen=True, slots=True)
class Fault:
    """A command in the documentation that does not exist; lines count from 1."""

    page: str
    line: int
    message: str

    def __str__(self) -> str:
        """As compilers say it, so that editors can jump there."""
        return f"{self.page}:{self.line}: {self.message}"


def targets_of(makefile: str) -> frozenset[str]:
    """The targets that a person can type; special ones (.PHONY) and variables are none."""
    rules = re.findall(r"^([A-Za-z][\w -]*?)\s*:(?![:=])", makefile, flags=re.MULTILINE)
    return frozenset(target for rule in rules for target in rule.split())


def command_tree(app: Typer) -> Command:
    """The commands of a typer application with their options."""
    return _tree(get_command(app))


def _tree(command: object) -> Command:
    options = {"--help": False}
    for parameter in getattr(command, "params", ()):
        if isinstance(parameter, TyperOption):
            takes_value = not (parameter.is_flag or parameter.count)
            options |= dict.fromkeys([*parameter.opts, *parameter.secondary_opts], takes_value)
    below = command.commands if isinstance(command, TyperGroup) else {}
    return Command(options, {name: _tree(child) for name, child in below.items()})


def code_lines(markdown: str) -> Iterator[tuple[int, str]]:
    """Each piece of code that may hold a command, with its line in the page."""
    for token in MarkdownIt().parse(markdown):
        first = token.map[0] + 1 if token.map else 1
        if token.type == "fence" and token.info.strip().partition(" ")[0] in SHELLS:
            yield from _lines_of_block(token.content, first + 1)
        elif token.type == "code_block":
            yield from _lines_of_block(token.content, first)
        elif token.type == "inline":
            yield from _inline_code(token.children or [], first)


def _lines_of_block(block: str, first: int) -> Iterator[tuple[int, str]]:
    """A line that ends in a backslash goes on; where prompts are shown, a line without one is an answer."""
    prompted = any(line.startswith("$ ") for line in block.splitlines())
    begun, start = "", first
    for at, line in enumerate(block.splitlines(), first):
        start = start if begun else at
        if line.endswith("\\"):
            begun += line.removesuffix("\\")
            continue
        whole, begun = begun + line, ""
        if not prompted or whole.startswith("$ "):
            yield start, whole.removeprefix("$ ")


def _inline_code(tokens: list[Token], first: int) -> Iterator[tuple[int, str]]:
    line = first
    for token in tokens:
        line += token.type in {"softbreak", "hardbreak"}
        if token.type == "code_inline":
            yield line, token.content


def commands_in(code: str) -> Iterator[list[str]]:
    """The commands of a line of shell, each as its words; what runs before them (sudo, A=b) is left out."""
    lexer = shlex.shlex(code, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:  # a quotation that goes on in the next line
        words = code.split()
    command: list[str] = []
    for word in [*words, ";"]:
        if word and set(word) <= set("();<>|&"):
            yield command
            command = []
        elif command or not ("=" in word or word in BEFORE_A_COMMAND):
            command.append(word)


def unknown_in_make(arguments: list[str], targets: frozenset[str]) -> Iterator[str]:
    """What is wrong with `make arguments`, in a sentence each."""
    for word in arguments:
        if "=" not in word and not word.startswith("-") and word not in targets:
            yield f"make {word}: the Makefile has no target {word}"


def unknown_in_loket(arguments: list[str], tree: Command) -> Iterator[str]:
    """What is wrong with `loket arguments`, in a sentence each; `[--option]` is read as `--option`."""
    name, command, value_follows = "loket", tree, False
    for word in (argument.strip("[]") for argument in arguments):
        option, _, value = word.partition("=")
        if value_follows:
            value_follows = False
        elif word.startswith("--"):
            if option not in command.options:
                yield f"{name} {option}: {name} has no such option"
            value_follows = command.options.get(option, False) and not value
        elif command.commands:
            if word not in command.commands:
                yield f"{name} {word}: {name} has no such command"
                return
            name, command = f"{name} {word}", command.commands[word]


def faults_in(page: str, markdown: str, targets: frozenset[str], tree: Command) -> Iterator[Fault]:
    """The commands of one page that do not exist."""
    for line, code in code_lines(markdown):
        for words in commands_in(code):
            match words:
                case ["make", *arguments]:
                    messages = unknown_in_make(arguments, targets)
                case [word, *arguments] if word == "loket" or word.endswith("/bin/loket"):
                    messages = unknown_in_loket(arguments, tree)
                case _:
                    continue
            yield from (Fault(page, line, message) for message in messages)


def main(root: Path, app: Typer) -> int:
    """Check the documentation under `root`; 1 when a command that it names does not exist."""
    pages = [*root.glob("README.md"), *sorted(root.glob("docs/**/*.md"))]
    targets, tree = targets_of((root / "Makefile").read_text(encoding="utf-8")), command_tree(app)
    faults = [
        fault
        for page in pages
        for fault in faults_in(str(page.relative_to(root)), page.read_text(encoding="utf-8"), targets, tree)
    ]
    for fault in faults:
        print(fault)
    print(f"{len(pages)} pages of documentation, {len(faults)} commands that do not exist")
    return 1 if faults else 0


if __name__ == "__main__":
    from loket.cli import app

    sys.exit(main(Path(__file__).parents[1], app))
