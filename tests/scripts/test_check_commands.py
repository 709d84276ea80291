"""A command in the documentation that does not exist is found, where it stands; one that exists is left alone."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Annotated

import pytest
import typer

from scripts.check_commands import command_tree, faults_in, main, targets_of

MAKEFILE = """\
.PHONY: help run test
BIN := .venv/bin
help: ## this list
run test: help
\tdeploy: this is a recipe
lock: ARGS = --upgrade
"""


def an_app() -> typer.Typer:
    """A command line with a command, a group, a flag with its opposite and an option that takes a value."""
    app = typer.Typer(add_completion=False)
    zones = typer.Typer()
    app.add_typer(zones, name="zones")

    @app.callback()
    def root(data_dir: Annotated[str, typer.Option()] = "var") -> None: ...

    @app.command()
    def init(demo: Annotated[bool, typer.Option()] = True) -> None: ...

    @app.command()
    def search(words: str, place: Annotated[str, typer.Option()] = "") -> None: ...

    @zones.command()
    def load(path: str) -> None: ...

    return app


def said_of(markdown: str) -> list[str]:
    """What the check says of a page."""
    tree = command_tree(an_app())
    return [str(fault) for fault in faults_in("README.md", dedent(markdown), targets_of(MAKEFILE), tree)]


def test_the_targets_of_a_makefile_are_what_a_person_can_type() -> None:
    assert targets_of(MAKEFILE) == {"help", "run", "test", "lock"}


@pytest.mark.parametrize(
    "command",
    [
        "make",
        "make run",
        'make test ARGS="tests/geo -k zones"',
        "LOKET_PORT=8001 make run",
        "cd loket && make run test",
        "loket",
        "loket --help",
        "loket init [--no-demo]",
        "loket --data-dir elsewhere init",
        "loket --data-dir=elsewhere init",
        'loket search "huur; make deploy" --place Aalst',
        "loket search --place make huur",
        "sudo /opt/loket/.venv/bin/loket zones load zones.csv",
        "loket zones load --help | less",
        "loket init  # then make it public",
        "loket/cli.py",
        "cmake nothing",
    ],
)
def test_a_command_that_exists_is_left_alone(command: str) -> None:
    assert said_of(f"Type `{command}`.") == []
    assert said_of(f"```sh\n{command}\n```") == []


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("make deploy", "make deploy: the Makefile has no target deploy"),
        ("make run && make deploy", "make deploy: the Makefile has no target deploy"),
        ("make run deploy", "make deploy: the Makefile has no target deploy"),
        ("loket fly", "loket fly: loket has no such command"),
        ("loket --data-dir elsewhere fly", "loket fly: loket has no such command"),
        ("loket --data-dir=elsewhere fly", "loket fly: loket has no such command"),
        ("loket zones fly", "loket zones fly: loket zones has no such command"),
        ("loket init --no-fun", "loket init --no-fun: loket init has no such option"),
        ("loket zones load [--place P]", "loket zones load --place: loket zones load has no such option"),
        (".venv/bin/loket fly", "loket fly: loket has no such command"),
        ("loket search 'huur", None),
        ("loket fly 'huur", "loket fly: loket has no such command"),
    ],
)
def test_a_command_that_does_not_exist_is_named_with_its_place(command: str, message: str | None) -> None:
    expected = [f"README.md:3: {message}"] if message else []
    assert said_of(f"# Loket\n\nType `{command}`.") == expected
    assert said_of(f"# Loket\n```\n{command}\n```") == expected


def test_the_line_is_that_of_the_command_not_of_its_paragraph_or_block() -> None:
    page = """\
        First
        second `make deploy`
        third.

        ```console
        $ loket search \\
            huur
        make deploy is what the program said
        $ make deploy
        ```

            make deploy
        """
    missing = "make deploy: the Makefile has no target deploy"
    assert said_of(page) == [f"README.md:{line}: {missing}" for line in (2, 9, 12)]


def test_what_is_not_shell_is_not_read_as_shell() -> None:
    assert said_of("```python\nmake deploy\n```\nWe make deploy easy.") == []


def test_the_whole_documentation_is_read_and_the_verdict_is_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    (tmp_path / "README.md").write_text("`make run`")
    assert main(tmp_path, an_app()) == 0

    (tmp_path / "docs" / "adr").mkdir(parents=True)
    (tmp_path / "docs" / "adr" / "one.md").write_text("`make deploy`")
    assert main(tmp_path, an_app()) == 1
    assert "docs/adr/one.md:1: make deploy: the Makefile has no target deploy" in capsys.readouterr().out
