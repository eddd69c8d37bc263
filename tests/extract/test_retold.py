"""What an article tells again takes day, place and kind from what it told before, or stays undated."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Claim
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday
HIT = "A missile hit a school in Kramatorsk on Tuesday. "  # 12 March


def claims(told: str, world: World) -> list[tuple[str, str, str | None, str | None]]:
    """(trigger, type, place, when) of every claim."""
    return [
        (c.trigger.of(told), c.type, c.place.of(told) if c.place else None, str(c.when) if c.when else None)
        for c in read(told, PUBLISHED, world).claims
    ]


RETOLD = [
    # told after HIT · trigger, type, place, day
    ("Moscow said that Ukraine had struck the city.", ("struck", "shelling", "Kramatorsk", "2024-03-12")),
    ("Russia denied firing the missile.", ("firing", "shelling", "Kramatorsk", "2024-03-12")),
    ("Nine people were killed.", ("killed", "shelling", "Kramatorsk", "2024-03-12")),
    ("The mayor counted 12 dead.", ("12", "shelling", "Kramatorsk", "2024-03-12")),
    ("The first missile fell short; the second hit a gym.", ("fell", "shelling", "Kramatorsk", "2024-03-12")),
    ("Five people were also killed in the attack.", ("killed", "shelling", "Kramatorsk", "2024-03-12")),
    (
        "Norland's army carried out the missile strike at dawn.",
        ("missile strike", "shelling", "Kramatorsk", "2024-03-12"),
    ),
    # News of its own
    (
        "It admitted firing one rocket that day, but at a target in Izium.",
        ("firing", "shelling", None, "2024-03-12"),
    ),
    ("A drone hit a depot in Odesa.", ("hit", "air-strike", "Odesa", "2024-03-14")),
    ("A drone also hit the depot in Odesa.", ("hit", "air-strike", "Odesa", "2024-03-14")),
    ("A drone hit a depot on Wednesday.", ("hit", "air-strike", None, "2024-03-13")),
]


@pytest.mark.parametrize(("told", "expected"), RETOLD)
def test_told_again_after_a_missile_on_tuesday(told: str, expected: tuple[str, ...], world: World) -> None:
    first, *later = claims(HIT + told, world)
    assert first == ("hit", "shelling", "Kramatorsk", "2024-03-12")
    assert later == [expected]


@pytest.mark.parametrize(
    "told",
    [
        "The mayor condemned the strike.",
        "The explosion was heard by all.",
        "Fires burned after the attack.",
        "Since the start of the war 45 teachers were killed.",
        "In the war 60,000 soldiers have been killed.",
    ],
)
def test_no_event_of_the_day_of_publication(told: str, world: World) -> None:
    later = [c for c in read(HIT + told, PUBLISHED, world).claims[1:] if c.type != "accusation"]
    assert not [c for c in later if c.when and c.when.covers(PUBLISHED.latest)]


UNDATED = [
    "He spoke of the missile that killed two people in Kramatorsk.",
    "Fifty people were killed by the missile strike on Kramatorsk.",
    "Shells had killed 39 people a day before the bombing of Kramatorsk.",
]


@pytest.mark.parametrize("told", UNDATED)
def test_news_of_another_day_is_not_dated_today(told: str, world: World) -> None:
    assert [c.when for c in read(told, PUBLISHED, world).claims] == [None]


DATED = [
    ("Six were killed when a missile hit the city of Kramatorsk, the mayor said on Tuesday.", "2024-03-12"),
    ("A missile that fell on Kramatorsk on Tuesday killed six people.", "2024-03-12"),
    ("Six were killed by the strike on Kramatorsk, he said on Wednesday, a week after the attack.", "2024-03-06"),
    ("Six were killed by the missile that hit a block in Kramatorsk on Tuesday.", "2024-03-12"),
]


@pytest.mark.parametrize(("told", "day"), DATED)
def test_one_event_and_its_day(told: str, day: str, world: World) -> None:
    [claim] = read(told, PUBLISHED, world).claims
    assert (str(claim.when), claim.place.of(told) if claim.place else None) == (day, "Kramatorsk")


def test_a_later_sentence_gives_the_day(world: World) -> None:
    told = (
        "Seven were killed in a drone strike on a hospital in Kramatorsk, officials said. "
        "The mayor accused the army of hitting the hospital on Monday."
    )
    strikes = [c for c in read(told, PUBLISHED, world).claims if c.type == "air-strike"]
    assert [str(c.when) for c in strikes] == ["2024-03-11", "2024-03-11"]


def test_a_bare_strike_is_of_the_kind_told_before(world: World) -> None:
    told = HIT + "The governor reported a strike on Odesa as well on Wednesday."
    assert claims(told, world)[1] == ("strike", "shelling", "Odesa", "2024-03-13")


NOTHING = [
    "People were gathered for a wake in Kramatorsk.",
    "He resigned over a remark about the city that he later withdrew.",
    "Our forces do not strike homes, he said.",
    "She rejected the accusation.",
]


@pytest.mark.parametrize("told", NOTHING)
def test_nothing_happened(told: str, world: World) -> None:
    found: list[Claim] = [c for c in read(told, PUBLISHED, world).claims if c.type != "election"]
    assert found == []


TAKEN = [
    "Rebels captured the whole of Kramatorsk on Tuesday.",
    "Rebels took Kramatorsk on Tuesday.",
    "Kramatorsk was completely taken on Tuesday.",
]


@pytest.mark.parametrize("told", TAKEN)
def test_taken(told: str, world: World) -> None:
    [claim] = read(told, PUBLISHED, world).claims
    assert (claim.type, claim.place.of(told)) == ("territory-taken", "Kramatorsk")  # type: ignore[union-attr]
