"""What one sentence tells is one claim, however many of its words tell it; and figures that both sides give."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday


def told_of(told: str, world: World) -> list[tuple[str, str, str]]:
    """(type, trigger, modality) of every claim."""
    return [(c.type, c.trigger.of(told), c.modality) for c in read(told, PUBLISHED, world).claims]


SENTENCES = [
    ("Norland launched missiles targeting troops in Izium.", [("shelling", "launched", "actual")]),
    ("Jets fired missiles over Norland, striking Izium.", [("air-strike", "fired", "actual")]),
    ("Warplanes fired a missile targeting troops in Izium.", [("air-strike", "fired", "actual")]),
    ("Near Izium, six strikes hit a camp; destroyed a bunker; and damaged two bridges.", None),
    ("Two bombs exploded in Izium, killing three people and injuring 60 others.",
     [("mine-or-bomb", "exploded", "actual")]),
    ("Norland launched 20 drones overnight, 14 of them shot down.",
     [("air-strike", "launched", "actual"), ("interception", "shot down", "actual")]),
    ("The army declared the town of Izium liberated.", [("territory-taken", "liberated", "actual")]),
    ("Both sides agreed to halt hostilities.", [("ceasefire", "agreed", "actual")]),
    ("The missile that hit Izium on Monday had struck a hospital.", [("shelling", "struck", "actual")]),
    ("The army said that the missile which hit Izium had destroyed a depot.", None),
    ("The missile that hit Izium on Monday killed six.", [("shelling", "hit", "actual")]),
    ("The general who ordered the strike on Izium threatened new attacks.",
     [("air-strike", "strike", "planned"), ("threat", "threatened", "actual")]),
    ("The gunmen who attacked a base killed five soldiers.", [("ground-fighting", "attacked", "actual")]),
    ("A suicide bomber who attacked a market in Izium blew himself up.", None),
    ("Families of the man who carried out the bombing in Izium accused the police of missing several chances.",
     [("mine-or-bomb", "bombing", "actual"), ("accusation", "accused", "actual")]),
    ("Nations which have conducted strikes in Syria include Norland.", []),
    ("Artillery fired in support of troops is not classified as a strike.", []),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), SENTENCES)
def test_what_a_sentence_tells(told: str, expected: list[tuple[str, str, str]] | None, world: World) -> None:
    found = told_of(told, world)
    assert len(found) == 1 if expected is None else found == expected


EACH = [
    ("In Izium each side released 157 prisoners.", [(157, "each")]),
    ("They exchanged 300 prisoners on Monday.", [(300, None)]),
    ("The two sides agreed to exchange 314 prisoners. The envoy said that each side would release 157.",
     [(314, None), (157, "each")]),
    ("Norland and Sudland each released 390 prisoners.", [(390, "each")]),
    ("Norland released 205 prisoners from each side.", [(205, "each")]),
    ("Norland exchanged 1,000 prisoners for 1,000.", [(1000, "each")]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "figures"), EACH)
def test_figures_that_every_side_gives_alike(
    told: str, figures: list[tuple[int, str | None]], world: World
) -> None:
    claims = read(told, PUBLISHED, world).claims
    assert [(q.low, q.unit) for c in claims for q in c.quantities if q.kind == "released"] == figures


def test_both_figures_of_an_exchange_are_of_a_plan(world: World) -> None:
    told = "The two sides agreed to exchange 314 prisoners. The envoy said that each side would release 157."
    assert {c.modality for c in read(told, PUBLISHED, world).claims if c.type == "prisoner-exchange"} == {
        "planned"
    }


WEAPONS = [
    ("The strike killed three people in Izium.", []),
    ("The camp was hit by a senseless attack in Izium on Monday.", []),
    ("A drone hit a market in Izium, killing three people.", ["A drone"]),
    ("Norland fired missiles at Izium on Monday.", ["missiles"]),
    ("A market in Izium was hit by a Shahed attack on Monday.", ["a Shahed attack"]),
    ("Sniper fire killed three soldiers in Izium.", ["Sniper fire"]),
]


@pytest.mark.parametrize(("told", "weapons"), WEAPONS)
def test_a_weapon_is_a_thing_and_no_deed(told: str, weapons: list[str], world: World) -> None:
    claims = read(told, PUBLISHED, world).claims
    assert [p.span.of(told) for claim in claims for p in claim.participants if p.role == "weapon"] == weapons


def test_what_the_wounded_did_is_not_the_strike(world: World) -> None:
    told = "A man wounded in the strike on Izium killed two police officers."
    claims = read(told, PUBLISHED, world).claims
    by_him = [c.trigger.of(told) for c in claims if any(p.role == "actor" for p in c.participants)]
    assert by_him == ["killed"]
