"""What an expert found wrong in who said, did or denied a thing, as tables of invented sentences."""

from __future__ import annotations

import pytest

from app.extract.figures.bare_figures import counter_between
from app.extract.reader import read
from app.extract.reading import Claim, Quantity, Reading
from app.extract.words.parse import parse
from app.resolve.links import Linked, link
from app.text.span import Span
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2023-05-21")


def reading(told: str, world: World) -> Reading:
    return read(told, PUBLISHED, world)


def linked(told: str, world: World) -> Linked:
    return link(told, reading(told, world), PUBLISHED, world)


def actors(told: str, world: World) -> list[str]:
    """The actors with a page: the known, and newcomers we are sure of."""
    found = linked(told, world)
    return sorted({one.name for one in found.actors.values() if one.slug or one.judgement.value == "different"})


ASIDES = [
    (
        "The Russian defence ministry said that its troops had taken Soledar, three days after Oleh Moroz claimed "
        "the town for his own men.",
        "that its troops had taken Soledar",
    ),
    (
        "Moroz said his men had reached Soledar, a town about 15 km from Bakhmut.",
        "his men had reached Soledar",
    ),
    ("Oleh Moroz said he was in Lviv, a small city near the Polish border.", "he was in Lviv"),
    # the speaker's own clock, and what is no town's
    (
        "Oleh Moroz said the troops had left, two days after they had run out of shells.",
        "the troops had left, two days after they had run out of shells",
    ),
    (
        "Oleh Moroz said they would stay in Lviv, a promise he had made.",
        "they would stay in Lviv, a promise he had made",
    ),
    (
        "Oleh Moroz said he had met Ivan Bondar, a friend from school.",
        "he had met Ivan Bondar, a friend from school",
    ),
]


@pytest.mark.parametrize(("told", "said"), ASIDES)
def test_the_articles_aside_is_not_in_the_speakers_mouth(told: str, said: str, world: World) -> None:
    assert reading(told, world).quotes[0].span.of(told) == said


SCARED = [
    ("Vladimir Putin defended the raid, citing what he called “terrorists” in the town.", []),
    ("The ministry listed what it described as “bandit formations”.", []),
    ("Oleh Moroz called the raid “a message”.", ["the raid “a message”"]),
    (
        "Oleh Moroz condemned what he called “a crime that nobody here will ever forget”.",
        ["a crime that nobody here will ever forget"],
    ),
]


@pytest.mark.parametrize(("told", "said"), SCARED)
def test_a_word_held_at_a_distance_is_no_quote(told: str, said: list[str], world: World) -> None:
    assert [quote.span.of(told) for quote in reading(told, world).quotes] == said


TOLD = [
    ("Oleh Moroz told Reuters that the bridge was gone.", "to Reuters", []),
    ("“The bridge is gone,” Oleh Moroz told reporters on Sunday.", "to reporters", []),
    ("Oleh Moroz said on Telegram that the bridge was gone.", "Telegram", []),
    (
        "“The army will stay,” Oleh Moroz said in his nightly address, according to Interfax.",
        "his nightly address",
        ["Interfax"],
    ),
]


@pytest.mark.parametrize(("told", "via", "relays"), TOLD)
def test_who_was_told_is_no_relay(told: str, via: str, relays: list[str], world: World) -> None:
    [quote] = reading(told, world).quotes
    assert (quote.via, [relay.speaker.span.of(told) for relay in quote.relays]) == (via, relays)


@pytest.mark.parametrize("told", ["Satellite imaging suggests the dam is hit.", "Footage shows it burned."])
def test_a_picture_says_nothing(told: str, world: World) -> None:
    assert reading(told, world).quotes == ()


