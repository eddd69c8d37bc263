"""Sentences that a small parser reads the wrong way round: who is spoken of, who speaks, whose dead they are.

Each is invented, and each gave a wrong fact: nobody's death counted as one, a denial that denied the deed before
the semicolon, a court as the killer, a foe's words in a speaker's mouth.
"""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Claim, Reading
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")  # a Friday


def reading(told: str, world: World) -> Reading:
    return read(told, PUBLISHED, world)


def claim(told: str, trigger: str, world: World) -> Claim:
    [found] = [c for c in reading(told, world).claims if c.trigger.of(told) == trigger]
    return found


COUNTED = [
    # told · (kind, least, most) of every figure of its claims
    ("No one was hurt when a shell hit Kherson on Tuesday.", []),
    ("A shell hit Kherson on Tuesday and killed two people, but not one house was damaged.", [("killed", 2, 2)]),
    ("The shelling of Kherson on Tuesday killed not six people, as first reported, but nine.", []),
    ("No fewer than four people were killed when a shell hit Kherson on Tuesday.", [("killed", 4, None)]),
    ("No more than four people were killed when a shell hit Kherson on Tuesday.", [("killed", None, 4)]),
    ("One person was killed when a shell hit Kherson on Tuesday.", [("killed", 1, 1)]),
    ("Four sailors and a nurse were killed when a shell hit Kherson on Tuesday.", [("killed", 4, None)]),
    ("Hundreds were feared dead when a shell hit Kherson on Tuesday.", []),
    ("Four sailors were killed when a shell hit Kherson on Tuesday.", [("killed", 4, 4)]),
]


@pytest.mark.parametrize(("told", "figures"), COUNTED)
def test_what_is_counted(told: str, figures: list[tuple[str, float | None, float | None]], world: World) -> None:
    found = {q.span: (q.kind, q.low, q.high) for c in reading(told, world).claims for q in c.quantities}
    assert list(found.values()) == figures


OTHERS = [
    # told · the trigger of a claim · the dead that are its own
    (
        "The council said 700 people had been killed since May, and the army said a shell hit Kherson on Tuesday, "
        "killing four.",
        "hit",
        [4],
    ),
    (
        "The army said a missile hit a barracks in Kherson on Tuesday, killing 30 soldiers; the governor said 30 "
        "civilians had died there.",
        "hit",
        [30],
    ),
    (
        "The army said a missile hit a barracks in Kherson on Tuesday, killing 30 soldiers, while the governor "
        "said 30 civilians had died there.",
        "hit",
        [30],
    ),
    (
        "The army said a shell hit Kherson on Tuesday in response to the killing of nine soldiers on Monday.",
        "hit",
        [],
    ),
    ("A shell hit Kherson on Tuesday; four people were killed.", "hit", [4]),
    ("A shell hit Kherson on Tuesday, and the governor said four people were killed.", "hit", [4]),
]


@pytest.mark.parametrize(("told", "trigger", "dead"), OTHERS)
def test_whose_dead_they_are(told: str, trigger: str, dead: list[int], world: World) -> None:
    assert [q.low for q in claim(told, trigger, world).quantities if q.kind == "killed"] == dead


STANDING = [
    # told · trigger · modality, stance
    ("A strike on Kherson killed no fewer than four people on Tuesday.", "strike", "actual", "reported"),
    ("A missile hit Kherson on Tuesday; Moscow denied that its ships were near.", "hit", "actual", "reported"),
    ("The governor said a missile hit Kherson on Tuesday, but Moscow denied it.", "denied", "negated", "denied"),
    ("The council denied that a missile had hit Kherson on Tuesday.", "hit", "negated", "denied"),
    ("The council denied that no missile had hit Kherson on Tuesday.", "hit", "possible", "reported"),
    (
        "The council denied that nobody was hurt in the shelling of Kherson.",
        "shelling",
        "actual",
        "reported",
    ),
]


@pytest.mark.parametrize(("told", "trigger", "modality", "stance"), STANDING)
def test_what_a_denial_reaches(told: str, trigger: str, modality: str, stance: str, world: World) -> None:
    found = claim(told, trigger, world)
    assert (found.modality, found.stance) == (modality, stance)


