"""Told as done, planned, possible, denied or past: one sentence a row, the trigger in brackets."""

from __future__ import annotations

import pytest

from app.extract.standing.modality import judge
from app.extract.words.parse import parse
from app.text.span import Span

ACTUAL = [
    "Rebels [captured] the town on Monday.",
    "The town was [captured] by rebels.",
    "Rebels have [captured] the town.",
    "The commander said his men had [captured] the town.",
    "The governor said that drones [hit] a depot in the city.",
    "A missile [struck] an apartment block, killing four people.",
    "A missile struck an apartment block, [killing] four people.",
    "Troops began [shelling] the village at dawn.",
    "The army managed to [retake] the bridge.",
    "The army continued to [shell] the suburb overnight.",
    "Officials confirmed that the depot had been [hit].",
    "The ministry reported an [attack] on the port.",
    "The militia launched an [offensive] in the north.",
    "Three people died in a drone [strike] on the market.",
    "The envoys held [talks] in Geneva on Tuesday.",
    "The minister accused the rebels of [shelling] the hospital.",
    "After [capturing] the hill, the brigade dug in.",
    "The army withdrew after it [lost] the hill.",
    "The president condemned the [attack] on the school.",
    "Air defences shot down nine drones and [intercepted] two missiles.",
    "The group unveiled a new round of [sanctions].",
    "Soldiers seized the airfield and [burned] two planes.",
    "Residents fled when the rebels [entered] the city.",
    "The council did not say why the troops [withdrew].",
]

PLANNED = [
    "Dozens of firms will be [sanctioned] by the bloc.",
    "The army plans to [retake] the town.",
    "The president vowed to [strike] back.",
    "The ministry said it would [blacklist] thirty companies.",
    "The chancellor is to [visit] the capital on Friday.",
    "The two sides agreed to [exchange] prisoners.",
    "The general promised that the city would be [liberated].",
    "The army is preparing to [withdraw] from the river bank.",
    "The foreign ministers are scheduled to [meet] in Vienna.",
    "The government will train pilots and [send] tanks.",
    "The planned [summit] is set for June.",
    "The rebels announced a plan to [seize] the port.",
    "The minister is going to [meet] his counterpart.",
    "The bloc is expected to [impose] a ban.",
    "The army pledged to [evacuate] the valley.",
    "Lawmakers decided to [expel] the envoys.",
]

POSSIBLE = [
    "The move could open up an [advance] on the city.",
    "Rebels may [attack] the capital.",
    "Officials fear that the dam will be [attacked].",
    "The general threatened to [bomb] the port.",
    "There is a risk of a missile [attack] on the plant.",
    "If the rebels [capture] the bridge, the road will be cut.",
    "The army might have [shelled] the convoy.",
    "Analysts warned of a possible [strike].",
    "The envoy called for a [ceasefire].",
    "The mayor urged the army to [withdraw].",
    "Have the rebels [captured] the town?",
    "The army tried to [storm] the fortress.",
    "It is unclear whether the drone [hit] the depot.",
    "The minister demanded that the troops [withdraw].",
    "The army was likely to [attack] within days.",
    "The general believes that rebels [shelled] the village.",
    "The missile can [hit] targets in the capital.",
    "The army should [withdraw] at once.",
    "Unless they [withdraw], the talks are over.",
    "The president considered [bombing] the base.",
    "They perhaps [captured] the village.",
    "The threat of an [invasion] worries the neighbours.",
    "If the bridge falls, the town will be [evacuated].",
    "Perhaps the army [attacked] by mistake.",
    "The rebels wanted the army to stop [shelling] the town so that talks could begin.",
]

NEGATED = [
    "The country has yet to begin a [counteroffensive].",
    "The rebels did not [capture] the town.",
    "The army failed to [take] the hill.",
    "The ministry denied that its forces had [shelled] the school.",
    "No [attack] was reported overnight.",
    "The army never [entered] the town.",
    "The general denied [bombing] the hospital.",
    "The delegation refused to [meet] the envoy.",
    "The troops left without [firing] a shot.",
    "The government cancelled the [summit].",
    "Police foiled an [attack] on the market.",
    "The rebels have not [withdrawn] from the valley.",
    "The rebels nearly [captured] the airfield.",
    "The ministry denied any [attack] on the village.",
    "Nobody was [killed] in the raid.",
    "The two sides were unable to [agree] on a truce.",
    "The failed [offensive] cost the army dearly.",
    "The army couldn't [retake] the ridge.",
]

PAST = [
    "The town had been [captured] years before the present war.",
    "The army wants back land [captured] by the rebels.",
    "The country has changed since the rebels [invaded].",
    "The 2014 [annexation] was condemned by many.",
    "The brigade had previously [withdrawn] from the valley.",
    "The previous [attack] hit the harbour.",
]

CASES = [
    (told, modality)
    for modality, rows in (
        ("actual", ACTUAL),
        ("planned", PLANNED),
        ("possible", POSSIBLE),
        ("negated", NEGATED),
        ("past-background", PAST),
    )
    for told in rows
]


def judged(told: str):
    start, end = told.index("["), told.index("]") - 1
    text = told.replace("[", "").replace("]", "")
    return judge(parse(text).tokens(Span(start, end))[0])


@pytest.mark.parametrize(("told", "modality"), CASES)
def test_modality(told, modality):
    found = judged(told)
    assert found.modality == modality, found


@pytest.mark.parametrize("told", [told for told, modality in CASES if modality != "actual"])
def test_what_is_not_told_as_done_is_never_actual(told):
    assert judged(told).modality != "actual"


@pytest.mark.parametrize("told", ["Drones reportedly [hit] the port.", "An alleged [attack] killed two people."])
def test_hedges_make_it_somebodys_word(told):
    found = judged(told)
    assert found.alleged
    assert found.modality == "actual"


def test_every_judgement_says_which_words_decided():
    assert "would blacklist" in judged("The ministry said it would [blacklist] thirty firms.").reason


def test_plain_present_is_marked():
    assert judged("The army [uses] drones to watch the river.").present
    assert not judged("The army [used] drones.").present
