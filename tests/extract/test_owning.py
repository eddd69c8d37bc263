"""Owning up to an attack, and denying a part in it: a word on that attack, and no happening beside it."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.text.when import When

PUBLISHED = When.parse("2023-05-21")
KILLED = "A bomb killed nine worshippers at a mosque in Kherson on Saturday."

# What is told, the verb, the type of the attack, its place and day, who is named, and whether flatly.
OWNED = [
    (f"{KILLED} The Islamic State claimed responsibility.", "claimed", "mine-or-bomb", "The Islamic State",
     "actual"),
    (f"{KILLED} The Islamic State claimed responsibility for the attack.", "claimed", "mine-or-bomb",
     "The Islamic State", "actual"),
    (f"{KILLED} The Taliban denied responsibility.", "denied", "mine-or-bomb", "The Taliban", "negated"),
    (f"{KILLED} The Taliban denied any involvement in the attack.", "denied", "mine-or-bomb", "The Taliban",
     "negated"),
    ("The Islamic State claimed responsibility for the bombing of a mosque in Kherson on Saturday that killed nine"
     " people.", "claimed", "mine-or-bomb", "The Islamic State", "actual"),
    ("Hezbollah denied any responsibility for the missile attack on Kherson on Saturday that killed nine people.",
     "denied", "shelling", "Hezbollah", "negated"),
    ("Tom Gale condemned the attack on a petrol station in Kherson on Saturday, for which Daesh has claimed"
     " responsibility.", "claimed", "attack-on-civilians", "Daesh", "actual"),
    ("The Houthis claimed responsibility for a missile attack on a mill in Kherson on Saturday.", "claimed",
     "shelling", "The Houthis", "actual"),
]  # fmt: skip

# Nobody owns up, or to nothing that is told: no event, and a reason.
REFUSED = [
    f"{KILLED} No group has claimed responsibility for the attack.",
    f"{KILLED} No one claimed responsibility.",
    "The group denied responsibility for several attacks.",
    "Talks ended on Saturday. Hezbollah denied any involvement.",
    f"{KILLED} “The group has been lying and denying its responsibility for the incident,” Oleh Syniehubov said.",
]


@pytest.mark.parametrize(("text", "verb", "type_", "doer", "modality"), OWNED)
def test_owning_is_a_word_on_the_attack(text, verb, type_, doer, modality, world) -> None:
    claims = read(text, PUBLISHED, world).claims
    told = [c for c in claims if c.trigger.of(text) == verb]
    assert [(c.type, c.place and c.place.of(text), str(c.when), c.modality) for c in told] == [
        (type_, "Kherson", "2023-05-20", modality)
    ]
    assert told[0].attributed_to is not None
    assert told[0].attributed_to.span.of(text) == doer
    assert [p.span.of(text) for p in told[0].participants] == [doer]
    assert not [c for c in claims if c.type == "responsibility"]


@pytest.mark.parametrize("text", [text for text, *_ in OWNED])
def test_the_attack_itself_is_told_as_known_and_laid_to_nobody(text, world) -> None:
    told = ("claimed", "denied", "condemned")
    attacks = [c for c in read(text, PUBLISHED, world).claims if c.trigger.of(text) not in told]
    assert [(c.modality, c.stance) for c in attacks] == [("actual", "reported")]
    assert not [p for c in attacks for p in c.participants if p.role == "actor"]


@pytest.mark.parametrize("text", REFUSED)
def test_a_part_that_nobody_has_is_no_event(text, world) -> None:
    reading = read(text, PUBLISHED, world)
    assert not [c for c in reading.claims if c.type == "responsibility"]
    assert not [c for c in reading.claims if c.modality == "negated"]
    assert [r.type for r in reading.refused if "a part denied" in r.reason] == ["responsibility"]


def test_owning_up_to_what_is_told_nowhere_stays_an_event_of_its_own(world) -> None:
    text = "The Houthis claimed responsibility on Saturday for several attacks at sea."
    assert [(c.type, c.modality) for c in read(text, PUBLISHED, world).claims] == [("responsibility", "actual")]


def test_of_an_attack_without_a_place_its_weapon_says_which(world) -> None:
    hit_by = "Oil tanks were hit by several drone strikes on Saturday."
    text = f"{hit_by} The Houthis claimed responsibility for the attacks."
    hit, claimed = read(text, PUBLISHED, world).claims
    assert (hit.type, str(hit.when)) == (claimed.type, str(claimed.when)) == ("air-strike", "2023-05-20")
    weapons = [{p.span for p in claim.participants if p.role == "weapon"} for claim in (hit, claimed)]
    assert weapons[0]
    assert weapons[0] == weapons[1]
