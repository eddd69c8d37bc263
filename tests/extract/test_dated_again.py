"""A happening named again to be dated, and the arms of a strike that another sentence of the article names."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday
SAID = "Nine people were killed by a missile in Kramatorsk, the governor said on Wednesday. "  # 13 March


def told_of(told: str, world: World) -> list[tuple[str, str, str | None, str | None]]:
    """(trigger, type, place, when) of every claim, "~" before a day that is not exact."""
    return [
        (
            c.trigger.of(told),
            c.type,
            c.place.of(told) if c.place else None,
            f"{'~' if c.when.about else ''}{c.when}" if c.when else None,
        )
        for c in read(told, PUBLISHED, world).claims
    ]


DATED = [
    # told after SAID · its own claim, and the day that the first one takes
    ("The attack took place on Sunday.", "attack", "2024-03-10", "2024-03-10"),
    ("The attack took place just after midnight on Sunday.", "attack", "~2024-03-10", "~2024-03-10"),
    ("The strike happened on Sunday evening.", "strike", "2024-03-10", "2024-03-10"),
    ("The army dated the attack to 9 March.", "attack", "2024-03-09", "~2024-03-09"),
]


@pytest.mark.parametrize(("told", "trigger", "day", "first"), DATED)
def test_the_day_is_given_below(told: str, trigger: str, day: str, first: str, world: World) -> None:
    assert told_of(SAID + told, world) == [
        ("killed", "shelling", "Kramatorsk", first),
        (trigger, "shelling", "Kramatorsk", day),
    ]


def test_what_was_retold_before_takes_that_day_too(world: World) -> None:
    told = SAID + "Twelve were wounded, he said. The attack took place on Sunday."
    assert [when for *_, when in told_of(told, world)] == ["2024-03-10"] * 3


def test_who_dates_it(world: World) -> None:
    text = SAID + "The army dated the attack to 9 March."
    *_, claim = read(text, PUBLISHED, world).claims
    assert claim.attributed_to
    assert (claim.attributed_to.span.of(text), claim.stance) == ("The army", "claimed")


NO_MORE = [
    "The attack took place at dawn.",  # no day
    "The mayor condemned the attack on Sunday.",
    "The attack came as a surprise.",
    "The inquiry placed the attack among the worst of the war.",
]


@pytest.mark.parametrize("told", NO_MORE)
def test_named_again_with_nothing_new(told: str, world: World) -> None:
    assert [c for c in told_of(SAID + told, world)[1:] if c[1] != "accusation"] == []


def test_an_attack_nobody_tells_of(world: World) -> None:
    assert told_of("The mayor opened a school in Kramatorsk. The attack took place on Sunday.", world) == []


def test_talks_named_again_and_dated_are_talks(world: World) -> None:
    told = "A drone hit a depot in Kramatorsk on Sunday. The talks took place in Geneva on Monday."
    assert told_of(told, world)[1] == ("talks", "talks", "Geneva", "2024-03-11")


ARMED = [
    # the weapon is named in another sentence · type of the first claim
    ("The soldiers' phones gave away the place for a missile strike, he said.", "shelling"),
    ("It was a strike by four rockets, he said.", "shelling"),
    ("He asked for more missiles.", "air-strike"),
    ("Drones were seen over the town before the missile strike, he said.", "air-strike"),
    ("He recalled a Norland missile strike on Odesa.", "air-strike"),
]


@pytest.mark.parametrize(("told", "kind"), ARMED)
def test_arms_named_elsewhere_in_the_article(told: str, kind: str, world: World) -> None:
    text = "Nine soldiers were killed in a strike on a barracks in Kramatorsk on Sunday, the army said. " + told
    assert told_of(text, world)[0] == ("strike", kind, "Kramatorsk", "2024-03-10")
