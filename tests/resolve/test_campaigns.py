"""Which battle an incident is part of, as a table; and that the order of the battles does not matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resolve.campaigns import EventInTime, part_of
from app.text.when import When

QUARTER, TOWN, REGION, COUNTRY = "x-quarter", "g1", "r-1", "c-1"
WINTER = When.parse("2022-11/2023-03")
THERE = (TOWN, REGION, COUNTRY)
STRIKE = EventInTime("strike", "shelling", THERE, "settlement", When.parse("2023-01-10"), "war")
BATTLE = EventInTime("battle", "ground-fighting", THERE, "settlement", WINTER, "war")
OFFENSIVE = replace(BATTLE, key="offensive", place_keys=(REGION, COUNTRY), place_kind="region")

ONE = [
    ("there, while it lasted", {}, {}, "there, while it lasted"),
    ("a quarter of the town", {"place_keys": (QUARTER, TOWN, REGION)}, {},
     "at a place inside its own, while it lasted"),
    ("in the region of it", {"place_keys": (REGION, COUNTRY)}, {}, None),
    ("elsewhere", {"place_keys": ("g2", REGION)}, {}, None),
    ("nowhere", {"place_keys": ()}, {}, None),
    ("a month later", {"when": When.parse("2023-04-10")}, {}, None),
    ("in a period that runs out of it", {"when": When.parse("2023-03/2023-04")}, {}, None),
    ("undated", {"when": None}, {}, None),
    ("another war", {"conflict": "other"}, {}, None),
    ("of a war nobody is sure of", {"conflict": None}, {}, "there, while it lasted"),
    ("a claim that the town is held", {"type": "territory-held"}, {}, "there, while it lasted"),
    ("talks in the town", {"type": "talks"}, {}, None),
    ("of a country's war", {}, {"place_keys": (COUNTRY,), "place_kind": "country"}, None),
    ("an undated battle", {}, {"when": None}, None),
    ("an undated battle, told beside it", {"articles": frozenset("a")},
     {"when": None, "articles": frozenset("ab")}, "there, told in one article with it"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "strike", "battle", "reason"), ONE, ids=[row[0] for row in ONE])
def test_an_incident_and_a_battle(told, strike, battle, reason):
    found = part_of(replace(STRIKE, **strike), [replace(BATTLE, **battle)])
    assert found == (reason and ("battle", reason))


@pytest.mark.parametrize(
    ("battles", "whose"),
    [
        ([BATTLE, OFFENSIVE], "battle"),
        ([replace(BATTLE, key="january", when=When.parse("2023-01")), BATTLE, OFFENSIVE], "january"),
        ([BATTLE, replace(BATTLE, key="another")], None),
        ([BATTLE, replace(BATTLE, key="overlapping", when=When.parse("2023-01/2023-04"))], None),
        ([replace(OFFENSIVE, when=When.parse("2023-01")), BATTLE], "battle"),
    ],
)
def test_the_narrower_or_none(battles, whose):
    for order in (battles, battles[::-1]):
        found = part_of(STRIKE, order)
        assert (found and found[0]) == whose


_battles = st.lists(
    st.builds(
        replace,
        st.just(BATTLE),
        place_keys=st.sampled_from([THERE, THERE[1:], (QUARTER, *THERE)]),
        when=st.sampled_from([None, WINTER, When.parse("2023-01"), When.parse("2023-01-10")]),
        articles=st.frozensets(st.sampled_from("ab")),
    ),
    max_size=5,
).map(lambda found: [replace(one, key=str(n)) for n, one in enumerate(found)])


@given(_battles, st.randoms(use_true_random=False))
def test_whatever_the_order(battles, random):
    strike = replace(STRIKE, articles=frozenset("a"))
    shuffled = random.sample(battles, len(battles))
    assert part_of(strike, shuffled) == part_of(strike, battles)
