"""Protest, crime, accidents, seizures and what governments do: the type and the ACLED sub-event of a sentence.

Type and label are decided for each claim from its words: the same protest is peaceful, broken up or shot at.
"""

from __future__ import annotations

import pytest

from tests.extract.test_events import read

TOLD = [
    # sentence · type, ACLED sub-event
    ("Thousands marched through {place:Kestrel}.", "protest", "Peaceful protest"),
    ("Nurses staged a demonstration in {place:Kestrel}.", "protest", "Peaceful protest"),
    ("Miners went on strike in {place:Kestrel}.", "protest", "Peaceful protest"),
    ("Police fired tear gas at students in {place:Kestrel}.", "protest", "Protest with intervention"),
    ("Officers dispersed a rally in {place:Kestrel}.", "protest", "Protest with intervention"),
    ("Soldiers opened fire on demonstrators.", "protest", "Excessive force against protesters"),
    ("Two protesters were shot by police.", "protest", "Excessive force against protesters"),
    ("Protesters hurled stones at the barracks.", "protest", "Violent demonstration"),
    ("Riots broke out in {place:Kestrel}.", "protest", "Violent demonstration"),
    ("An angry mob beat a baker in {place:Kestrel}.", "protest", "Mob violence"),
    ("Sappers defused a roadside bomb in {place:Kestrel}.", "weapons-seized", "Disrupted weapons use"),
    ("Police found 20 rounds of ammunition in {place:Kestrel}.", "weapons-seized", "Disrupted weapons use"),
    ("Soldiers unearthed a large arms cache.", "weapons-seized", "Disrupted weapons use"),
    ("Nine cruise missiles were intercepted over {place:Kestrel}.", "interception", "Disrupted weapons use"),
    ("A Su-34 was shot down near {place:Kestrel}.", "interception", None),
    ("The army built a base near {place:Kestrel}.", "mobilisation", "Headquarters or base established"),
    ("The army sent more soldiers to {place:Kestrel}.", "mobilisation", "Change to group/activity"),
    ("A hand grenade exploded in {place:Kestrel}.", "mine-or-bomb", "Grenade"),
    ("Gunmen lobbed a grenade at a bus.", "mine-or-bomb", "Grenade"),
    ("A suicide bomber blew himself up in {place:Kestrel}.", "mine-or-bomb", "Suicide bomb"),
    ("A bomber detonated his vest in {place:Kestrel}.", "mine-or-bomb", "Suicide bomb"),
    ("Militants fired shells with chlorine at {place:Kestrel}.", "unconventional-weapon", "Chemical weapon"),
    ("Jets pounded positions outside {place:Kestrel}.", "air-strike", "Air/drone strike"),
    ("Two people were killed by rockets in {place:Kestrel}.", "shelling", "Shelling/artillery/missile attack"),
    ("Gunmen opened fire on worshippers.", "attack-on-civilians", "Attack"),
    ("Gunmen opened fire on a patrol.", "ground-fighting", "Armed clash"),
    ("Soldiers raped two women in {place:Kestrel}.", "sexual-violence", "Sexual violence"),
    ("Masked gunmen seized a mayor in {place:Kestrel}.", "abduction", "Abduction/forced disappearance"),
    ("Militants seized the base in {place:Kestrel}.", "territory-taken", "Non-state actor overtakes territory"),
    ("The army recaptured {place:Kestrel}.", "territory-taken", "Government regains territory"),
    ("The army took {place:Kestrel} without a fight.", "withdrawal", "Non-violent transfer of territory"),
    ("Police seized 40 kg of cocaine in {place:Kestrel}.", "crime", "Other"),
    ("Shops were looted in {place:Kestrel}.", "destruction", "Looting/property destruction"),
    ("A train derailed near {place:Kestrel}.", "disaster", None),
    ("A gas explosion destroyed a block of flats.", "disaster", None),
    ("A transport plane crashed near {place:Kestrel}.", "disaster", None),
    ("{state:Norland} blamed {state:Sudland} for the blast.", "accusation", None),
    ("{armed-group:The Front} claimed responsibility for the blast.", "responsibility", None),
    ("{state:Norland} violated the ceasefire.", "ceasefire", None),
    ("{state:Norland} received the bodies of 90 soldiers.", "prisoner-exchange", "Agreement"),
    ("{person:Bell} resigned on {2023-05-19:Friday}.", "election", "Other"),
    ("{state:Norland} expelled two diplomats.", "sanction", None),
    ("An aid convoy entered {place:Kestrel}.", "aid", None),
]


@pytest.mark.parametrize(("told", "kind", "acled"), TOLD)
def test_types_and_labels(told, kind, acled):
    _, claims, _ = read(told)
    assert (kind, acled) in [(claim.type, claim.acled) for claim in claims], [c.type for c in claims]


@pytest.mark.parametrize(
    "told",
    [
        "Walkers found a mushroom.",
        "The firm opened an office in {place:Kestrel}.",
        "She used water to clear the table.",
        "The minister took part in a fair.",
        "The talks took place in {place:Kestrel}.",
        "Two documents leaked from the plant.",
        "People were gathered for a wake.",
        "Photographs of the town's mines were taken elsewhere.",
        "The team will shoot a film in {place:Kestrel}.",
    ],
)
def test_common_words_alone_are_no_triggers(told):
    _, claims, refused = read(told)
    assert claims == []
    assert not {"found", "opened", "used", "took"} & {r.span.of(told) for r in refused}


def test_an_accident_is_no_attack_on_those_it_kills():
    _, claims, _ = read("A helicopter crashed near {place:Kestrel}, killing a minister.")
    assert [claim.type for claim in claims] == ["disaster"]


@pytest.mark.parametrize(
    ("told", "roles"),
    [
        (
            "The town of {place:Kestrel} fell to the rebels.",
            {"actor": "the rebels", "object": "The town of Kestrel"},
        ),
        ("Gunmen opened fire on a bus on {2023-05-19:Friday}.", {"actor": "Gunmen", "target": "a bus"}),
        ("A convoy of trucks was attacked by militants.", {"actor": "militants", "target": "A convoy of trucks"}),
    ],
)
def test_who_does_it_and_to_whom(told, roles):
    text, claims, _ = read(told)
    assert {p.role: p.span.of(text) for p in claims[0].participants} == roles


@pytest.mark.parametrize(
    ("told", "trigger", "reason"),
    [
        ("They feared an ambush.", "ambush", "spoken of"),
        ("After the ambush the road was closed. The ambush was long.", "ambush", "named again"),
        ("The general captured the vote.", "captured", "not done to “place”, “territory”"),
        ("Rebels often shell the town.", "shell", "in the plain present"),
    ],
)
def test_a_refusal_says_why_and_of_which_type(told, trigger, reason):
    text, claims, refused = read(told)
    assert claims == []
    assert any(r.span.of(text) == trigger and reason in r.reason and r.type for r in refused), refused
