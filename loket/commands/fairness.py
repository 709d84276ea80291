"""Do proposals of teams come out the same for different people? Over made-up profiles; only counts are written (D1)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from loket.commands.data import err, progress_line
from loket.composition import Loket, belgian_now
from loket.settings import Settings
from matching.fairness import FEWEST, About, FairnessReport, Grouping, Survey, as_csv, as_markdown, report
from matching.fairness.profiles import profiles

NEEDS = range(1, 9)
"""How many needs a made-up profile has."""
SCREEN = Path("-")


def fairness(
    count: Annotated[int, typer.Option("--profiles", help="How many made-up profiles.", min=1, max=100_000)] = 1_000,
    seed: Annotated[int, typer.Option(help="The same number gives the same profiles.", min=0)] = 1,
    pairs: Annotated[
        int | None,
        typer.Option(
            help="Of how many one property is changed too, which takes 14 times as long; default: all.", min=0
        ),
    ] = None,
    fewest: Annotated[int, typer.Option("--fewest", help="Groups of fewer profiles are only counted.", min=2)] = FEWEST,
    output: Annotated[
        Path, typer.Option(help="File to write, .md or .csv (.json with --json); -: the screen.", dir_okay=False)
    ] = SCREEN,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
) -> None:
    """Propose teams for made-up profiles on the map as it is, and tell what each group gets."""
    forms = (".json",) if as_json else (".md", ".csv")
    if output != SCREEN and output.suffix not in forms:
        raise typer.BadParameter(f"the name must end in {' or '.join(forms)}", param_hint="--output")
    if output != SCREEN and not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.parent}", param_hint="--output")
    told = _survey(count, seed, pairs, fewest)
    if as_json:
        text = told.model_dump_json(indent=2) + "\n"
    else:
        text = as_csv(told) if output.suffix == ".csv" else as_markdown(told)
    if output == SCREEN:
        print(text, end="")
        return
    output.write_text(text, "utf-8")
    err.print(f"Written: {output}", highlight=False, soft_wrap=True)


def _survey(count: int, seed: int, pairs: int | None, fewest: int) -> FairnessReport:
    today = belgian_now().date()
    with Loket(Settings()) as loket, progress_line("Profiles done:") as advance:
        loket.candidates.follow()
        asked = profiles(count, NEEDS, loket.gazetteer, loket.vocabulary, seed)
        survey = Survey(loket.matcher, Grouping(loket.gazetteer, loket.vocabulary), today)
        findings = survey.take(asked, pairs, advance)
        offers = loket.engine.info().documents
        about = About(day=today, seed=seed, rules_version=loket.matcher.policy.version, offers=offers)
    return report(findings, about, fewest)
