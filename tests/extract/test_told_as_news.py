"""What may take the article's day, and what is known already: undated, or with a day told elsewhere."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Claim
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")  # a Thursday


def claims(told: str, world: World) -> list[Claim]:
    return list(read(told, PUBLISHED, world).claims)


def days(told: str, world: World) -> list[tuple[str, str | None]]:
    """(trigger, day) of every claim."""
    return [(c.trigger.of(told), str(c.when) if c.when else None) for c in claims(told, world)]


ONE = [
    # News: the main clause tells it.
    ("A drone hit a depot in Odesa.", ("hit", "2024-03-14")),
    ("Two people were killed when a shell hit a bus in Odesa.", ("hit", "2024-03-14")),
    ("Officials reported five people killed in an airstrike on Odesa.", ("airstrike", "2024-03-14")),
    ("The mayor said on Tuesday that a drone had hit a depot.", ("hit", "2024-03-12")),
    ("The army said the same day that fighting went on in the town.", ("fighting", "2024-03-14")),
    ("The general spoke of a town in which heavy fighting is going on.", ("fighting", "2024-03-14")),
    # Taken as known.
    ("The court heard the driver of a man who bombed a market in Odesa.", ("bombed", None)),
    ("The minister spoke of the drone strike that killed the banker.", ("killed", None)),
    ("His lawyer lost the office following his arrest.", ("arrest", None)),
    ("The brigade suffered many losses in the Odesa battle.", ("battle", None)),
    ("The army said hundreds of fighters escaped following Russian airstrikes.", ("airstrikes", None)),
    ("On Tuesday Norland acknowledged that its army had shot down a passenger jet.", ("shot down", None)),
    # The day in the words wins over that of the saying.
    ("He said two civilians had been killed by shelling in Odesa on Monday.", ("killed", "2024-03-11")),
    ("Last month the mayor blamed the man who carried out the February 22 concert bombing.",
     ("bombing", "2024-02-22")),
    ("He is charged over the January 15, 2013, attack, which killed nine people.", ("killed", "2013-01-15")),
    # A plan has the day it is planned for, not the day it was made.
    ("Today the two sides agreed to exchange 300 prisoners.", ("exchange", None)),
    ("The two sides agreed to exchange 300 prisoners on Friday.", ("exchange", "2024-03-15")),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), ONE)
def test_the_day_of(told: str, expected: tuple[str, str | None], world: World) -> None:
    assert expected in days(told, world)


def test_a_jet_shot_down_fell_on_the_day_it_crashed(world: World) -> None:
    told = (
        "On Tuesday Norland acknowledged that its army had shot down a passenger jet near Izium. "
        "The 76 people on board were all killed. Search parties were sent out when the jet crashed on Sunday."
    )
    assert [(c.type, str(c.when)) for c in claims(told, world)] == [
        ("interception", "2024-03-10"),
        ("interception", "2024-03-10"),
        ("disaster", "2024-03-10"),
    ]


OLD = "A court convicted a friend of the man behind last year's deadly blast. "


def test_what_a_court_story_tells_of_is_as_old_as_the_blast_it_names(world: World) -> None:
    told = OLD + "Two bombs exploded near the finish of the run, killing three people and injuring 60 others."
    [*_, bombs] = claims(told, world)
    assert (bombs.trigger.of(told), str(bombs.when), bombs.modality) == ("exploded", "2023", "past-background")


def test_fresh_news_is_not_as_old_as_the_blast_named_beside_it(world: World) -> None:
    told = "A drone hit a depot on Wednesday. " + OLD + "Two bombs exploded near the school."
    assert ("exploded", "2024-03-14") in days(told, world)


def test_nobody_dies_twice(world: World) -> None:
    told = (
        "Joe Biden said on Monday that Hamza Norlen, a militant leader, had been killed in an operation. "
        "The statement read: “Hamza Norlin was killed in the mountains.”"
    )
    assert days(told, world) == [("killed", "2024-03-11"), ("killed", "2024-03-11")]


def test_what_is_told_in_answer_to_another_strike_is_not_that_strike(world: World) -> None:
    told = "Norland fired missiles at a base on Monday in response to the airstrike that killed General Olek Norl."
    assert ("killed", None) in days(told, world) or ("airstrike", None) in days(told, world)
    assert ("fired", "2024-03-11") in days(told, world)
