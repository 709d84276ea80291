"""How long answers take, beside the bare node: the very same searches once more by the plainest client.

The questions are asked by a process that knows nothing yet, which tells what the first questions take, and by another
to measure, which has read the offers ahead, as a server does when it starts.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean, median

from benchmarks.opensearch.listening import Body, Sent, listening
from benchmarks.opensearch.node import PlainClient
from benchmarks.opensearch.table import show
from benchmarks.timing import Timing, timed
from loket.composition import Loket
from loket.settings import Settings
from search import SearchRequest

NOW = datetime(2026, 11, 23, 10, 0)  # a Monday morning: hours have something to say
FIRST = 20
"""Questions of a process that has just started."""
FEW = 20
"""Candidates that a search engine on its own would give: one page."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question answered: milliseconds on the clock, of them in `Engine.search`, and of the processor here."""

    clock: float
    engine: float
    processor: float
    sent: tuple[Sent, ...]

    @property
    def searches(self) -> tuple[Sent, ...]:
        """The searches for candidates: one, or two where the first found too little."""
        return tuple(one for one in self.sent if one.searches)

    def waited(self, *, searches: bool) -> float:
        """Milliseconds until answers of the node were read, to its searches or to all else."""
        return sum(one.milliseconds for one in self.sent if one.searches == searches)


def measure_answers(settings: Settings, asked: Sequence[tuple[str, str]], client: PlainClient) -> None:
    """Searches with filters, with words only, and suggestions, in this process; `asked`: words and a postcode each."""
    filtered = [
        SearchRequest(q=words, place=postcode, radius_km=15, language=("nl",), intake_open=True)
        for words, postcode in asked
    ]
    measure_search("search: words, two filters, 15 km, facets", settings, filtered, client)
    measure_search("search: words only", settings, [SearchRequest(q=words) for words, _ in asked], client)
    prefixes = [words[: 2 + number % 6] for number, (words, _) in enumerate(asked)]
    with Loket(settings, create=True) as loket:
        started = time.perf_counter()
        read = sum(loket.engine.read_ahead())
        show("reading ahead", f"{read:,} in {time.perf_counter() - started:.1f} s")
        show("suggestion", timed(lambda prefix: loket.searcher.suggest(prefix, None, NOW), prefixes))


def measure_search(what: str, settings: Settings, requests: Sequence[SearchRequest], client: PlainClient) -> None:
    """All questions to a new process, then each to another beside its bare searches, by turns first."""
    before = answers(settings, requests, lambda number: None, ahead=False)
    bare: list[float] = []
    ours = answers(settings, requests, lambda number: bare.append(bare_ms(before[number].searches, client)))
    show(what, Timing.of(one.clock for one in ours))
    show("  processor of this process", Timing.of(one.processor for one in ours))
    show(f"  the first {FIRST} questions of a process", Timing.of(one.clock for one in before[:FIRST]))
    show("  bare node: the same searches", Timing.of(bare))
    show_parts(ours, median(bare))
    for name, change in WITHOUT.items():
        show(f"  bare node {name}", Timing.of(bare_ms(one.searches, client, change) for one in before))


def answers(
    settings: Settings, requests: Sequence[SearchRequest], between: Callable[[int], None], *, ahead: bool = True
) -> list[Answered]:
    """Each question answered, as the program does it; `between` is called before one and after the next.

    `ahead`: the process has read before what a server reads when it starts, and answered some questions.
    """
    searching: list[float] = []

    def took(method: str, seconds: float) -> None:
        if method == "search":
            searching.append(seconds * 1000)

    found = []
    with Loket(settings, create=True, engine_took=took) as loket, listening() as sent:
        if ahead:
            sum(loket.engine.read_ahead())
            loket.helplines.follow()
            for request in requests[:FIRST]:
                loket.searcher.search(request.model_copy(update={"sort": "name"}), NOW)
        gc.collect()
        gc.freeze()  # as the server does once it is open
        for number, request in enumerate(requests):
            if number % 2:
                between(number)
            sent.clear()
            searching.clear()
            started, worked = time.perf_counter(), time.thread_time()
            loket.searcher.search(request, NOW)
            clock, processor = time.perf_counter() - started, time.thread_time() - worked
            found.append(Answered(clock * 1000, sum(searching), processor * 1000, tuple(sent)))
            if not number % 2:
                between(number)
        gc.unfreeze()
    return found


def as_it_is(body: Body) -> Body:
    """No change."""
    return body


WITHOUT: Mapping[str, Callable[[Body], Body]] = {
    "without facets": lambda body: {**body, "aggs": {}},
    f"with {FEW} candidates": lambda body: {**body, "size": FEW},
    f"without facets, with {FEW} candidates": lambda body: {**body, "size": FEW, "aggs": {}},
}
"""Searches that ask less, to tell what the parts take."""


def bare_ms(searches: Sequence[Sent], client: PlainClient, change: Callable[[Body], Body] = as_it_is) -> float:
    """Milliseconds for the same searches by the plainest client, whose answers are only parsed."""
    asked = [(one.path, change(one.body)) for one in searches if one.body is not None]
    started = time.perf_counter()
    for path, body in asked:
        client.ask("POST", path, body)
    return (time.perf_counter() - started) * 1000


def show_parts(ours: Sequence[Answered], bare: float) -> None:
    """Where the time of an answer goes; `bare`: the median of the bare searches."""
    whole, engine = median(one.clock for one in ours), median(one.engine for one in ours)
    ratio = f"{whole / bare:.2f} the whole answer, {engine / bare:.2f} the search by the engine"
    show("  beside the bare node, medians", ratio)
    searches, others = (median(one.waited(searches=which) for one in ours) for which in (True, False))
    here = median(one.clock - one.waited(searches=True) - one.waited(searches=False) for one in ours)
    show("  medians of: searches, other requests, this process", f"{searches:.1f}, {others:.1f}, {here:.1f} ms")
    requests, of_them = mean(len(one.sent) for one in ours), mean(len(one.searches) for one in ours)
    show("  requests to the node, of which searches (means)", f"{requests:.1f}, {of_them:.2f}")
