"""Whose side is said to have taken a town, where those named are nobody we know."""

from __future__ import annotations

import pytest

from app.resolve.takers import sides_named

TAKEN, HELD = "territory-taken", "territory-held"


@pytest.mark.parametrize(
    ("type_", "known", "unknown", "sayer", "sides"),
    [
        (TAKEN, (), ("Formations of the North grouping",), "red", {"red"}),
        (HELD, (), ("defence forces",), "red", {"red"}),
        (TAKEN, (), ("We",), "red", {"red"}),
        (TAKEN, (), ("our assault troops",), "red", {"red"}),
        (TAKEN, ("grey",), (), "red", {"grey"}),
        (TAKEN, ("grey",), ("a brigade",), "red", {"grey"}),
        (TAKEN, (), ("the enemy",), "red", set()),
        (TAKEN, (), ("Hostile units",), "red", set()),
        (TAKEN, (), ("the invaders’ marines",), "red", set()),
        (TAKEN, (), ("they",), "red", set()),
        (TAKEN, (), (), "red", set()),
        (TAKEN, (), ("a brigade",), None, set()),
        ("shelling", (), ("a brigade",), "red", set()),
        (TAKEN, (), ("our enemies",), "red", set()),
        (TAKEN, (), ("a brigade", "armed men"), "red", set()),
    ],
)
def test_whoever_nobody_knows_is_the_sayers_own_where_called_so(type_, known, unknown, sayer, sides):
    assert sides_named(type_, known, unknown, sayer) == sides


@pytest.mark.parametrize(
    "told",
    [
        "forces", "the army", "Units of the 3rd separate assault brigade", "the 5th Motor Rifle Regiment",
        "Formations of the North group", "the Vostok group of forces", "the armed forces", "our fighters",
        "several battalions", "an airborne division", "the 40th corps", "marines and paratroopers",
        "The defenders", "Special operations forces",
    ],
)  # fmt: skip
def test_ones_own_formations(told: str) -> None:
    assert sides_named(TAKEN, (), (told,), "red") == {"red"}


@pytest.mark.parametrize(
    "told",
    [
        "unknown gunmen", "Islamist fighters", "jihadists", "armed men", "paramilitaries", "his rivals",
        "his troops",
        "Chechen units", "local residents", "local forces", "drones", "the city", "unknown units",
        "Islamist brigades", "armed units", "government forces", "foreign troops", "the Selvan army", "the north",
        "the first", "5", "nothing", "the group", "an armed group",
    ],
)  # fmt: skip
def test_whoever_may_be_somebody_elses_is_nobodys(told: str) -> None:
    assert sides_named(TAKEN, (), (told,), "red") == frozenset()