def test_owning_up_before_a_semicolon_stays_its_speakers(world: World) -> None:
    told = "The Taliban claimed responsibility for the bombing of a bank in Herat; Kabul denied that it was hit."
    found = claim(told, "claimed", world)
    assert (found.type, found.modality, found.stance) == ("mine-or-bomb", "actual", "claimed")
    assert found.attributed_to
    assert found.attributed_to.span.of(told) == "The Taliban"


DOERS = [
    # told · trigger · who did it
    ("A court in Lviv found a gunner guilty of killing a nurse in Kherson.", "killing", "a gunner"),
    ("A court in Lviv jailed a gunner for killing a nurse in Kherson.", "killing", "a gunner"),
    ("France condemned Russia for bombing a clinic in Kherson.", "bombing", "Russia"),
    ("The council praised the brigade for shelling a depot in Kherson.", "shelling", "the brigade"),
    ("Moscow said it was Ukraine, not Russia, that shelled the plant in Kherson.", "shelled", "Ukraine"),
    ("The brigade apologised for shelling a depot in Kherson.", "shelling", "The brigade"),
]


@pytest.mark.parametrize(("told", "trigger", "doer"), DOERS)
def test_who_judges_is_not_who_did_it(told: str, trigger: str, doer: str, world: World) -> None:
    assert [p.span.of(told) for p in claim(told, trigger, world).participants if p.role == "actor"] == [doer]


def test_who_did_not_own_up_is_no_doer(world: World) -> None:
    told = "Neither Russia nor Ukraine claimed responsibility for the strike on a depot in Kherson on Tuesday."
    assert not any(p.role == "actor" for c in reading(told, world).claims for p in c.participants)


def test_what_was_shot_down_killed_nobody(world: World) -> None:
    told = "Ukraine's air force said it shot down 20 of 25 drones over Odesa; five hit a mill, killing one man."
    assert not any(q.kind == "killed" for q in claim(told, "shot", world).quantities)


def test_a_disputed_figure_is_no_denied_deed(world: World) -> None:
    told = "Iran said it had fired 20 missiles at Haifa on Tuesday, a figure that Israel disputed."
    assert [c.modality for c in reading(told, world).claims] == ["actual"]


@pytest.mark.parametrize("weapon", ["a Russian missile", "a Ukrainian shell"])
def test_what_did_not_hit_it_is_no_weapon_of_the_hit(weapon: str, world: World) -> None:
    told = f"It was not {weapon} that hit Kherson on Tuesday, Olena Bondar said."
    assert not any(p.role == "weapon" for c in reading(told, world).claims for p in c.participants)
    told = f"It was {weapon} that hit Kherson on Tuesday, Olena Bondar said."
    assert any(p.role == "weapon" for c in reading(told, world).claims for p in c.participants)


DISOWNED = [
    # told · whether the denial is put on the attack told before it
    ("Kyiv said a shell hit a mill in Kherson on Tuesday. Russia denied involvement in the attack.", True),
    ("Russia struck a depot in Kherson on Tuesday. Ukraine denied involvement in the attack.", False),
    (
        "A shell hit a mill in Kherson on Tuesday. Hours later, a blast shook a bridge. Russia denied involvement "
        "in the attack.",
        False,
    ),
    ("A shell hit a mill in Kherson on Tuesday. Russia denied involvement in the attack on the bridge.", False),
]


@pytest.mark.parametrize(("told", "meant"), DISOWNED)
def test_which_attack_a_part_is_denied_in(told: str, meant: bool, world: World) -> None:
    denied = [c for c in reading(told, world).claims if c.stance == "denied" and c.place is not None]
    assert bool(denied) == meant


def test_a_missile_is_no_drone(world: World) -> None:
    told = "A drone struck a depot in Kherson on Tuesday. Moscow said it was a Ukrainian missile."
    assert not any(c.attributed_to for c in reading(told, world).claims)
    told = "A missile struck a depot in Kherson on Tuesday. Moscow said it was a Ukrainian missile."
    assert any(c.attributed_to for c in reading(told, world).claims)


