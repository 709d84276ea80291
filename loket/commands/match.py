"""Proposing a team from the command line. The profile is read from a file and kept nowhere (D1)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from rich.console import Console
from rich.markup import escape

from api.reasons import field_reasons
from api.teams import proposed_teams
from loket.commands.match_names import Names
from loket.commands.match_words import show
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from matching.profile import NeedProfile

WRONG_FILE = 2
"""Exit code of a wrong command line: there is no such file to read. A fault in what stands in the file gives 1."""


def match(
    profile: Annotated[Path, typer.Argument(help="A need profile as JSON: the body of POST /api/v1/teams.")],
    as_json: Annotated[bool, typer.Option("--json", help="The answer of the API instead of words.")] = False,
) -> None:
    """Propose a team for a need profile, with the reason for every member and what stays open."""
    given = _read(profile)
    try:
        asked = _profile(given)
        with Loket(Settings()) as loket:
            answer = proposed_teams(asked, loket.teams, loket.store, belgian_now().date())
            names = Names.of(answer, loket.candidates, loket.gazetteer)
            labels = loket.vocabulary
    except RequestValidationError as refused:
        told = ((profile.name if one.field == "body" else one.field, one.reason) for one in field_reasons(refused))
        raise _stopped(*told) from None
    if as_json:
        print(answer.model_dump_json(indent=2))
        return
    show(answer, names, labels, Console(highlight=False, soft_wrap=True))


def _read(file: Path) -> object:
    """What stands in a file, as yet unchecked. Stops with what is wrong with the file, never with what stands in it."""
    try:
        return json.loads(file.read_bytes())
    except FileNotFoundError:
        raise _stopped((str(file), "dit bestand bestaat niet"), code=WRONG_FILE) from None
    except IsADirectoryError:
        raise _stopped((str(file), "is een map; geef een bestand met een profiel"), code=WRONG_FILE) from None
    except OSError:
        raise _stopped((str(file), "dit bestand kan niet gelezen worden"), code=WRONG_FILE) from None
    except json.JSONDecodeError as broken:
        where = f"is geen geldige JSON (regel {broken.lineno}, kolom {broken.colno})"
        raise _stopped((str(file), where)) from None
    except UnicodeDecodeError:
        raise _stopped((str(file), "is geen tekst; bewaar het profiel als JSON in UTF-8")) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, lists inside lists without end
        raise _stopped((str(file), "is geen geldige JSON")) from None


def _profile(given: object) -> NeedProfile:
    """The profile, or the refusal that the API gives: both read an object from the JSON, then check it."""
    try:
        return NeedProfile.model_validate(given, from_attributes=True)
    except ValidationError as wrong:
        errors: list[Any] = [{**one, "loc": ("body", *one["loc"])} for one in wrong.errors(include_url=False)]
        raise RequestValidationError(errors) from None


def _stopped(*told: tuple[str, str], code: int = 1) -> typer.Exit:
    """What ends the command, after each fault was told with the field or file that it is in."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    for where, reason in told:
        console.print(f"[bold red]loket:[/] {escape(where)}: {escape(reason)}")
    return typer.Exit(code)
