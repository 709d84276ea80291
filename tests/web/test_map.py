"""The drawing of the zones: borders, colours and writing, apart from any page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Gazetteer
from geo.shapes import Parts, Shapes
from web.map import Frame, everything, in_lines, one, part, steps, writing
from web.map.lettering import roomiest
from web.map.path import Dots, outline, path_data
from web.map.steps import step_of

COMMAND = re.compile(r"([Mlz])([^Mlz]*)")


def box(west: float, south: float, east: float, north: float) -> Parts:
    return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)


def in_a_row(*zones: str) -> Shapes:
    """Zones of half a degree beside each other, from west to east."""
    shapes = {zone: box(3 + at / 2, 50.8, 3.5 + at / 2, 51.1) for at, zone in enumerate(zones)}
    return Shapes(shapes, shapes, frozenset(zones), "Bron: proef", None)


def walked(path: str) -> list[Dots]:
    """The rings that a browser draws."""
    rings: list[Dots] = []
    for command, rest in COMMAND.findall(path):
        numbers = [int(each) for each in re.findall(r"-?\d+", rest)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            (here,) = pairs
            dots = [here]
        elif command == "l":
            for x, y in pairs:
                dots.append((dots[-1][0] + x, dots[-1][1] + y))
        else:
            rings.append(tuple(dots))
    return rings


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=3, max_size=9).map(tuple),
        max_size=3,
    )
)
def test_path_data_draws_the_outline_that_it_was_made_from(outlines: list[Dots]) -> None:
    assert walked(path_data(outlines)) == outlines


def test_a_kilometre_is_as_long_to_the_north_as_to_the_east() -> None:
    frame = Frame.around([box(3, 50.8, 5, 51.2)], 1000, 0)
    (x_west, y_south), (x_east, _), (_, y_north) = frame.xy(4, 51), frame.xy(5, 51), frame.xy(4, 52)
    assert (x_east - x_west) / (y_south - y_north) == pytest.approx(0.6293, abs=0.001)  # the cosine of 51 degrees


def test_a_frame_holds_its_shapes_and_the_margin_around_them() -> None:
    frame = Frame.around([box(3, 50.8, 5, 51.2)], 1000, 10)
    assert (frame.width, frame.xy(3, 51.2), frame.xy(5, 50.8)) == (1000, (10, 10), (990, frame.height - 10))
    high = Frame.around([box(3, 50, 3.2, 51)], 1000, 10, height=500)
    assert (high.width, high.height, high.xy(3.1, 51), high.xy(3.1, 50)) == (1000, 500, (500, 10), (500, 490))


def test_the_sides_of_a_frame_are_the_degrees_of_its_corners() -> None:
    frame = Frame.around([box(3, 50.8, 5, 51.2)], 1000, 10)
    west, south, east, north = frame.bounds
    assert (frame.xy(west, north), frame.xy(east, south)) == ((0, 0), (1000, frame.height))


def test_neighbours_keep_one_border_without_a_gap() -> None:
    shapes = in_a_row("a", "b")
    frame = Frame.around(shapes.overview.values(), 777, 5)
    (left,), (right,) = outline(shapes.overview["a"], frame), outline(shapes.overview["b"], frame)
    assert max(x for x, _ in left) == min(x for x, _ in right)


def test_points_that_cannot_be_seen_are_not_written() -> None:
    ring = ((3.0, 50.0), (3.5, 50.0), (4.0, 50.0), (4.0, 51.0), (4.000001, 51.0), (3.0, 51.0), (3.0, 50.0))
    frame = Frame.around([((ring,),)], 1000, 0)
    assert [len(dots) for dots in outline(((ring,),), frame)] == [4]
    tiny = box(3.1, 50.1, 3.1001, 50.1001)
    assert outline(tiny, frame) == ()


def test_a_hole_is_drawn_too() -> None:
    (outer,), (hole,) = box(3, 50, 4, 51)[0], box(3.4, 50.4, 3.6, 50.6)[0]
    frame = Frame.around([((outer, hole),)], 1000, 0)
    assert len(walked(path_data(outline(((outer, hole),), frame)))) == 2


# Which zones


def test_the_whole_map_has_every_zone_and_nothing_around_it() -> None:
    drawing = everything(in_a_row("a", "b", "c"))
    assert ([area.zone for area in drawing.areas], drawing.around) == (["a", "b", "c"], "")


def test_a_part_shows_what_lies_around_it_without_being_a_zone_of_it() -> None:
    drawing = part(in_a_row("a", "b", "c"), frozenset({"a", "onbekend"}))
    assert [area.zone for area in drawing.areas] == ["a"]
    assert drawing.around
    assert drawing.frame.height == 920


def test_one_zone_comes_first_with_its_neighbours_after_it() -> None:
    drawing = one(in_a_row("a", "b", "c", "d"), "b")
    assert [area.zone for area in drawing.areas] == ["b", "a", "c"]


# Writing


def test_writing_stands_inside_its_area_also_where_that_is_bent() -> None:
    bent: tuple[Dots, ...] = (((0, 0), (600, 0), (600, 100), (100, 100), (100, 600), (0, 600)),)
    spot = roomiest(bent, Frame(0, 0, 1, 700, 700))
    assert spot.y < 100 or spot.x < 100
    assert spot.fits(["143"], 26)
    assert not spot.fits(["Kortrijk-Kuurne-Harelbeke"] * 4, 26)


def test_writing_keeps_to_the_part_of_an_area_that_can_be_seen() -> None:
    half_outside: tuple[Dots, ...] = (((50, 10), (900, 10), (900, 90), (50, 90)),)
    spot = roomiest(half_outside, Frame(0, 0, 1, 100, 100))
    assert 50 < spot.x < 100


def test_a_name_is_written_on_one_line_or_broken_where_it_may_be() -> None:
    assert in_lines("Gent") == (("Gent",),)
    assert in_lines("Westkust&Polder")[1] == ("Westkust&", "Polder")
    assert in_lines("Klein-Brabant Vaartland")[1] == ("Klein-Brabant", "Vaartland")


def test_the_largest_writing_that_fits_is_taken_or_none() -> None:
    room = roomiest((((0, 0), (200, 0), (200, 60), (0, 60)),), Frame(0, 0, 1, 200, 60))
    large, small = writing(room, [("143",)], (26, 20)), writing(room, [("een lange naam",)], (26, 12))
    assert (large and large.size, small and small.size) == (26, 12)
    assert writing(room, [("een veel te lange naam voor hier",)], (26, 20)) is None


def test_writing_moves_out_of_the_way_of_the_dot() -> None:
    room = roomiest((((0, 0), (200, 0), (200, 200), (0, 200)),), Frame(0, 0, 1, 200, 200))
    written = writing(room, [("143",)], (26,))
    assert written is not None
    moved = written.clear_of(written.x, written.y - 5, 17)
    assert moved.y >= written.y - 5 + 17 + 13
    assert written.clear_of(written.x + 90, written.y, 17) == written


# Colours

numbers = st.lists(st.integers(0, 300), max_size=60)


@given(numbers)
def test_every_count_has_one_step_and_more_is_never_paler(counts: list[int]) -> None:
    legend = steps(counts)
    assert all(sum(step.lowest <= count <= step.highest for step in legend) == 1 for count in counts)
    assert [step.number for step in legend] == sorted({step.number for step in legend})
    assert all(before.highest < after.lowest for before, after in pairwise(legend))
    assert all((step_of(count, legend) == 0) == (count == 0) for count in counts)


@given(numbers)
def test_the_legend_names_only_counts_that_there_are(counts: list[int]) -> None:
    assert {end for step in steps(counts) for end in (step.lowest, step.highest)} <= set(counts)


def test_a_few_large_zones_do_not_make_all_others_alike() -> None:
    legend = steps([*range(1, 41), 5000])
    assert [(step.lowest, step.highest) for step in legend] == [(1, 9), (10, 17), (18, 25), (26, 33), (34, 5000)]


def test_few_counts_get_colours_that_are_far_apart() -> None:
    assert [step.number for step in steps([0, 1, 2])] == [0, 1, 5]
    assert [step.number for step in steps([7, 7, 7])] == [3]
    assert steps([]) == ()


def test_the_names_of_all_zones_can_be_broken_without_losing_a_letter(gazetteer: Gazetteer) -> None:
    for zone in gazetteer.zones:
        for lines in in_lines(zone.name):
            assert "".join(lines).replace(" ", "") == zone.name.replace(" ", "")
