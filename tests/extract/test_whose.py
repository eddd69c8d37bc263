"""Whose weapon it was: flatly said, held likely, or denied, of the one attack told before."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
HIT = "A missile hit a mill in Kherson on Saturday."
POSSIBLE, ACTUAL, NEGATED = ("possible", "claimed"), ("actual", "claimed"), ("negated", "denied")

# What is told, to whom it is laid, on whose word, and how surely.
SAID = [
    (f"{HIT} The missile was probably a Russian Kh-22, officials said.", "Russian", "officials", POSSIBLE),
    (f"{HIT} The missile was most likely a Russian Kh-22, officials said.", "Russian", "officials", POSSIBLE),
    (f"{HIT} The missile appears to have been fired by Ukrainian forces, the mayor said.", "Ukrainian forces",
     "the mayor", POSSIBLE),
    (f"{HIT} The mill was likely hit by a Ukrainian rocket, the mayor said.", "Ukrainian", "the mayor", POSSIBLE),
    (f"{HIT} Evidence suggests that the missile was fired by Ukraine, The New York Times said.", "Ukraine",
     "The New York Times", POSSIBLE),
    (f"{HIT} The missile may have been a Ukrainian interceptor, the mayor said.", "Ukrainian", "the mayor",
     POSSIBLE),
    (f"{HIT} “There is a high probability that it was a Russian missile,” the mayor said.", "Russian", "the mayor",
     POSSIBLE),
    (f"{HIT} A Ukrainian missile had probably caused the blast, the mayor said.", "Ukrainian", "the mayor",
     POSSIBLE),
    (f"{HIT} Ukraine was probably behind the strike, the mayor said.", "Ukraine", "the mayor", POSSIBLE),
    (f"{HIT} Russia was likely responsible for the strike, the mayor said.", "Russia", "the mayor", POSSIBLE),
    ("A missile that hit a mill in Kherson on Saturday was probably a Ukrainian Buk, the mayor said.", "Ukrainian",
     "the mayor", POSSIBLE),
    ("A missile that hit a mill in Kherson on Saturday was likely fired by Ukraine, the mayor said.", "Ukraine",
     "the mayor", POSSIBLE),
    (f"{HIT} It was a Russian missile, the mayor said.", "Russian", "the mayor", ACTUAL),
    (f"{HIT} The missile was one used by the Ukrainian army, the mayor said.", "the Ukrainian army", "the mayor",
     ACTUAL),
    (f"{HIT} Russia was responsible for the strike, the mayor said.", "Russia", "the mayor", ACTUAL),
    (f"{HIT} The missile was not Ukrainian, Kyiv said.", "Ukrainian", "Kyiv", NEGATED),
    (f"{HIT} “It was not our missile,” Ukrainian President Volodymyr Zelensky said.", "our",
     "Ukrainian President Volodymyr Zelensky", NEGATED),
]  # fmt: skip

# Two attacks or none, nobody's word, a plan, a question, or words on who made the weapon.
NOTHING = [
    f"{HIT} The missile, fired by Hezbollah, was an Iranian one, officials said.",
    "The missile was probably a Russian Kh-22, officials said.",
    f"{HIT} A drone struck a depot in Kharkiv on Friday. Snow fell. It was a Russian missile, the mayor said.",
    f"{HIT} It was probably a Russian missile.",
    f"{HIT} The missile was an American ATACMS, the mayor said.",
    f"{HIT} The missile was a Russian-made one, the mayor said.",
    f"{HIT} Officials said that it may not have been a Russian missile.",
    f"{HIT} The mayor asked whether it was a Russian missile.",
    f"{HIT} The Russian army will be responsible for the strike, the mayor said.",
    f"{HIT} “It was not our missile,” the mayor said.",
    f"{HIT} The mayor was a Russian agent, police said.",
    f"{HIT} It was a Russian holiday, the mayor said.",
    f"{HIT} It was probably fired by mistake, the mayor said.",
]  # fmt: skip


def told(text: str, world) -> list[tuple]:
    return [
        (c.participants[0].span.of(text), c.attributed_to.span.of(text), (c.modality, c.stance))
        for c in read(text, PUBLISHED, world).claims
        if "points back" in c.reason and c.attributed_to
    ]


@pytest.mark.parametrize(("text", "whose", "who", "how"), SAID)
def test_whose_it_was_is_a_claim_of_the_attack(text: str, whose: str, who: str, how: tuple, world) -> None:
    assert told(text, world) == [(whose, who, how)]
    claims = read(text, PUBLISHED, world).claims
    attack = next(c for c in claims if "points back" not in c.reason)
    back = next(c for c in claims if "points back" in c.reason)
    assert (back.type, back.place, back.when, back.quantities) == (attack.type, attack.place, attack.when, ())
    assert len(claims) == 2  # nothing is read twice


@pytest.mark.parametrize("text", NOTHING)
def test_what_says_not_whose_it_was_is_left_as_it_was(text: str, world) -> None:
    assert told(text, world) == []


def test_our_missile_is_the_state_of_who_speaks(world) -> None:
    text = f"{HIT} “It was not our missile,” Ukrainian President Volodymyr Zelensky said."
    (denial,) = [c for c in read(text, PUBLISHED, world).claims if c.modality == "negated"]
    assert [p.named and p.named.of(text) for p in denial.participants] == ["Ukrainian"]
