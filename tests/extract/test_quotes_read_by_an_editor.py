"""Quotes an editor struck out, each mended by what made it: what is no quote, and where one begins and ends.

Every sentence and name is invented.
"""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Quote
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")


def quotes(told: str, world: World) -> list[Quote]:
    return list(read(told, PUBLISHED, world).quotes)


@pytest.mark.parametrize(
    "told",
    [
        "The Northern Front claimed responsibility for the attacks on the port.",
        "The Northern Front claims the attack on the port.",
        "The group claimed credit for shooting down a helicopter.",
        "Olena Moroz claimed victory in the disputed vote.",
        "The shelling claimed the lives of six farmers in Dubove.",
        "The governor claimed a right to the harbour and its waters.",
        "The hacker revealed the mayor's private address.",
        "The fighting threatens to cut the last road to Dubove.",
        "The blockade threatened to starve the town.",
        "Olena Moroz met farmers in Dubove to reaffirm “our shared bond” with them.",
        "Olena Moroz also claimed four fifths of Dubove and half of the hills.",
    ],
)
def test_a_thing_is_claimed_and_nothing_said(told: str, world: World) -> None:
    assert quotes(told, world) == []


PIECES = [
    # the marks hold what is called so, not what it is called
    ("Olena Moroz called the “special operation” a crime.", ["the “special operation” a crime"]),
    ("Olena Moroz called the raid “a message” a day later.", ["the raid “a message”"]),
    # what tells that something happened was said, and so were words in quotation marks
    ("The general claimed the capture of three villages.", ["the capture of three villages"]),
    ("The army claimed heavy losses among the rebels.", ["heavy losses among the rebels"]),
    ("Olena Moroz claimed “total victory” in the vote.", ["“total victory” in the vote"]),
    ("The council alleged Orlian involvement in the raid.", ["Orlian involvement in the raid"]),
    ("Olena Moroz claimed that victory was near.", ["that victory was near"]),
    # of whom or what it was said, where the clause has no subject of its own
    (
        "The blasts lit two depots and a mill, which state radio said were under control.",
        ["two depots and a mill", "were under control"],
    ),
    (
        "The attack lit large fires at a mill and a depot, which state radio said were under control.",
        ["large fires at a mill and a depot", "were under control"],
    ),
    (
        "Rebels shelled the town of Dubove, which the mayor said was empty.",
        ["the town of Dubove", "was empty"],
    ),
    ("Officers arrested a man who they said had planned the raid.", ["a man", "had planned the raid"]),
    ("Officers arrested a man they said had planned the raid.", ["a man", "had planned the raid"]),
    (
        "In Dubove, which according to the mayor takes its water from the lake, the wells are dry.",
        ["Dubove", "takes its water from the lake"],
    ),
    (
        "Among the steps urged by the council, according to two officials, is a ban on night travel.",
        ["Among the steps urged by the council", "is a ban on night travel"],
    ),
    ("The mayor said he was tired and would rest.", ["he was tired and would rest"]),  # has one of its own
    # an accusation is whom and of what: it reads on from its cue, "accused Valland of …"
    (
        "Orlia accused Valland of shelling a depot west of the town.",
        ["Valland of shelling a depot west of the town"],
    ),
    ("Olena Moroz accused them of lying about the dam.", ["them of lying about the dam"]),
    # who names it so is not part of the name
    (
        "Ihor Moroz, who is described by the Port Ministry as the “sole owner of the fleet”, was arrested.",
        ["the “sole owner of the fleet”"],
    ),
    # edges
    ("The raid began at 6 a.m., Olena Moroz said.", ["The raid began at 6 a.m."]),
    ("Olena Moroz said the raid began at 6 a.m.", ["the raid began at 6 a.m."]),
    ("Olena Moroz said the raid began at six.", ["the raid began at six"]),
    (
        "Olena Moroz said that the boats carried men of the Front (also known as the Ferrymen).",
        ["that the boats carried men of the Front (also known as the Ferrymen)"],
    ),
    (
        "Olena Moroz said that nurses had counted ninety dead.[2] Others left.",
        ["that nurses had counted ninety dead"],
    ),
    # a footnote's mark, or a space that a copied page lost, does not join two sentences
    (
        "The board rejected its first choice, Ivan Moroz.[2] Olena Bondar announced the details of the plan.",
        ["the details of the plan"],
    ),
    (
        "The guards gave no answer to the claims.Neither the port nor the fleet replied, Olena Moroz said.",
        ["Neither the port nor the fleet replied"],
    ),
    ("Gen.Moroz said that St.Petersburg was quiet.", ["that St.Petersburg was quiet"]),
]