NAMED = [
    ("The ministry of defence in Moscow said the bridge was gone.", ["Ministry of Defence of Russia"]),
    ("The ministry of culture in Moscow said the bridge was gone.", []),
    ("Oleh Moroz met the president on Friday. He then left for Minsk.", ["Oleh Moroz"]),
    ("The U.S. Embassy was shut. The United States Embassy said so.", ["Embassy of the United States"]),
    ("UK Government aid was sent to Kherson.", ["Government of the United Kingdom"]),
    ("The Global Coalition to Defeat ISIS struck on Sunday.", ["Global Coalition Against Daesh"]),
    ("The Counter ISIL Coalition struck on Sunday.", ["Global Coalition Against Daesh"]),
    ("Prime Minister Oleh MorozVideo spoke on Sunday.", []),
    ("Court Convicts Friend of Harbour SuspectA court has convicted a friend of the man.", []),
    ("The Future of Orlivka project began in May.", []),
    ("The town wants to build a Muslim Cultural Center there.", []),
    ("Its book (Kitab al-Milh in Arabic; also written Kitap Milh) is old.", []),
    ('Brig. Gen. Oleh "Tex" Moroz spoke on Sunday. Moroz then left.', ['Oleh "Tex" Moroz']),
]


@pytest.mark.parametrize(("told", "names"), NAMED)
def test_who_is_named(told: str, names: list[str], world: World) -> None:
    assert actors(told, world) == names


OWNERS = [
    ("Russia attacked on Monday and its forces captured the village of Krasne.", "Russia"),
    ("The Russian defence ministry said that its forces had captured Krasne.", "Russian defence ministry"),
    ("Ukraine fought back against Russia, and its forces captured Krasne.", None),  # whose, the words leave open
    ("In this way, the president denied the capture of Bakhmut.", None),  # who denies it has not done it
]


@pytest.mark.parametrize(("told", "owner"), OWNERS)
def test_whose_forces(told: str, owner: str | None, world: World) -> None:
    [claim] = [c for c in reading(told, world).claims if c.type == "territory-taken"]
    named = [part.named.of(told) for part in claim.participants if part.role == "actor" and part.named]
    assert named == ([owner] if owner else [])


PLANE = "Russia's defence ministry said on Friday that Ukraine had shot down the plane over Belgorod. "
OPEN = [
    ("Ukrainian military intelligence did not confirm that.", True),
    ("Ukrainian military intelligence has not confirmed the report.", True),
    ("Reuters could not confirm the report.", False),  # its means, and no position
    ("Ukrainian military intelligence did not confirm the visit.", False),
]


@pytest.mark.parametrize(("then", "open_"), OPEN)
def test_what_is_not_confirmed_is_a_position(then: str, open_: bool, world: World) -> None:
    told = PLANE + then
    found: list[Claim] = [c for c in reading(told, world).claims if c.trigger.of(told).startswith("confirm")]
    assert [(c.type, c.modality, c.stance) for c in found] == [("interception", "possible", "reported")] * open_
    assert not [part for claim in found for part in claim.participants if part.role == "actor"]


def test_a_denied_part_is_told_once(world: World) -> None:
    told = (
        "A rocket hit a pitch in Majdal Shams on Saturday. Israel said that Hezbollah had fired it; the group "
        "denied any part."
    )
    found = [claim for claim in reading(told, world).claims if claim.trigger.of(told) == "denied"]
    assert [claim.type for claim in found] == ["shelling"]


def test_a_figure_inside_another_leaves_nobody_between() -> None:
    parsed = parse("The first 14 to 18 dead were counted by rescuers.")
    whole = Quantity("killed", 14, 18, None, None, Span(10, 23))
    assert counter_between(whole, Span(16, 18), parsed) is None


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("No missile hit Lviv on Friday, the mayor said.", {"missile", "Lviv"}),
        ("No Russian drones struck Lviv on Friday.", {"Russian drones", "Lviv"}),
        ("No civilians were killed when a shell hit the mill on Friday.", {"a shell", "the mill"}),
        ("A missile hit Lviv on Friday.", {"A missile", "Lviv"}),
    ],
)
def test_what_did_not_strike_is_named_without_its_no(told, named, world):
    assert {part.span.of(told) for claim in reading(told, world).claims for part in claim.participants} == named
