"""Who says so, who denies it, and what is left open: whole short passages, each claim of one type as it stands."""

from __future__ import annotations

import pytest

from app.extract.lexicon import load
from app.extract.reader import read
from app.extract.reading import MODALITIES
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-05-21")


def positions(text: str, type_: str, world: World) -> list[tuple[str, str, str]]:
    """Modality, stance and the speaker's words ("" for nobody) of every claim of a type, in order."""
    claims = [claim for claim in read(text, PUBLISHED, world).claims if claim.type == type_]
    return [(c.modality, c.stance, c.attributed_to.span.of(text) if c.attributed_to else "") for c in claims]


DENIED = [
    # passage · type · positions
    ("Russia denied shelling the school.", "shelling", [("negated", "denied", "Russia")]),
    ("Russia denied that it had shelled the school.", "shelling", [("negated", "denied", "Russia")]),
    ("The army said it did not shell the school.", "shelling", [("negated", "claimed", "The army")]),
    (
        "Kyiv said Russian guns shelled the school. Moscow denied having shelled the school.",
        "shelling",
        [("actual", "claimed", "Kyiv"), ("negated", "denied", "Moscow")],
    ),
    (
        "The ministry rejects claims that its forces shelled the hospital.",
        "shelling",
        [("negated", "denied", "The ministry")],
    ),
    (
        "The ministry said on Monday that it rejected reports that its forces shelled the hospital.",
        "shelling",
        [("negated", "denied", "The ministry")],
    ),
    (
        "The colonel called it a lie that his guns had shelled the village.",
        "shelling",
        [("negated", "denied", "The colonel")],
    ),
    # What the article denies or doubts in its own voice is nobody's denial.
    ("The guns never shelled the village.", "shelling", [("negated", "reported", "")]),
    ("There is no evidence that the guns shelled the village.", "shelling", [("negated", "reported", "")]),
]

OPEN = [
    (
        "The ministry neither confirmed nor denied that it had shelled the village.",
        "shelling",
        [("possible", "reported", "")],
    ),
    (
        "The ministry would neither confirm nor deny that it had shelled the village.",
        "shelling",
        [("possible", "reported", "")],
    ),
    (
        "The ministry declined to say whether it had shelled the village.",
        "shelling",
        [("possible", "reported", "")],
    ),
    ("The ministry did not deny that it had shelled the village.", "shelling", [("possible", "reported", "")]),
    (
        "The ministry denied that the mayor had said that rebels shelled the village.",
        "shelling",
        [("possible", "reported", "")],
    ),
    # "Could not be verified" is a note on the report and no denial of what it tells.
    (
        "The mayor said that rebels shelled the village. The report could not be independently verified.",
        "shelling",
        [("actual", "claimed", "The mayor")],
    ),
]

RESPONSIBILITY = [
    (
        "The rebels claimed responsibility for the attack on the barracks.",
        "ground-fighting",
        [("actual", "claimed", "The rebels"), ("actual", "reported", "")],
    ),
    (
        "The rebels denied responsibility for the attack on the barracks.",
        "ground-fighting",
        [("negated", "denied", "The rebels"), ("actual", "reported", "")],
    ),
    (
        "The army admitted responsibility for the attack on the barracks.",
        "ground-fighting",
        [("actual", "confirmed", "The army"), ("actual", "reported", "")],
    ),
    # What is denied is the doing, not the deed.
    (
        "A missile struck a school. The army denied responsibility for the missile strike that killed ten people.",
        "shelling",
        [("actual", "reported", ""), ("negated", "denied", "The army"), ("actual", "reported", "")],
    ),
]

CLAIMED = [
    ("The rebels claimed to have shelled the base.", "shelling", [("actual", "claimed", "The rebels")]),
    ("The mayor accused the rebels of shelling the base.", "shelling", [("actual", "claimed", "The mayor")]),
    ("The mayor reported a missile strike on the base.", "shelling", [("actual", "claimed", "The mayor")]),
    ("The rebels were reported to have shelled the base.", "shelling", [("actual", "claimed", "")]),
    ("According to the mayor, the rebels admitted shelling the base.", "shelling",
     [("actual", "confirmed", "the rebels")]),
    ("The rebels shelled the base.", "shelling", [("actual", "reported", "")]),
]  # fmt: skip

BACKGROUND = [
    ("The town, captured in 2014, lies on the river.", "territory-taken", "past-background"),
    ("A year after a missile hit the station, its clock still stands.", "shelling", "past-background"),
    ("The army shelled the town in the last war.", "shelling", "past-background"),
    ("The town has been shelled since 2022.", "shelling", "actual"),
    ("Two days after a missile hit the station, the trains ran again.", "shelling", "actual"),
    ("The army had shelled the town on Friday.", "shelling", "actual"),
]


@pytest.mark.parametrize(("text", "type_", "right"), [*DENIED, *OPEN, *RESPONSIBILITY, *CLAIMED])
def test_positions(text: str, type_: str, right: list[tuple[str, str, str]], world: World) -> None:
    assert positions(text, type_, world) == right


@pytest.mark.parametrize(("text", "type_", "modality"), BACKGROUND)
def test_background(text: str, type_: str, modality: str, world: World) -> None:
    assert [modality for modality, _, _ in positions(text, type_, world)] == [modality]


def test_every_word_of_a_table_makes_one_modality() -> None:
    words = load("modality")
    tables = ("verbs", "phrasal", "adjectives", "before-noun", "nouns", "adverbs", "modals", "prepositions")
    for name in (*tables, "prepositions-after"):
        listed = [word for group in words[name].values() for word in set(group)]
        assert len(listed) == len(set(listed)), [word for word in set(listed) if listed.count(word) > 1]
        assert set(words[name]) <= {*MODALITIES, "past", "same", "alleged"}


def test_words_of_reports_are_among_their_nouns() -> None:
    contents = load("modality")["contents"]
    for key in ("words", "opinions", "untrue"):
        assert set(contents[key]) <= set(contents["nouns"]), key
