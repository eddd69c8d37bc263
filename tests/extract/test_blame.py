"""Blame that points back to an attack told before it: whose doing it was, or the accusation that it is."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
HIT = "A missile hit a school in Kherson on Saturday, officials said."
KILLED = "A rocket killed 12 people in Kherson on Saturday."
BOTH = f"{HIT} A drone struck a depot in Kharkiv on Friday."
RUSSIA, ZELENSKY = "Russia", "President Volodymyr Zelensky"

# What is told, the word of the blame, on whose word, and to whom it is laid.
POINT = [
    (f"{HIT} President Volodymyr Zelensky blamed Russia.", "blamed", ZELENSKY, RUSSIA),
    (f"{HIT} Ukraine blamed Russia for the strike.", "blamed", "Ukraine", RUSSIA),
    (f"{HIT} Ukraine blamed Russia for the strike on Kherson.", "blamed", "Ukraine", RUSSIA),
    (f"{HIT} Ukraine blamed Russian forces for the attack.", "blamed", "Ukraine", "Russian forces"),
    (f"{KILLED} Israel blamed Hezbollah for the deaths.", "blamed", "Israel", "Hezbollah"),
    (f"{HIT} Ukraine blamed the strike on Russia.", "blamed", "Ukraine", RUSSIA),
    (f"{HIT} Moscow blames Kyiv.", "blames", "Moscow", "Kyiv"),
    (f"{HIT} The governor blamed a Russian S-300.", "blamed", "The governor", "Russian"),
    (f"{HIT} Russia was blamed by Ukraine for the attack.", "blamed", "Ukraine", RUSSIA),
    (f"{HIT} Snow fell all night. Ukraine has blamed Russia.", "blamed", "Ukraine", RUSSIA),
    (f"{HIT} Ukraine accused Russia of the attack.", "accused", "Ukraine", RUSSIA),
    (f"{HIT} Ukraine accused Russia of carrying out the attack.", "accused", "Ukraine", RUSSIA),
    (f"{KILLED} Israel accused Hezbollah of being behind it.", "accused", "Israel", "Hezbollah"),
    (f"{HIT} Ukraine held Russia responsible.", "held", "Ukraine", RUSSIA),
    (f"{HIT} Ukraine held Russia responsible for the attack.", "held", "Ukraine", RUSSIA),
    (f"{KILLED} According to Israel, Hezbollah was behind it.", "was", "Israel", "Hezbollah"),
    (f"{KILLED} Israel said that Hezbollah was behind the attack.", "was", "Israel", "Hezbollah"),
    (f"{KILLED} Israel said that Hezbollah carried out the attack.", "carried", "Israel", "Hezbollah"),
    (f"{KILLED} “We saw the Hezbollah terror group, which launched this attack,” Israel said.", "launched",
     "Israel",
     "the Hezbollah terror group"),
    (f"{KILLED} Israel said that the attack was carried out by Hezbollah.", "carried", "Israel", "Hezbollah"),
    (f"{HIT} Oleh Moroz called the strike a Ukrainian provocation.", "called", "Oleh Moroz", "Ukrainian"),
    (f"{HIT} Oleh Moroz called it a Russian crime.", "called", "Oleh Moroz", "Russian"),
    (f"{KILLED} The group's rivals blamed the army.", "blamed", "The group's rivals", "the army"),
]  # fmt: skip

# What gives nothing beyond what was read before: two attacks or none, another matter, or nobody blamed.
NOTHING = [
    "President Volodymyr Zelensky blamed Russia.",
    f"{HIT} Oleh Moroz called the strike a crime.",
    f"{HIT} Oleh Moroz called the talks a Ukrainian provocation.",
    f"{HIT} Oleh Moroz would call it a Ukrainian provocation.",
    "Talks ended on Saturday. Ukraine blamed Russia.",
    f"{BOTH} Snow fell all night. Ukraine blamed Russia.",
    f"{BOTH[:-1]} and a rocket hit a mill in Kherson. Ukraine blamed Russia.",
    f"{HIT} Ukraine blamed Russia for the collapse of talks.",
    f"{HIT} Ukraine blamed Russia for an attack.",
    f"{HIT} Ukraine said that Russia had not carried out the attack.",
    f"{HIT} Ukraine said that Russia may have carried out the attack.",
    f"{HIT} Russia carried out the talks, Ukraine said.",
    f"{HIT} Ukraine said that Ukraine had carried out the attack.",
    f"{HIT} Ukraine blamed Russia for the attacks.",
    f"{HIT} Ukraine blamed Russia for a second attack.",
    f"{HIT} Ukraine blamed Russia for the strike on Kharkiv.",
    f"{HIT} Ukraine blamed Russia for the strike on Tuesday.",
    f"{HIT} Ukraine did not blame Russia.",
    f"{HIT} Ukraine may blame Russia for the strike.",
    f"{HIT} Nobody blamed Russia.",
    f"{HIT} Russia was blamed for the strike.",
    f"{HIT} Ukraine and Russia blamed each other.",
    f"{HIT} Ukraine blamed itself.",
    f"{HIT} Russia blamed Russia.",
    f"{HIT} The governor blamed a Russian-made missile.",
    f"{HIT} Ukraine blamed the soldiers' own use of telephones.",
    f"{HIT} Families blamed Volodymyr Zelensky for the deaths.",
    f"{HIT} Ukraine accused Russia of lying.",
    f"{HIT} Ukraine accused Russia of planning the attack.",
    f"{HIT} Ukraine held Russia to a promise.",
    f"{KILLED} Hezbollah was behind the attack.",
    f"{KILLED} Israel asked if Hezbollah was behind it.",
    "A missile did not hit a school in Kherson on Saturday, officials said. Ukraine blamed Russia.",
    "A missile may hit Kherson on Monday, officials said. Ukraine blamed Russia.",
]  # fmt: skip


def laid(text: str, world) -> list[tuple]:
    return [
        (c.trigger.of(text), c.attributed_to.span.of(text), c.participants[0].span.of(text))
        for c in read(text, PUBLISHED, world).claims
        if "points back" in c.reason and c.attributed_to
    ]


@pytest.mark.parametrize(("text", "word", "who", "to"), POINT)
def test_blame_is_a_claim_of_the_attack_it_points_to(text: str, word: str, who: str, to: str, world) -> None:
    assert laid(text, world) == [(word, who, to)]
    claims = read(text, PUBLISHED, world).claims
    assert not any(c.type == "accusation" for c in claims)
    attack, blame = (next(c for c in claims if ("points back" in c.reason) is back) for back in (False, True))
    assert (blame.type, blame.place, blame.when) == (attack.type, attack.place, attack.when)
    assert (blame.modality, blame.stance) == ("actual", "claimed")


@pytest.mark.parametrize("text", NOTHING)
def test_what_points_to_no_one_attack_is_left_as_it_was(text: str, world) -> None:
    assert laid(text, world) == []


def test_blame_left_alone_is_an_accusation_still(world) -> None:
    claims = read(f"{HIT} Ukraine blamed Russia for the strike on Kharkiv.", PUBLISHED, world).claims
    assert [c.type for c in claims if c.trigger.start > len(HIT)] == ["accusation"]


def test_blame_gives_no_figure_and_no_target_that_it_does_not_repeat(world) -> None:
    text = f"{KILLED} Israel blamed Hezbollah."
    (blame,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert blame.quantities == ()
    assert [(p.role, p.span.of(text)) for p in blame.participants] == [("actor", "Hezbollah")]
    assert blame.reason == "“blamed” points back to “killed” (shelling)"


def test_a_weapon_of_a_state_stands_for_it(world) -> None:
    text = f"{HIT} The governor blamed a Russian S-300."
    (blame,) = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert [(p.role, p.span.of(text)) for p in blame.participants] == [
        ("actor", "Russian"),
        ("weapon", "a Russian S-300"),
    ]


def test_the_blamed_deny_having_done_it(world) -> None:
    text = f"{KILLED} Israel blamed Hezbollah for the attack. Hezbollah denied it."
    back = [c for c in read(text, PUBLISHED, world).claims if "points back" in c.reason]
    assert [(c.trigger.of(text), c.modality, c.participants[0].span.of(text)) for c in back] == [
        ("blamed", "actual", "Hezbollah"),
        ("denied", "negated", "Hezbollah"),
    ]


DOWN = "Russia said that Ukraine had shot it down."


@pytest.mark.parametrize(
    ("text", "where", "day"),
    [
        (f"A plane crashed in Kherson on Friday. {DOWN}", "Kherson", "2023-05-19"),
        ("A bus crashed in Kherson on Friday. Ukraine shot down the plane.", None, "2023-05-21"),
        (f"A plane crashed in Kherson on Friday. A jet crashed in Kharkiv on Friday. {DOWN}", None, "2023-05-21"),
        ("A plane crashed in Kherson on Friday. Ukraine shot down a drone.", None, "2023-05-21"),
    ],
)
def test_a_plane_said_to_be_shot_down_fell_where_and_when_it_crashed(text, where, day, world) -> None:
    (shot,) = [c for c in read(text, PUBLISHED, world).claims if c.type == "interception"]
    assert (shot.place and shot.place.of(text), str(shot.when)) == (where, day)


def test_what_crashed_did_nothing(world) -> None:
    text = "A transport plane crashed in Kherson on Friday."
    (crash,) = read(text, PUBLISHED, world).claims
    assert [(p.role, p.span.of(text)) for p in crash.participants] == [("object", "A transport plane")]