@pytest.mark.parametrize(("told", "pieces"), PIECES)
def test_where_a_quote_begins_and_ends(told: str, pieces: list[str], world: World) -> None:
    [quote] = quotes(told, world)
    assert [span.of(told) for span in quote.spans] == pieces


def test_a_stop_of_a_short_form_ends_a_sentence_before_marks(world: World) -> None:
    told = "A guard told the Valley Times it began at about 7:45 p.m. “No men of ours were hurt,” Ivan Moroz said."
    first, second = quotes(told, world)
    assert [one.span.of(told) for one in (first, second)] == [
        "it began at about 7:45 p.m.",
        "No men of ours were hurt,",
    ]


def test_a_thing_says_nothing_in_its_own_clause_either(world: World) -> None:
    assert quotes("It is part of the agenda, which promises better roads for all.", world) == []


TOGETHER = [
    ("Ivan Moroz and Olena Bondar said the bridge was gone.", ["Ivan Moroz", "Olena Bondar"]),
    ("Both Ivan Moroz and Olena Bondar said the bridge was gone.", ["Ivan Moroz", "Olena Bondar"]),
    ("Ivan Moroz and Olena Bondar both say the bridge is gone.", ["Ivan Moroz", "Olena Bondar"]),
    ("“The bridge is gone,” Ivan Moroz and Olena Bondar said.", ["Ivan Moroz", "Olena Bondar"]),
    ("According to Ivan Moroz and Olena Bondar, the bridge is gone.", ["Ivan Moroz", "Olena Bondar"]),
    ("Ivan Moroz as well as Olena Bondar said that the bridge was gone.", ["Ivan Moroz", "Olena Bondar"]),
    (
        "Ivan Moroz, Olena Bondar and Petro Hnatiuk warned that the bridge was gone.",
        ["Ivan Moroz", "Olena Bondar", "Petro Hnatiuk"],
    ),
    ("Germany, France and Poland said that the bridge was gone.", ["Germany", "France", "Poland"]),
    (
        "“The bridge is gone,” council leader Ivan Moroz and port director Olena Bondar, both Orlians, said.",
        ["Ivan Moroz", "Olena Bondar"],
    ),
    ("Ivan Moroz or Olena Bondar said that the bridge was gone.", []),
]


@pytest.mark.parametrize(("told", "names"), TOGETHER)
def test_several_who_say_the_same(told: str, names: list[str], world: World) -> None:
    [quote] = quotes(told, world)
    assert quote.speaker is not None
    assert quote.speaker.named is None
    assert [span.of(told) for span in quote.speaker.together] == names


@pytest.mark.parametrize(
    "told",
    [
        "Ivan Moroz, head of the port and the fleet, said that the bridge was gone.",
        "“The bridge is gone,” said Ivan Moroz, one of the builders, along with Petro Bondar and Olha Hnatiuk.",
        "The retired agent and harbour specialist Ivan Moroz said that the bridge was gone.",
    ],
)
def test_one_who_is_described_stays_one(told: str, world: World) -> None:
    [quote] = quotes(told, world)
    assert quote.speaker is not None
    assert quote.speaker.named is not None
    assert quote.speaker.named.of(told) == "Ivan Moroz"
