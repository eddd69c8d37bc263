"""Which events are shown to an editor as nearly one, with what agrees and what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.resolve.accounts import Report, Source, figure
from app.resolve.near import disputed, nearly, told_whole
from app.resolve.sameness import ClaimForJoin, Figure
from app.text.when import When

TOWN, REGION, COUNTRY = "g1", "r-1", "c-1"
DAY = When.parse("2023-05-20")
FORTY = frozenset({Figure("killed", 40, 40)})
STRIKE = ClaimForJoin("a", "shelling", (TOWN, REGION, COUNTRY), DAY, frozenset({"army"}), place_kind="settlement")

NEAR = [
    ("the next day", {"when": When.parse("2023-05-21")}, ("same type, same place, shared actors", "a day apart")),
    (
        "laid to others, another target",
        {"actors": frozenset({"rebels"}), "targets": frozenset({"market"})},
        ("same type, same place, same day", "another target: hospital, market"),
    ),
    (
        "told as a blast",
        {"type": "mine-or-bomb", "actors": frozenset()},
        ("same place, same day", "told as mine-or-bomb and shelling"),
    ),
    (
        "the region, the same army",
        {"place_keys": (REGION, COUNTRY), "place_kind": "region"},
        ("same type, same day, shared actors", "one place holds the other, and it may have seen several"),
    ),
    (
        "without a day, the same toll",
        {"when": None, "figures": FORTY},
        ("same type, same place, shared actors, same figure (killed)", "one has no day"),
    ),
    ("that week", {"when": When.parse("2023-05-15/2023-05-21")},
     ("same type, same place, same period, shared actors", "one is told as a period")),
]  # fmt: skip
FAR = [
    ("two days later", {"when": When.parse("2023-05-22")}),
    ("another town", {"place_keys": ("g2", REGION, COUNTRY)}),
    ("no place", {"place_keys": ()}),
    ("another type", {"type": "arrest"}),
    ("a battle", {"parent": True}),
    ("the whole country", {"place_keys": (COUNTRY,), "place_kind": "country"}),
    ("the region, nobody named", {"place_keys": (REGION, COUNTRY), "actors": frozenset()}),
    ("without a day or a toll", {"when": None}),
]


@pytest.mark.parametrize(("told", "changes", "words"), NEAR, ids=[row[0] for row in NEAR])
def test_near(told, changes, words):
    first = replace(STRIKE, targets=frozenset({"hospital"}), figures=FORTY)
    other = replace(STRIKE, key="b", **changes)
    assert nearly(first, other) == nearly(other, first) == words


@pytest.mark.parametrize(("told", "changes"), FAR, ids=[row[0] for row in FAR])
def test_far(told, changes):
    assert nearly(replace(STRIKE, figures=FORTY), replace(STRIKE, key="b", **changes)) is None


def a_report(actor: str, killed: int, type_: str = "shelling") -> Report:
    source = Source(("outlet", actor), actor)
    return Report(source, DAY.earliest.toordinal(), type_, "actual", "claimed", figures=(
        ("killed", figure(killed, killed, None), source),))  # fmt: skip


DISPUTED = [
    ("two tolls", [7], [9], "a day apart", ("killed",)),
    ("one toll", [7], [7], "a day apart", ()),
    ("one of two tolls shared", [7, 9], [9], "told as mine-or-bomb and shelling", ("killed",)),
    ("two tolls of two targets", [7], [9], "another target: hospital, market", ()),
    ("no toll told by one", [7], [], "a day apart", ()),
]


@pytest.mark.parametrize(("told", "ours", "theirs", "differs", "on"), DISPUTED, ids=[row[0] for row in DISPUTED])
def test_what_two_that_nearly_joined_dispute(told, ours, theirs, differs, on):
    one = [a_report(f"ours {killed}", killed) for killed in ours]
    other = [a_report(f"theirs {killed}", killed) for killed in theirs]
    assert disputed(one, other, differs) == disputed(other, one, differs) == on


def test_an_event_is_what_its_claims_name_together():
    silent = replace(STRIKE, key="b", actors=frozenset(), figures=FORTY, place_keys=(REGION, COUNTRY))
    whole = told_whole("e", [STRIKE, silent], "shelling", TOWN, DAY)
    assert (whole.key, whole.place, whole.actors, whole.figures) == ("e", TOWN, {"army"}, FORTY)
