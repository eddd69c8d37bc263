"""Figures: nothing is drawn more exactly than it is known."""

from __future__ import annotations

import pytest

from app.web import svg
from app.web.bars import draw_bars
from app.web.svg import Spot, clipped, draw_map

BAKHMUT = Spot("Bakhmut", 48.59, 38.0)
DONETSK_OBLAST = Spot("Donetsk Oblast", 48.0, 37.8, "region")
SEA = Spot("Black Sea", 43.4, 34.3, "water")


def test_nothing_to_draw():
    assert draw_map([]) is None
    assert draw_bars([]) is None


def test_a_town_is_a_spot_and_a_region_its_shape():
    drawn = draw_map([BAKHMUT, DONETSK_OBLAST])
    assert [mark.spot for mark in drawn.marks] == [BAKHMUT]
    assert [area.spot for area in drawn.areas] == [DONETSK_OBLAST]
    assert drawn.areas[0].path.startswith("M")


@pytest.mark.parametrize(
    ("spot", "rough"),
    [
        (BAKHMUT, False),
        (Spot("Bakhmut", 48.59, 38.0, where_prec=1), False),
        (Spot("Bakhmut", 48.59, 38.0, where_prec=2), True),
        (SEA, True),
        (Spot("Nowhere Oblast", 48.0, 37.8, "region"), True),  # no shape of that name: hollow, not a pin
    ],
)
def test_what_is_known_roughly_is_hollow(spot, rough):
    (mark,) = draw_map([spot]).marks
    assert mark.spot.rough is rough


@pytest.mark.parametrize(
    "spots",
    [
        [BAKHMUT],
        [BAKHMUT, SEA, Spot("Hiroshima", 34.4, 132.5)],
        [Spot("Suva", -18.1, 178.4), Spot("Apia", -13.8, -171.8)],
        [Spot("Longyearbyen", 78.2, 15.6)],
    ],
)
def test_every_spot_lies_inside_the_map(spots):
    drawn = draw_map(spots)
    assert len(drawn.marks) == len(spots)
    assert all(0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height for mark in drawn.marks)


def test_a_lone_town_is_shown_with_its_surroundings():
    drawn = draw_map([BAKHMUT])
    assert (drawn.marks[0].x, drawn.marks[0].y) == (drawn.width / 2, drawn.height / 2)
    assert drawn.land


def lap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_labels_cover_neither_each_other_nor_a_spot():
    crowd = [Spot(f"Village {n}", 48.59 + n / 1000, 38.0, count=n) for n in range(1, 9)]
    marks = draw_map([*crowd, Spot("Ukraine", 49.0, 32.0, "country")]).marks
    named = [mark for mark in marks if mark.label]
    assert named
    assert named[0].spot.count == 8  # where the most happened
    assert len(named) < len(crowd)
    written = [svg._written(mark.label, mark.spot.name) for mark in named]
    spots = [(m.x - m.radius, m.y - m.radius, m.x + m.radius, m.y + m.radius) for m in marks]
    assert not any(lap(one, other) for n, one in enumerate(written) for other in [*written[:n], *spots])


@pytest.mark.parametrize(
    ("lon", "anchor"),
    [(37.0, "start"), (38.2, "end")],  # right of the spot, unless the neighbour there is in the way
)
def test_a_label_goes_where_there_is_room(lon, anchor):
    spots = [Spot("Bakhmut", 48.59, lon, count=2), Spot("Soledar", 48.59, 38.35), Spot("Kupiansk", 49.71, 37.62)]
    label = draw_map(spots).marks[0].label
    assert label
    assert label.anchor == anchor


NEAR_BY = [Spot(f"Village {n}", 48.0 + n / 10, 37.5 + n / 10) for n in range(20)]


@pytest.mark.parametrize(
    ("far", "outside"),
    [
        ([], 0),
        ([Spot("Hiroshima", 34.4, 132.5)], 1),
        ([Spot("Hiroshima", 34.4, 132.5, count=20)], 0),  # half of what happened is no exception
        ([Spot("Hiroshima", 34.4, 132.5), Spot("Rome", 41.9, 12.5)], 2),
    ],
)
def test_one_far_place_does_not_make_a_dot_of_the_rest(far, outside):
    drawn = draw_map([*NEAR_BY, *far])
    assert drawn.outside == outside
    assert len(drawn.marks) == len(NEAR_BY) + len(far) - outside


def test_the_region_of_a_lone_town_is_named():
    assert "Donetsk Oblast" in {name for name, _x, _y in draw_map([BAKHMUT]).names}


def test_a_country_is_named_first_where_something_happened():
    kyiv, minsk = Spot("Kyiv", 50.45, 30.52), Spot("Minsk", 53.9, 27.57)
    names = [name for name, _x, _y in draw_map([kyiv, minsk]).names]
    assert {"Ukraine", "Belarus"} <= set(names)
    assert {"Ukraine", "Belarus"} <= set(names[:4])  # with the regions of the two towns


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        ([(1, 1), (2, 1), (2, 2)], [(1, 1), (2, 1), (2, 2)]),
        ([(20, 20), (30, 20), (30, 30)], []),
        ([(-5, -5), (15, -5), (15, 15), (-5, 15)], [(0, 0), (10, 0), (10, 10), (0, 10)]),
    ],
)
def test_clipping(ring, left):
    assert sorted(clipped(ring, (0, 0, 10, 10))) == sorted(left)


def test_bars_stand_on_zero():
    drawn = draw_bars([("a", 0, None), ("b", 5, None), ("c", 10, "/x")])
    assert [bar.height for bar in drawn.bars] == [0, drawn.bars[2].height / 2, drawn.bars[2].height]
    assert {bar.y + bar.height for bar in drawn.bars} == {drawn.base}
    assert drawn.most == 10


def test_names_of_countries_and_regions_cover_nothing():
    drawn = draw_map([BAKHMUT, Spot("Kupiansk", 49.71, 37.62)])
    assert drawn.names
    boxes = [svg._label_box(x, y, name) for name, x, y in drawn.names]
    for number, box in enumerate(boxes):
        for mark in drawn.marks:
            assert not (box[0] < mark.x < box[2] and box[1] < mark.y < box[3])
        for other in boxes[:number]:
            assert box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]


@pytest.mark.parametrize("months", [3, 12, 40, 90])
def test_names_beneath_bars_keep_apart_even_on_a_phone(months):
    """There the figure is 328 px wide of its 480, and a letter of its 17 px some 6.5."""
    drawn = draw_bars([(f"Sep {2000 + n}", 1, None) for n in range(months)])
    named = [bar for bar in drawn.bars if bar.named]
    assert named
    ends = [bar.x * 328 / 480 + len(bar.label) * 6.5 for bar in named]
    starts = [bar.x * 328 / 480 for bar in named]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] <= 330