def test_a_mill_or_a_base_is_no_doer(world: World) -> None:
    told = "An airstrike that the army said struck a rebel base killed nine people in Goma on Tuesday."
    assert not any(p.role == "actor" for c in reading(told, world).claims for p in c.participants)


THE_ARTICLES_OWN = [
    "The strike, which Israel said targeted a commander, killed nine people in Beirut on Tuesday.",
    "Nine people, who the army said were gunmen, were killed when a missile hit Goma on Tuesday.",
]


@pytest.mark.parametrize("told", THE_ARTICLES_OWN)
def test_what_is_said_of_a_blow_does_not_make_it_the_speakers_word(told: str, world: World) -> None:
    found = reading(told, world).claims
    assert [c.attributed_to for c in found] == [None]
    assert [(q.low, q.said_by) for c in found for q in c.quantities if q.kind == "killed"] == [(9, None)]


SAID = [
    # told · (who, the pieces of what was said) of each quote
    (
        "Hamas said Israel shelled a clinic in Rafah, a charge Israel rejected, saying it had shelled a depot.",
        [("Hamas", ["Israel shelled a clinic in Rafah"]), ("Israel", ["it had shelled a depot"])],
    ),
    (
        "Hamas said it had shelled a depot, adding that the road was open.",
        [("Hamas", ["it had shelled a depot"]), ("Hamas", ["that the road was open"])],
    ),
    (
        "According to Olena Bondar, her men hold the mill; the council denies this.",
        [("Olena Bondar", ["her men hold the mill"])],
    ),
    (
        "According to Olena Bondar, her men hold the mill; they hold the bridge as well.",
        [("Olena Bondar", ["her men hold the mill; they hold the bridge as well"])],
    ),
    (
        "Olena Bondar said Ivan Moroz had burned the mill on Tuesday; Ivan Moroz said the council had.",
        [("Olena Bondar", ["Ivan Moroz had burned the mill on Tuesday"]), ("Ivan Moroz", ["the council had"])],
    ),
    (
        "The mill is lost, Olena Bondar said, but Ivan Moroz said the guards held the gate.",
        [("Olena Bondar", ["The mill is lost"]), ("Ivan Moroz", ["the guards held the gate"])],
    ),
    (
        "Olena Bondar said the guards burned the mill, while Ivan Moroz said the council had burned it.",
        [("Olena Bondar", ["the guards burned the mill"]), ("Ivan Moroz", ["the council had burned it"])],
    ),
    (
        "Olena Bondar said that she would neither confirm nor deny that the mill had burned.",
        [("Olena Bondar", ["that she would neither confirm nor deny that the mill had burned"])],
    ),
    (
        "Hezbollah claimed responsibility for a raid on Acre on Tuesday and Israel denied that anyone was hurt.",
        [("Israel", ["that anyone was hurt"])],
    ),
]


@pytest.mark.parametrize(("told", "said"), SAID)
def test_who_said_what(told: str, said: list[tuple[str, list[str]]], world: World) -> None:
    quotes = [q for q in reading(told, world).quotes if q.speaker]
    assert [(q.speaker.span.of(told), [s.of(told) for s in q.spans]) for q in quotes if q.speaker] == said


def test_the_day_of_one_half_is_not_the_others(world: World) -> None:
    told = "Olena Bondar said the mill had burned; on Tuesday, Ivan Moroz denied that it had."
    first = next(q for q in reading(told, world).quotes if q.speaker and q.speaker.span.of(told) == "Olena Bondar")
    assert first.said is None or first.said.about


NOT_ONE = [
    # told · the name of its speaker, None where no one name is his
    ("Ministers from Ukraine, Poland and Estonia said the road was shut.", None),
    ("Drivers from Chad and Niger said the road was shut.", None),
    ("The mayor of Lutsk, Ivan Moroz, and his deputy said the road was shut.", None),
    ("The mayor of Lutsk, Ivan Moroz, said the road was shut.", "Ivan Moroz"),
]


@pytest.mark.parametrize(("told", "name"), NOT_ONE)
def test_of_many_no_one_speaks_for_all(told: str, name: str | None, world: World) -> None:
    [quote] = reading(told, world).quotes
    assert quote.speaker
    assert (quote.speaker.named and quote.speaker.named.of(told)) == name
