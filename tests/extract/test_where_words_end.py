"""Where a report ends: before the teller's next word, his own name, and what the article adds. All is invented."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")  # a Friday

GOES_ON = [
    # told · every quote as its speaker and its words
    (
        "Oleh Moroz said that the rebels were holding the miners, and called for an inquiry.",
        [("Oleh Moroz", "that the rebels were holding the miners")],
    ),
    (
        "Oleh Moroz said that the rebels were holding the miners, and urged the council to meet.",
        [("Oleh Moroz", "that the rebels were holding the miners"), ("Oleh Moroz", "the council to meet")],
    ),
    (
        "Olena Bondar said the shelling had damaged two barns and urged farmers to leave.",
        [("Olena Bondar", "the shelling had damaged two barns"), ("Olena Bondar", "farmers to leave")],
    ),
    (
        "Olena Bondar said the town was quiet, and asked for flour.",
        [("Olena Bondar", "the town was quiet")],
    ),
    (
        "Oleh Moroz said he had told farmers to leave, and accused Russia of shelling the road.",
        [("Oleh Moroz", "he had told farmers to leave"), ("Oleh Moroz", "Russia of shelling the road")],
    ),
    # the one told of may have spoken, or what he did next is told too
    (
        "Oleh Moroz said the captain had reached Dubove and called for help.",
        [("Oleh Moroz", "the captain had reached Dubove and called for help")],
    ),
    (
        "Oleh Moroz said that his men had taken the mill and repelled two attacks.",
        [("Oleh Moroz", "that his men had taken the mill and repelled two attacks")],
    ),
    (
        "Oleh Moroz said the council denied the report and called it a lie.",
        [("Oleh Moroz", "the council denied the report and called it a lie")],
    ),
    # a copied page has lost the stop before the marks; without a whole sentence inside them it is one clause
    (
        "Farmers have come back to Dubove “We hope that all of the roads will open soon,” Oleh Moroz said.",
        [("Oleh Moroz", "We hope that all of the roads will open soon,")],
    ),
    (
        "The road to Dubove is “no longer ours,” Oleh Moroz said.",
        [("Oleh Moroz", "The road to Dubove is “no longer ours,”")],
    ),
    # who hands it on stands before what is said
    (
        "Oleh Moroz said in his nightly address, according to Interfax, that a drone had sunk a barge.",
        [("Oleh Moroz", "that a drone had sunk a barge")],
    ),
    (
        "Oleh Moroz told reporters, Interfax reported, that his troops had left.",
        [("Oleh Moroz", "that his troops had left")],
    ),
    # who says it stands behind a place, and small parsers set him beside it
    (
        "A shell hit the main market of Dubove, the governor of Orlia said.",
        [("the governor of Orlia", "A shell hit the main market of Dubove")],
    ),
    (
        "Nine people were killed and 12 injured in a drone strike on the last hospital of Kharkiv, the head of "
        "the Orlian Health Council, Oleh Moroz, said on Saturday.",
        [
            (
                "Oleh Moroz",
                "Nine people were killed and 12 injured in a drone strike on the last hospital of Kharkiv",
            )
        ],
    ),
]


@pytest.mark.parametrize(("told", "said"), GOES_ON)
def test_where_words_end(told: str, said: list[tuple[str, str]], world: World) -> None:
    quotes = read(told, PUBLISHED, world).quotes
    assert [(quote.speaker and quote.speaker.span.of(told), quote.span.of(told)) for quote in quotes] == said


CLAIMED = [
    # told · the words of its one claim
    (
        "The Russian Ministry of Defence said on Friday that Russian troops had taken Kupiansk, three days after "
        "Oleh Moroz claimed the town for his own men.",
        "that Russian troops had taken Kupiansk",
    ),
    (
        "Oleh Moroz said that his fighters had taken Soledar, a town about 15 km from Bakhmut.",
        "that his fighters had taken Soledar",
    ),
    ("Oleh Moroz said that the shelling had killed nine people and called it a crime.",
     "that the shelling had killed nine people"),
    # what nobody is given as having said stays whole
    ("Russian troops have taken Soledar, a town about 15 km from Bakhmut.",
     "Russian troops have taken Soledar, a town about 15 km from Bakhmut."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "words"), CLAIMED)
def test_the_words_of_a_claim(told: str, words: str, world: World) -> None:
    [claim] = [c for c in read(told, PUBLISHED, world).claims if c.modality == "actual"]
    assert claim.span.of(told) == words


DONE_TO = [
    # told · everybody and everything that takes part, with its role
    (
        "Nine people were killed and 12 injured in a drone strike on the last hospital of Kharkiv, the head of "
        "the Orlian Health Council, Oleh Moroz, said on Saturday.",
        [("target", "the last hospital of Kharkiv")],
    ),
    (
        "A missile hit the main market of Kharkiv, the governor of Orlia said.",
        [("weapon", "A missile"), ("target", "the main market of Kharkiv")],
    ),
    (
        "Moroz said that rebels had taken the whole of Soledar, a town about 15 km from Bakhmut.",
        [("actor", "rebels"), ("object", "the whole of Soledar")],
    ),
    (
        "Olena Bondar said his army would not take part, and accused NATO of lying.",
        [("actor", "Olena Bondar"), ("recipient", "NATO")],
    ),
    ("Twin bombings on Friday struck a cathedral in Kharkiv.", []),
    (
        "The Russian Defence Ministry said its two missiles had struck a command post in Sumy.",
        [("actor", "its"), ("weapon", "its two missiles"), ("target", "a command post")],
    ),
]


@pytest.mark.parametrize(("told", "parts"), DONE_TO)
def test_who_takes_part(told: str, parts: list[tuple[str, str]], world: World) -> None:
    [claim] = read(told, PUBLISHED, world).claims
    assert [(part.role, part.span.of(told)) for part in claim.participants] == parts


def test_the_relay_before_that(world: World) -> None:
    told = "Oleh Moroz said in his nightly address, according to Interfax, that a drone had sunk a barge."
    [quote] = read(told, PUBLISHED, world).quotes
    assert [relay.speaker.span.of(told) for relay in quote.relays] == ["Interfax"]
