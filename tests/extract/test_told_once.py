"""One remark is one claim, and what is wanted, able or only given is none."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")

# What is told; the types and triggers of all that is read.
ONCE = [
    ("The governor accused the Rapid Support Forces of hitting a hospital in El Fasher on Friday.",
     [("air-strike", "hitting")]),
    ("The governor accused the Rapid Support Forces of many crimes.", [("accusation", "accused")]),
    ("The coalition made five airstrikes on Friday, using 90 munitions. These strikes hit three units; destroyed a"
     " tunnel; damaged 13 supply routes; and suppressed two units.", [("air-strike", "airstrikes")]),
    ("An airstrike on a camp in Rafah killed 45 people on Friday. The strike set fire to tents, the mayor said.",
     [("air-strike", "airstrike"), ("air-strike", "set")]),
    ("Militants drove a car bomb into a checkpoint in Kabul on Friday, killing four guards.",
     [("mine-or-bomb", "drove")]),
    ("A missile hit Kherson on Friday. “They wanted to kill as many people as they could,” the mayor said.",
     [("shelling", "hit")]),
    ("A missile hit Kherson on Friday. The spokesman said the country had nothing that can shoot such a missile"
     " down.", [("shelling", "hit")]),
    ("The Front provided false passports and safe houses to fighters across the border.", []),
    ("Rebels tried to kill the mayor of Kherson on Friday.", [("attack-on-civilians", "kill")]),
    ("The army plans to kill the rebel commander on Monday.", [("ground-fighting", "kill")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ONCE)
def test_what_is_told_and_how_often(text: str, told: list[tuple[str, str]], world) -> None:
    claims = read(text, PUBLISHED, world).claims
    assert [(c.type, c.trigger.of(text)) for c in claims] == told


def test_a_car_bomb_is_what_it_was_done_with(world) -> None:
    text = "Militants drove a car bomb into a checkpoint in Kabul on Friday, killing four guards."
    (claim,) = read(text, PUBLISHED, world).claims
    assert [(p.role, p.span.of(text)) for p in claim.participants][:2] == [
        ("actor", "Militants"),
        ("weapon", "a car bomb"),
    ]


def test_in_the_town_is_the_last_one_named(world) -> None:
    told = "Rebels captured Soledar on Friday, they said."
    text = f"{told} The ministry said on Saturday that fighting went on in the town."
    taken, fought = read(text, PUBLISHED, world).claims
    assert (fought.type, fought.place) == ("ground-fighting", taken.place)
