"""Faults that reading the samples and the open war articles by eye has shown, each with invented words."""

from __future__ import annotations

import pytest

from app.extract.reader import read
from app.extract.reading import Claim
from app.resolve.links import link
from app.text.when import When
from app.world.world import World

PUBLISHED = When.parse("2024-03-15")  # a Friday


def the_claim(told: str, trigger: str, world: World) -> Claim:
    [claim] = [c for c in read(told, PUBLISHED, world).claims if c.trigger.of(told) == trigger]
    return claim


TOLD = [
    # told · trigger, type, modality, place, day
    ("A missile hit a market in Kherson on 6 March.", "hit", "shelling", "actual", "Kherson", "2024-03-06"),
    (
        "The attack on a bus in Kabul on March 8 killed five.",
        "attack",
        "attack-on-civilians",
        "actual",
        "Kabul",
        "2024-03-08",
    ),
    (
        "Gunmen killed 70 members of a tribe in Anbar on Monday.",
        "killed",
        "attack-on-civilians",
        "actual",
        "Anbar",
        "2024-03-11",
    ),
    (
        "Twelve servicemen were killed in the strike on a barracks in Luhansk on Monday.",
        "killed",
        "air-strike",
        "actual",
        "Luhansk",
        "2024-03-11",
    ),
    (
        "Norland and Sudland agreed to a ceasefire on Wednesday.",
        "ceasefire",
        "ceasefire",
        "actual",
        None,
        "2024-03-13",
    ),
    ("Norland has not agreed to a ceasefire.", "ceasefire", "ceasefire", "negated", None, None),
    (
        "Norland and Sudland agreed to exchange 30 prisoners.",
        "exchange",
        "prisoner-exchange",
        "planned",
        None,
        None,
    ),
    ("A rocket was fired from near Druzhkivka on Monday.", "fired", "shelling", "actual", None, "2024-03-11"),
    (
        "Dozens were killed on Monday in clashes near the Syrian capital Damascus.",
        "clashes",
        "ground-fighting",
        "actual",
        "Damascus",
        "2024-03-11",
    ),
]


@pytest.mark.parametrize(("told", "trigger", "type_", "modality", "place", "day"), TOLD)
def test_told(
    told: str, trigger: str, type_: str, modality: str, place: str | None, day: str | None, world: World
) -> None:
    claim = the_claim(told, trigger, world)
    assert (claim.type, claim.modality) == (type_, modality)
    assert (claim.place and claim.place.of(told)) == place
    assert (claim.when and str(claim.when)) == day


NO_KILLING = [
    "The crash killed eleven.",
    "An earthquake killed 40.",
    "Six rockets were fired and two were shot down.",
    "The strike killed 12 sheep.",
]


@pytest.mark.parametrize("told", NO_KILLING)
def test_a_bare_number_killed_needs_arms_beside_it(told: str, world: World) -> None:
    assert not [c for c in read(told, PUBLISHED, world).claims if c.type == "attack-on-civilians"]


ROLES = [
    # told · trigger · role, words
    ("The rebels fired a Tochka-U at a school in Donetsk.", "fired", ("weapon", "a Tochka-U")),
    ("A rocket hit Selva; Hezbollah had fired it.", "fired", ("weapon", "it")),
    ("Dozens died in the attack.", "died", ("target", "Dozens")),
    ("The police announced his arrest on Monday.", "arrest", ("target", "his")),
    ("The Security Service of Ukraine blamed a Russian S-300.", "blamed", ("recipient", "a Russian S-300")),
]


@pytest.mark.parametrize(("told", "trigger", "role"), ROLES)
def test_roles(told: str, trigger: str, role: tuple[str, str], world: World) -> None:
    claim = the_claim(told, trigger, world)
    assert role in [(p.role, p.span.of(told)) for p in claim.participants]


