"""Truces agreed, entered, begun and confirmed, and towns declared free."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday


def told_of(told: str, world: World) -> list[tuple[str, str, str, str, str | None]]:
    """(trigger, type, modality, stance, on whose word) of every claim."""
    return [
        (
            c.trigger.of(told),
            c.type,
            c.modality,
            c.stance,
            c.attributed_to.span.of(told) if c.attributed_to else None,
        )
        for c in read(told, PUBLISHED, world).claims
    ]


TOLD = [
    (
        "Israel and Iran had agreed to stop fighting, Donald Trump said on Monday.",
        ("agreed", "ceasefire", "actual", "claimed", "Donald Trump"),
    ),
    ("The two sides agreed to cease fire.", ("agreed", "ceasefire", "actual", "reported", None)),
    ("The two sides entered into a ceasefire on Sunday.", ("ceasefire", "ceasefire", "actual", "reported", None)),
    ("The ceasefire took effect on Sunday.", ("ceasefire", "ceasefire", "actual", "reported", None)),
    ("The truce entered into force on Sunday.", ("truce", "ceasefire", "actual", "reported", None)),
    (
        "Olena Moroz confirmed the ceasefire later.",
        ("ceasefire", "ceasefire", "actual", "confirmed", "Olena Moroz"),
    ),
    (
        "The general on Wednesday declared Khartoum free.",
        ("free", "territory-taken", "actual", "claimed", "The general"),
    ),
    (
        "“We declare the city of Damascus free from the tyrant,” the rebels wrote on Telegram.",
        ("free", "territory-taken", "actual", "claimed", "the rebels"),
    ),
]


@pytest.mark.parametrize(("told", "expected"), TOLD)
def test_told(told: str, expected: tuple[str, ...], world: World) -> None:
    assert told_of(told, world) == [expected]


NOTHING = [
    "The mayor declared the city free of cholera on Sunday.",
    "The museum in Kramatorsk declared entry free on Sunday.",
    "The minister discussed the ceasefire on Sunday.",
    "The ceasefire took effort.",
    "They entered a hall named for the truce.",
]


@pytest.mark.parametrize("told", NOTHING)
def test_nothing_of_the_kind(told: str, world: World) -> None:
    assert [c for c in told_of(told, world) if c[1] in ("ceasefire", "territory-taken")] == []


NOT_YET = [
    ("The two sides may agree to stop fighting.", "possible"),
    ("The two sides did not agree to stop fighting.", "negated"),
    ("The two sides are expected to agree to stop fighting.", "planned"),
]


@pytest.mark.parametrize(("told", "modality"), NOT_YET)
def test_a_truce_that_did_not_come_about(told: str, modality: str, world: World) -> None:
    assert [(c[1], c[2]) for c in told_of(told, world)] == [("ceasefire", modality)]


def test_a_confirmed_strike_is_the_one_told_before(world: World) -> None:
    told = "A missile hit a school in Kramatorsk on Sunday. Norland's army confirmed the strike on Monday."
    first, confirmed = read(told, PUBLISHED, world).claims
    assert (confirmed.type, confirmed.stance, str(confirmed.when)) == ("shelling", "confirmed", "2024-03-10")
    assert first.place == confirmed.place


def test_a_confirmed_strike_nobody_tells_of(world: World) -> None:
    assert told_of("The army confirmed the strike on Monday.", world) == []


def test_the_capital_declared_free_is_the_one_named_above(world: World) -> None:
    told = "KHARTOUM — Sudan's army chief flew in on Wednesday and declared the capital free."
    [claim] = [c for c in read(told, PUBLISHED, world).claims if c.type == "territory-taken"]
    assert claim.place
    assert claim.place.of(told) == "KHARTOUM"
