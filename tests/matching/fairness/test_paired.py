"""The same profile with one property changed: the differences are those of that property, and of nothing else."""

from __future__ import annotations

from catalogue import Vocabulary
from geo import Gazetteer
from tests.matching.fairness.world import compared, someone, told
from tests.matching.offers import provider

FORTY = [someone() for _ in range(40)]


def test_who_speaks_a_language_that_the_only_service_lacks_is_worse_off_by_the_weight_of_language(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp", languages=("nl",))], FORTY)
    french = compared(report, "language", "fr")
    assert (french.pairs, french.worse, french.equal, french.better, french.other_team) == (40, 40, 0, 0, 0)
    assert french.points is not None
    assert (french.points.value, french.points.low, french.points.high) == (25, 25, 25)  # no_common_language


def test_where_everyone_finds_the_same_help_every_difference_is_zero(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp", languages=("nl", "fr", "ar"))], FORTY)
    assert {one.property for one in report.paired} == {"language", "budget", "age"}
    for one in report.paired:
        assert (one.worse, one.better, one.other_team, one.equal) == (0, 0, 0, 40), one.label
        assert one.points is not None
        assert one.need_open is not None
        assert one.points.value == one.points.low == one.points.high == 0
        assert one.need_open.value == 0
        assert one.need_open.low < 0 < one.need_open.high  # forty pairs are no proof for all


def test_a_service_for_grown_ups_alone_leaves_the_need_of_every_child_open(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp", ages=(18, 64), languages=("nl",))], FORTY)
    child, young, old = (compared(report, "age", age) for age in ("8", "21", "72"))
    assert child.worse == old.worse == 40
    assert young.equal == 40
    assert child.need_open is not None
    assert child.need_open.value == 1
    assert child.need_open.low > 0.85  # forty of forty, and still no certainty
    assert child.points is None  # no pair in which the same stays open


def test_a_budget_that_the_only_service_asks_for_makes_the_difference_between_open_and_served(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    asks = provider("ocmw", "schuldhulp", budgets=("zorgbudget_ouderen",))
    report = told(gazetteer, vocabulary, [asks], FORTY)
    with_budget = compared(report, "budget", "zorgbudget_ouderen")
    assert (with_budget.better, with_budget.worse) == (40, 0)
    assert with_budget.need_open is not None
    assert with_budget.need_open.value == -1


def test_two_groups_that_live_elsewhere_differ_while_the_pairs_do_not(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    """French speakers here ask for help that nobody gives: that is no matter of language, and the pairs say so."""
    unserved = [someone(languages=["fr"], needs=[{"function": "sport"}]) for _ in range(40)]
    offers = [provider("ocmw", "schuldhulp", languages=("nl", "fr", "ar"))]
    report = told(gazetteer, vocabulary, offers, [*FORTY, *unserved])
    languages = next(one for one in report.dimensions if one.id == "language")
    shares = {one.id: one.figures.need_open.value for one in languages.groups if one.figures and one.figures.need_open}
    assert shares == {"nl": 0, "fr": 1}
    french = compared(report, "language", "fr")
    assert (french.pairs, french.equal) == (80, 80)


def test_only_the_first_profiles_are_paired_where_so_many_were_asked_for(
    gazetteer: Gazetteer, vocabulary: Vocabulary
) -> None:
    report = told(gazetteer, vocabulary, [provider("ocmw", "schuldhulp")], FORTY, paired=5)
    french = compared(report, "language", "fr")
    assert (report.all.profiles, french.pairs) == (40, 5)
    assert french.need_open is None
    assert french.points is None