def test_a_province_attacked_is_no_attacker(world: World) -> None:
    told = "He condemns attacks in Tel Tamer in Hasaka Province, which targeted and killed scores of civilians."
    assert not [p for p in the_claim(told, "killed", world).participants if p.role == "actor"]


def test_a_plane_named_by_its_model_is_shot_down(world: World) -> None:
    told = "The ministry said that 65 men were on board the Il-76, and that Ukraine had shot it down."
    assert the_claim(told, "shot", world).type == "interception"


def test_one_blow_is_one_claim(world: World) -> None:
    told = "A drone struck a truck near Kherson on Monday, killing two people."
    assert [c.trigger.of(told) for c in read(told, PUBLISHED, world).claims] == ["struck"]


AGAIN = [
    # a day given first · told again without one: the same day
    (
        "Yevgeny Prigozhin said on Tuesday that his men had captured Soledar.\n\n“We took Soledar,” he said.",
        "2024-03-12",
    ),
    (
        "Both sides released 390 prisoners on Tuesday in a swap.\n\n"
        "Each side freed 270 soldiers in the swap, a ministry said.",
        "2024-03-12",
    ),
]


@pytest.mark.parametrize(("told", "day"), AGAIN)
def test_what_happens_once_keeps_its_day(told: str, day: str, world: World) -> None:
    assert [str(c.when) for c in read(told, PUBLISHED, world).claims] == [day, day]


def test_another_claimant_has_a_day_of_his_own(world: World) -> None:
    told = (
        "Yevgeny Prigozhin said on Tuesday that his men had captured Soledar.\n\n"
        "“The army took Soledar,” Dmitry Peskov said on Friday."
    )
    assert [str(c.when) for c in read(told, PUBLISHED, world).claims] == ["2024-03-12", "2024-03-15"]


def test_rockets_are_not_the_airstrike_told_before(world: World) -> None:
    told = (
        "Norland carried out an airstrike on Kherson on Tuesday.\n\n"
        "A paper said that the rocket strikes were carried out by militias."
    )
    claim = the_claim(told, "rocket strikes", world)
    assert (claim.place, claim.when) == (None, None)


def test_a_toll_of_two_figures_is_one_mans(world: World) -> None:
    told = "A missile hit a school in Kherson. Mayor Ivo Marsh put the toll at 39 dead and 87 wounded."
    toll = read(told, PUBLISHED, world).claims[-1]
    assert [q.said_by.span.of(told) for q in toll.quantities if q.said_by] == ["Mayor Ivo Marsh"] * 2


def test_prisoners_to_be_exchanged_are_no_figure_of_the_talks(world: World) -> None:
    told = "Talks in Geneva ended on Thursday with an agreement to exchange 314 prisoners."
    assert the_claim(told, "Talks", world).quantities == ()


def test_a_paper_of_sunday_that_opens_on_saturday(world: World) -> None:
    told = "KYIV, March 14 (Wire) — A drone hit a depot in Odesa.\n\nOn Friday the mayor said that two had died."
    assert [str(d.when) for d in read(told, PUBLISHED, world).dates] == ["2024-03-14", "2024-03-15"]


def test_a_week_before_the_report_though_a_later_day_was_named(world: World) -> None:
    told = "The army will leave on 25 March. In the week before, rebels pushed it back."
    assert [str(d.when) for d in read(told, PUBLISHED, world).dates] == ["2024-03-25", "2024-03-04/2024-03-10"]


def test_a_spelling_put_on_the_list_by_hand_comes_before_a_larger_namesake(world: World) -> None:
    told = "Israel said that the rocket was fired from Chebaa and fell on Majdal Shams in the Golan Heights."
    linked = link(told, read(told, PUBLISHED, world), PUBLISHED, world)
    [chebaa] = [m for m in linked.reading.places if m.name.of(told) == "Chebaa"]
    assert linked.place(chebaa.span).place.name == "Shebaa"  # type: ignore[union-attr]
