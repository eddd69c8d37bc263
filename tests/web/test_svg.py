"""Figures: nothing is drawn more exactly than it is known."""

from __future__ import annotations

import pytest

from app.web import svg
from app.web.svg import Spot, clipped, draw_bars, draw_map

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


def test_labels_do_not_cover_each_other():
    crowd = [Spot(f"Village {n}", 48.59 + n / 1000, 38.0, count=n) for n in range(1, 6)]
    assert [mark.spot.count for mark in draw_map(crowd).marks if mark.label] == [5]


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
