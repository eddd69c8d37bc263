"""Words that name a happening and tell none; beside each what does tell one."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")

# What is told, words of the reason why nothing is read, and a sentence alike that does tell it.
UNTOLD = [
    ("No troops were injured, the statement said.", "nobody was", "Two troops were injured in a raid on Friday."),
    ("Protests are not reported in Kherson.", "not reported", "Protests were reported in Kherson on Friday."),
    ("Troops stayed in the country to prevent the group from gaining ground again.", "to prevent",
     "The group gained ground near Kherson on Friday."),
    ("Other buildings in Kherson are close to collapse.", "close to it",
     "A building in Kherson collapsed on Friday."),
    ("He was being met at the airport by Tom Gale.", "met by", "Tom Gale met President Volodymyr Zelensky."),
    ("Red notices ask the police everywhere to find and arrest a person.", "nobody in particular",
     "The police arrested a general in Kherson on Friday."),
    ("The ministry is at the heart of global efforts to provide humanitarian aid.", "the aim",
     "The ministry provided humanitarian aid to Kherson on Friday."),
]  # fmt: skip


@pytest.mark.parametrize(("untold", "why", "told"), UNTOLD)
def test_words_that_tell_no_happening(untold: str, why: str, told: str, world) -> None:
    reading = read(untold, PUBLISHED, world)
    assert not reading.claims
    assert [r for r in reading.refused if why in r.reason]
    assert read(told, PUBLISHED, world).claims


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Olena Moroz threatened the port of Kherson with a heavy strike.", ["threat"]),
        ("Olena Moroz hit the port of Kherson with a heavy strike on Friday.", ["air-strike"]),
        ("A bomb hit a base in Kherson on Friday. “The whole building has collapsed,” Oleh Moroz said.",
         ["mine-or-bomb"]),
        ("“The whole building has collapsed,” Oleh Moroz said of the mill in Kherson.", ["disaster"]),
        ("Norland's court issued arrest warrants on Monday for six officers.", ["crime"]),
    ],
)  # fmt: skip
def test_what_is_no_happening_of_its_own(text: str, types: list[str], world) -> None:
    assert [c.type for c in read(text, PUBLISHED, world).claims] == types


@pytest.mark.parametrize(
    ("text", "released"),
    [
        ("Russia and Ukraine each released 390 people on Friday, the first part of an exchange of 1,000 prisoners "
         "for 1,000.", [390]),
        ("Ukraine freed 80 soldiers on Friday under a deal to release 500 prisoners.", [80]),
        ("Ukraine freed 80 soldiers and 20 sailors on Friday.", [80, 20]),
        ("Ukraine released 80 of 200 prisoners on Friday.", [80]),
    ],
)  # fmt: skip
def test_what_a_deal_foresees_is_not_what_was_freed(text: str, released: list[int], world) -> None:
    [claim] = read(text, PUBLISHED, world).claims
    assert [q.low for q in claim.quantities if q.kind == "released"] == released


def test_how_a_thing_is_built_does_not_say_what_happened_to_it(world) -> None:
    text = "A war-damaged block of flats collapsed in Aleppo on Saturday."
    assert [(c.type, c.place and c.place.of(text)) for c in read(text, PUBLISHED, world).claims] == [
        ("disaster", "Aleppo")
    ]


def test_the_same_stampede_is_told_again(world) -> None:
    text = (
        "During the funeral on Tuesday, a stampede erupted. The stampede, which occurred in Kerman, resulted in at"
        " least 56 deaths, according to state television."
    )
    first, again = read(text, PUBLISHED, world).claims
    assert first.place
    assert (first.when, first.place) == (again.when, again.place)
    assert (str(first.when), first.place.of(text)) == ("2023-05-16", "Kerman")
    assert [q.low for q in again.quantities] == [56]


@pytest.mark.parametrize("done", ["suppressed an enemy unit", "disabled two bridges", "engaged two units"])
def test_what_a_strike_did_says_that_it_took_place(done: str, world) -> None:
    text = f"Near Kherson on Friday, one strike {done}."
    assert [(c.type, c.place and c.place.of(text)) for c in read(text, PUBLISHED, world).claims] == [
        ("air-strike", "Kherson")
    ]


def test_the_largest_town_held_is_that_town(world) -> None:
    text = "The city of Mosul is the largest city controlled by rebels in Iraq, the ministry said."
    assert [c.place and c.place.of(text) for c in read(text, PUBLISHED, world).claims] == ["Mosul"]


def test_a_day_parts_a_passive_and_not_its_bomb(world) -> None:
    text = "A car bomb was on Monday rammed into a military base in Maidan Shahr. Dozens died in the attack."
    claims = read(text, PUBLISHED, world).claims
    assert [(c.type, c.trigger.of(text), str(c.when)) for c in claims] == [
        ("mine-or-bomb", "rammed", "2023-05-15"),
        ("mine-or-bomb", "died", "2023-05-15"),
    ]
    assert {c.place and c.place.of(text) for c in claims} == {"Maidan Shahr"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "The minister condemned the attack on a mosque in Kherson on Friday.",
            ["accusation", "attack-on-civilians"],
        ),
        ("The minister condemned the attack.", ["accusation"]),
        ("The minister condemned attacks in Iraq.", ["accusation"]),
        ("Rebels engaged in clashes with soldiers in Kherson on Friday.", ["ground-fighting"]),
        ("The firm is engaged in smuggling.", []),
    ],
)
def test_what_is_condemned_or_engaged_in(text: str, types: list[str], world) -> None:
    assert [c.type for c in read(text, PUBLISHED, world).claims] == types
