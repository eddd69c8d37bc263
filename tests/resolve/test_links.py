"""Sentences read and linked with the real roster: ministries, forces, private people, participants."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.resolve.judgement import Judgement
from app.resolve.links import Linked, link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-14")


def linked(told: str, world: World) -> Linked:
    return link(told, read(told, PUBLISHED, world), PUBLISHED, world)


def meant(told: str, world: World) -> dict[str, str | None]:
    """Each name on the page → the slug it leads to, "new" for a newcomer, None where we are unsure."""
    found = linked(told, world)
    names: dict[str, str | None] = {}
    for mention in (one for one in found.reading.mentions if one.form == "name"):
        actor = found.actors[mention.span]
        sure = actor.judgement != Judgement.UNSURE
        names[mention.name.of(told)] = (actor.slug or "new") if sure else None
    return names


MINISTRIES = [
    ("Russia's Foreign Ministry said no.", "Russia's Foreign Ministry", "ministry-of-foreign-affairs-of-russia"),
    ("Ukraine's Defence Ministry said no.", "Ukraine's Defence Ministry", "ministry-of-defence-of-ukraine"),
    ("The Russian foreign ministry said no.", "Russian foreign ministry", "ministry-of-foreign-affairs-of-russia"),
    ("The Defence Ministry in Moscow said no.", "Defence Ministry", "ministry-of-defence-of-russia"),
    (
        "The Ukrainian Air Force said so. Later the Air Force said more of Russia.",
        "Air Force",
        "ukrainian-air-force",
    ),
    ("The UN met. The Security Council on Monday heard Russia.", "Security Council", "un-security-council"),
    ("The Russian General Staff said so.", "Russian General Staff", "general-staff-of-the-armed-forces-of-russia"),
    # nobody says whose
    ("A missile fell in Poland, the Foreign Ministry said.", "Foreign Ministry", None),
    ("Sources in the General Staff told him.", "General Staff", None),
    ("The Taliban attacked, the Interior Ministry said. The US and the US left.", "Interior Ministry", None),
]


@pytest.mark.parametrize(("told", "name", "slug"), MINISTRIES)
def test_whose_ministry(told: str, name: str, slug: str | None, world: World) -> None:
    assert meant(told, world)[name] == slug


PRIVATE = [
    ("Olha Demchuk, 34, was killed by a shell.", "Olha Demchuk", None),
    ("A teacher, Olha Demchuk, died in hospital.", "Olha Demchuk", None),
    ("“We hid,” said Olha Demchuk, whose son was wounded.", "Olha Demchuk", "new"),
    ("The deputy mayor, Olha Demchuk, was killed.", "Olha Demchuk", "new"),
    ("A rebel commander, Ihor Demchuk, was killed.", "Ihor Demchuk", "new"),
]


@pytest.mark.parametrize(("told", "name", "slug"), PRIVATE)
def test_victims_get_no_page(told: str, name: str, slug: str | None, world: World) -> None:
    assert meant(told, world)[name] == slug


SURNAMES = [
    ("Zelensky called it a crime.", "Zelensky", "volodymyr-zelensky"),
    ("Mayor Zelensky called it a crime.", "Zelensky", None),
    ("Hunter Biden met Joe Biden. Biden said so.", "Biden", None),
]


@pytest.mark.parametrize(("told", "name", "slug"), SURNAMES)
def test_a_surname_alone(told: str, name: str, slug: str | None, world: World) -> None:
    assert meant(told, world)[name] == slug


PARTICIPANTS = [
    ("Russian forces shelled Kherson.", "actor", "russian-armed-forces"),
    ("Israel's army bombed Rafah.", "actor", "israel-defense-forces"),
    ("Turkish airstrikes hit Kobani.", "actor", "turkey"),
    ("The commander of the Guards, Ihor Demchuk, threatened Norway.", "actor", None),
    ("The spokesman of the Ukrainian Air Force, Yuriy Ihnat, condemned the strike.", "actor", "yuriy-ihnat"),
]


@pytest.mark.parametrize(("told", "role", "slug"), PARTICIPANTS)
def test_who_took_part(told: str, role: str, slug: str | None, world: World) -> None:
    found = linked(told, world)
    actors = [found.actor(p.named) for c in found.reading.claims for p in c.participants if p.role == role]
    assert [actor.slug if actor else None for actor in actors] == [slug]


SIDES = [
    ("Russia's Defence Ministry said its forces had struck Kherson on Monday.", "russia"),
    ("Ukrainian officials said that Russian forces had shelled Kherson on Monday.", "ukraine"),
    ("Ukraine's southern military command said that Russian forces had shelled Kherson on Monday.", "ukraine"),
    ("President Volodymyr Zelensky said that Russian forces had shelled Kherson on Monday.", "ukraine"),
    ("Russian forces shelled Kherson on Monday, the Interior Ministry of Ukraine said.", "ukraine"),
    ("Yevgeny Prigozhin said that Russian forces had shelled Kherson on Monday.", None),  # dead by then
    ("Antonio Guterres said that Russian forces had shelled Kherson on Monday.", None),  # of neither side
    ("A local official said that Russian forces had shelled Kherson on Monday.", None),  # nobody knows whose
    ("Russian forces shelled Kherson on Monday.", None),  # the outlet's own word
]


@pytest.mark.parametrize(("told", "side"), SIDES)
def test_the_side_that_says_so(told: str, side: str | None, world: World) -> None:
    conflicts = [one for one in linked(told, world).conflicts if one]
    assert [one.slug for one in conflicts] == ["russo-ukrainian-war"]
    assert [one.side for one in conflicts] == [side]
    assert all(bool(one.side) == bool(one.side_reason) for one in conflicts)


# (what the article says, of each claim in its order: the war it belongs to)
WARS = [
    (
        "A missile struck a depot in Kherson on Monday. Russia's defence ministry said it had shot down a drone.",
        ["russo-ukrainian-war", "russo-ukrainian-war"],
    ),
    ("Russia's defence ministry said that it had shot down a drone.", [None]),  # no other claim says where
    (
        "A missile struck a depot in Kherson on Monday. Antonio Guterres said that a drone had been shot down.",
        ["russo-ukrainian-war", None],  # he is on no side of it
    ),
]


@pytest.mark.parametrize(("told", "wars"), WARS)
def test_a_claim_without_a_place_is_of_its_article_s_war_where_its_speaker_is_on_a_side(told, wars, world) -> None:
    found = linked(told, world).conflicts
    assert [one.slug if one else None for one in found] == wars
    assert all(one.side and one.side_reason for one in found[1:] if one)
