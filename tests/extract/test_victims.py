"""Who is killed decides whether it was an attack on civilians."""

from __future__ import annotations

import pytest

from app.extract.claims.victims import same_person
from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")

KILLED = [
    ("Jordanian-born militant Abu Norl was killed in Izium.", "ground-fighting"),
    ("Petty Officer John Karsten was killed in Izium.", "ground-fighting"),
    ("John Karsten, head of the Taliban in Izium, was killed on Monday.", "ground-fighting"),
    ("John Karsten was a commander of the brigade. He was killed on Monday.", "ground-fighting"),
    ("A US sailor was killed in Izium.", "ground-fighting"),
    ("Journalist John Karsten was killed in Izium.", "attack-on-civilians"),
    ("Three women were shot in Izium.", "attack-on-civilians"),
    ("Militant leader Abu Norl was killed by a drone in Izium.", "air-strike"),
    ("Militant leader Abu Norl was bombed in his safehouse.", "air-strike"),
]


@pytest.mark.parametrize(("told", "type_"), KILLED)
def test_the_type_of_a_killing(told: str, type_: str, world: World) -> None:
    assert [c.type for c in read(told, PUBLISHED, world).claims][-1:] == [type_]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Norlen", "Hamza Norlen", True),
        ("Hamza bin Norlen", "Hamza bin Norlin", True),
        ("Osama Norlen", "Hamza Norlen", False),
        ("Hassan", "Hussein", False),
        ("", "Hamza", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
