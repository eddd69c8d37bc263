"""Who is said to hold a place, and what only sounds like it."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
TAKEN = "Russia said that its forces had captured the town of Kherson on Tuesday."

# What is told, the words that say so, modality, whose word, who holds it, day.
HELD = [
    ("Russian armed forces control Kherson, the governor said.", "control", "actual", "the governor",
     "Russian armed forces", None),
    (f"{TAKEN} Ukraine's military said on Friday that it controlled nearly 80 percent of the town.", "controlled",
     "actual", "Ukraine's military", "Ukraine's military", "2023-05-19"),
    ("The army said that Kherson was under the control of Ukraine's defence forces.", "under the control",
     "actual", "The army", "Ukraine", None),
    ("Kherson is in Ukraine's hands.", "in Ukraine's hands", "actual", None, "Ukraine", None),
    ("Kherson remains under Ukrainian control, Hanna Maliar said.", "under Ukrainian control", "actual",
     "Hanna Maliar", "Ukrainian", None),
    ("Ukrainian forces retained control of Kherson on Friday.", "control", "actual", None, "Ukrainian forces",
     "2023-05-19"),
    ("Ukraine's defence of Kherson held, Hanna Maliar said.", "held", "actual", "Hanna Maliar", "Ukraine", None),
    ("Russian troops do not control Kherson, the governor said.", "control", "negated", "the governor",
     "Russian troops", None),
    ("Ukraine denied that Russian troops controlled Kherson.", "controlled", "negated", "Ukraine",
     "Russian troops", None),
    ("Kherson may be under the control of Russian troops, the governor said.", "under the control", "possible",
     "the governor", "Russian troops", None),
]  # fmt: skip

NOT_HELD = [
    "The governor was asked whether Kherson was still in Ukrainian hands.",
    "Moroz controls the company in Kherson.",
    "The team held the record in Kherson.",
    "Hamas holds 50 hostages in Gaza.",
    "The talks were held in Kherson.",
    "The United States held Iran responsible for Kherson.",
    "Ukraine held elections in Kherson.",
    "The mayor said the fire in Kherson was under control.",
    "The army's case is in the hands of the judges in Kherson.",
    "Fighting goes on in Kherson.",
    "The army shelled rebels who until recently controlled Kherson.",
    "The governor said that the situation in Kherson was under the control of doctors.",
    "The firm lost Kherson as a market.",
]


def held(text: str, world) -> list:
    return [c for c in read(text, PUBLISHED, world).claims if c.type == "territory-held"]


@pytest.mark.parametrize(("text", "words", "modality", "by", "who", "day"), HELD)
def test_a_side_is_said_to_hold_a_place(text, words, modality, by, who, day, world) -> None:
    (claim,) = held(text, world)
    named = [p.named.of(text) for p in claim.participants if p.role == "actor" and p.named]
    speaker = claim.attributed_to.span.of(text) if claim.attributed_to else None
    assert (claim.trigger.of(text), claim.modality, speaker, named) == (words, modality, by, [who])
    assert claim.place.of(text) == "Kherson"
    assert (claim.acled, claim.plover) == (None, None)
    if day:
        assert str(claim.when) == day


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_is_no_ground_is_not_held(text: str, world) -> None:
    assert held(text, world) == []


def test_a_place_lost_is_a_place_taken_by_nobody_named(world) -> None:
    text = "Ukraine denied on Friday that it had lost control of Kherson."
    (claim,) = [c for c in read(text, PUBLISHED, world).claims if c.type == "territory-taken"]
    assert (claim.modality, claim.stance, [p.role for p in claim.participants]) == (
        "negated",
        "denied",
        ["object"],
    )


def test_the_town_of_no_one_article_is_no_place(world) -> None:
    text = "Kherson and Kharkiv were cold. Ukraine's military said that it controlled most of the town."
    assert held(text, world) == []
    assert any("no place that is named" in r.reason for r in read(text, PUBLISHED, world).refused)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russia and Ukraine both say that they hold Vovchansk.", [("Russia", "Russia"), ("Ukraine", "Ukraine")]),
        ("Russia and Ukraine each said that they held Vovchansk.", [("Russia", "Russia"), ("Ukraine", "Ukraine")]),
        (
            "The governor said that Russia and Ukraine both hold Vovchansk.",
            [("Russia", "The governor"), ("Ukraine", "The governor")],
        ),
        # together, and not each against the other
        ("The army and the marines hold Vovchansk, the governor said.", [(None, "the governor")]),
        ("Moscow and Minsk say that they hold Vovchansk.", [(None, "Moscow and Minsk")]),
    ],
)
def test_each_of_two_who_both_hold_it(text: str, told: list, world) -> None:
    claims = [c for c in read(text, When.parse("2023-06-08"), world).claims if c.type == "territory-held"]
    doers = [next(p for p in c.participants if p.role == "actor") for c in claims]
    found = [
        (p.named.of(text) if p.named else None, c.attributed_to.span.of(text))
        for c, p in zip(claims, doers, strict=True)
        if c.attributed_to
    ]
    assert found == told
    assert len({c.trigger for c in claims}) == len(claims)
