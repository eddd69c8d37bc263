"""Figures as the news writes them: one sentence a row, with all its figures as (kind, low, high, bound, unit).

A figure that is not listed must not be found: ages, dates, distances, names of things, a part of a total.
"""

from __future__ import annotations

import pytest

from app.extract.figures.quantities import find_quantities
from app.extract.words.parse import parse

Figure = tuple[str, float | None, float | None, str | None, str | None]


def counted(kind: str, low: float | None, high: float | None = -1, bound: str | None = None) -> Figure:
    """A plain count where no high end is given."""
    return (kind, low, low if high == -1 else high, bound, None)


def money(low: float, unit: str, bound: str | None = None, high: float | None = -1) -> Figure:
    return ("money", low, low if high == -1 else high, bound, unit)


PEOPLE = [
    ("Two gunmen killed three people.", [counted("people", 2), counted("killed", 3)]),
    ("Three people were killed.", [counted("killed", 3)]),
    ("Three were killed and eleven wounded.", [counted("killed", 3), counted("injured", 11)]),
    ("The shelling killed four and wounded eleven.", [counted("killed", 4), counted("injured", 11)]),
    ("The raid left 4 dead, 17 injured.", [counted("killed", 4), counted("injured", 17)]),
    ("The strike left two dead and six wounded.", [counted("killed", 2), counted("injured", 6)]),
    ("One woman died and two children were hurt.", [counted("killed", 1), counted("injured", 2)]),
    ("Fourteen soldiers died in the fighting.", [counted("killed", 14)]),
    ("The attack wounded 25 people, police said.", [counted("injured", 25)]),
    ("Rescuers pulled 13 bodies from the rubble.", [counted("killed", 13)]),
    ("Rescuers found the bodies of six miners.", [counted("killed", 6)]),
    ("Six people are missing.", [counted("missing", 6)]),
    ("Nineteen sailors remained missing.", [counted("missing", 19)]),
    ("The rebels captured 40 soldiers.", [counted("captured", 40)]),
    ("Police arrested 120 protesters.", [counted("captured", 120)]),
    ("Gunmen kidnapped seven students.", [counted("captured", 7)]),
    ("Both sides released 75 prisoners.", [counted("released", 75)]),
    ("The army freed two hostages.", [counted("released", 2)]),
    ("The fighting displaced 30,000 people.", [counted("displaced", 30000)]),
    ("Some 4,000 residents fled the town.", [counted("displaced", 4000, 4000, "Some")]),
    ("Authorities evacuated 200 villagers.", [counted("displaced", 200)]),
    ("The crash killed all 74 on board.", [counted("killed", 74)]),
    ("All 11 crew members were killed.", [counted("killed", 11)]),
    ("There were 45 casualties.", [counted("casualties", 45)]),
    ("The hospital received 18 wounded.", [counted("injured", 18)]),
    ("About 500 fighters defended the plant.", [counted("people", 500, 500, "About")]),
]

TOLLS = [
    ("The death toll rose to 59.", [counted("killed", 59)]),
    ("The death toll rose to 59 from 45.", [counted("killed", 59), counted("killed", 45)]),
    ("The death toll rose from 45 to 59.", [counted("killed", 45), counted("killed", 59)]),
    ("The death toll has climbed to at least 112.", [counted("killed", 112, None, "at least")]),
    ("That brought the death toll to 21.", [counted("killed", 21)]),
    ("The number of dead stood at 33.", [counted("killed", 33)]),
    ("The number of wounded rose to 140.", [counted("injured", 140)]),
    ("Officials put the toll at 17.", [counted("killed", 17)]),
    ("The toll stands at nine dead and 30 injured.", [counted("killed", 9), counted("injured", 30)]),
    ("The mayor counted 12 dead.", [counted("killed", 12)]),
]

BOUNDS = [
    ("At least 12 people were killed.", [counted("killed", 12, None, "At least")]),
    ("At least a dozen people were killed.", [counted("killed", 12, None, "At least")]),
    ("More than 300 people were killed.", [counted("killed", 300, None, "More than")]),
    ("Over 40 people were wounded.", [counted("injured", 40, None, "Over")]),
    ("Well over 100 people were killed.", [counted("killed", 100, None, "Well over")]),
    ("No fewer than 16 people were killed.", [counted("killed", 16, None, "No fewer than")]),
    ("Not less than 20 people were killed.", [counted("killed", 20, None, "Not less than")]),
    ("Upwards of 60 people died.", [counted("killed", 60, None, "Upwards of")]),
    ("A minimum of 8 people died.", [counted("killed", 8, None, "A minimum of")]),
    ("In excess of 500 people died.", [counted("killed", 500, None, "In excess of")]),
    ("Ten or more people were killed.", [counted("killed", 10, None, "or more")]),
    ("Up to 40 people were killed.", [counted("killed", None, 40, "Up to")]),
    ("As many as 90 people were killed.", [counted("killed", None, 90, "As many as")]),
    ("Fewer than 10 people were wounded.", [counted("injured", None, 10, "Fewer than")]),
    ("Less than 50 soldiers were captured.", [counted("captured", None, 50, "Less than")]),
    ("No more than five people died.", [counted("killed", None, 5, "No more than")]),
    ("Nearly 70 people were killed.", [counted("killed", 70, 70, "Nearly")]),
    ("Almost 100 people were wounded.", [counted("injured", 100, 100, "Almost")]),
    ("About 30 people were killed.", [counted("killed", 30, 30, "About")]),
    ("Around 250 people were injured.", [counted("injured", 250, 250, "Around")]),
    ("Roughly 2,000 people fled.", [counted("displaced", 2000, 2000, "Roughly")]),
    ("Approximately 60 soldiers were captured.", [counted("captured", 60, 60, "Approximately")]),
    ("An estimated 15,000 people were displaced.", [counted("displaced", 15000, 15000, "An estimated")]),
    ("Close to 1,000 people died.", [counted("killed", 1000, 1000, "Close to")]),
    ("Exactly 14 people were killed.", [counted("killed", 14)]),
]

RANGES = [
    ("Between 30 and 40 people were killed.", [counted("killed", 30, 40)]),
    ("From 10 to 15 people were wounded.", [counted("injured", 10, 15)]),
    ("30-40 people were killed.", [counted("killed", 30, 40)]),
    ("30–40 people were killed.", [counted("killed", 30, 40)]),
    ("Three to five soldiers were killed.", [counted("killed", 3, 5)]),
    ("Three or four people were hurt.", [counted("injured", 3, 4)]),
    ("Between 1,500 and 2,000 people fled.", [counted("displaced", 1500, 2000)]),
    ("The damage is put at between $2 million and $3 million.", [money(2e6, "USD", None, 3e6)]),
    ("The loan is worth $2-3 billion.", [money(2e9, "USD", None, 3e9)]),
]

WORDS = [
    ("Dozens were wounded.", [counted("injured", 24, None)]),
    ("Dozens of people were killed.", [counted("killed", 24, None)]),
    ("Scores of people were killed.", [counted("killed", 40, None)]),
    ("Hundreds of civilians fled.", [counted("displaced", 200, None)]),
    ("Tens of thousands of people fled.", [counted("displaced", 20000, None)]),
    ("Hundreds of thousands of people have fled.", [counted("displaced", 200000, None)]),
    ("Several people were killed.", [counted("killed", 3, None)]),
    ("Several dozen people were wounded.", [counted("injured", 36, None)]),
    ("Several hundred people were wounded.", [counted("injured", 300, None)]),
    ("A dozen fighters were killed.", [counted("killed", 12)]),
    ("Half a dozen people were killed.", [counted("killed", 6)]),
    ("Half a million people fled.", [counted("displaced", 5e5)]),
    ("Two dozen people were hurt.", [counted("injured", 24)]),
    ("Two and a half million people fled.", [counted("displaced", 2.5e6)]),
    ("A couple of people were wounded.", [counted("injured", 2)]),
    ("Twenty-five people died.", [counted("killed", 25)]),
    ("One hundred and twelve people died.", [counted("killed", 112)]),
    ("Some 1.3 million people were displaced.", [counted("displaced", 1.3e6, 1.3e6, "Some")]),
    ("Both pilots were killed.", []),
]

THINGS = [
    ("Air defences shot down 38 of 40 drones.", [counted("intercepted", 38), counted("launched", 40)]),
    ("Air defences downed 38 out of 40 drones.", [counted("intercepted", 38), counted("launched", 40)]),
    ("The air force intercepted all 12 missiles.", [counted("intercepted", 12)]),
    ("Russia launched 40 drones and 12 missiles.", [counted("launched", 40), counted("launched", 12)]),
    ("The militia fired more than 100 rockets.", [counted("launched", 100, None, "more than")]),
    ("Seventeen rockets struck the base.", [counted("launched", 17)]),
    ("The shelling damaged 14 houses.", [counted("hit", 14)]),
    ("The blast damaged two schools and a shop.", [counted("hit", 2)]),
    ("The army lost five tanks.", [counted("vehicles", 5)]),
    ("The troops took control of three villages.", [counted("settlements", 3)]),
    ("Near Kestrel, three strikes hit a depot.", [counted("strikes", 3)]),
    ("The coalition carried out 17 air strikes.", [counted("strikes", 17)]),
    ("Aircraft conducted at least six airstrikes.", [counted("strikes", 6, None, "at least")]),
    ("One strike destroyed a bridge.", [counted("strikes", 1)]),
    ("Two explosions rocked the city.", [counted("strikes", 2)]),
    ("Rebels carried out dozens of attacks.", [counted("strikes", 24, None)]),
]

MONEY = [
    ("The minister pledged $357 million in aid.", [money(357e6, "USD")]),
    ("The fund promised €1.2bn.", [money(1.2e9, "EUR")]),
    ("The bank lent 20 million euros.", [money(2e7, "EUR")]),
    ("The repairs will cost US$ 3.5 million.", [money(3.5e6, "USD")]),
    ("Norland gave more than £40m.", [money(4e7, "GBP", "more than", None)]),
    ("The fine was 1,500 dollars.", [money(1500, "USD")]),
    ("The deal is worth up to $5 billion.", [("money", None, 5e9, "up to", "USD")]),
    ("He was paid 300,000 roubles.", [money(3e5, "RUB")]),
    ("The loan was 2 billion U.S. dollars.", [money(2e9, "USD")]),
]

PARTS = [
    ("Four people, including two children, were killed.", [counted("killed", 4)]),
    ("Nine people were killed, among them three medics.", [counted("killed", 9)]),
    ("Ten people died, two of them children.", [counted("killed", 10)]),
    ("Ten people died, at least two of whom were police.", [counted("killed", 10)]),
    ("The blast wounded 30 people, including 11 women.", [counted("injured", 30)]),
    ("Three of the 12 wounded are children.", [counted("injured", 12)]),
    ("Seven of the dead were soldiers.", []),
    ("Police arrested 12 people, seven women and five men.", [counted("captured", 12)]),
    ("Seventeen people died, up from an earlier toll of 12 dead.", [counted("killed", 17), counted("killed", 12)]),
]

NO_COUNTS = [
    "The eight-month siege of 2022 ended at 12:30 on 14 May.",
    "Two F-16s took off with a 45-year-old pilot.",
    "The village lies 30 km from the front.",
    "Moroz, 41, was killed in the raid.",
    "A boy aged 12 was killed.",
    "Anna Moroz, 7, and her brother were wounded.",
    "The 95th Brigade was attacked on May 3.",
    "On June 12 the army attacked.",
    "It was the third attack in two weeks.",
    "A 2,000-pound bomb was dropped.",
    "The bomb held 500 pounds of explosives.",
    "Resolution 1325 was adopted.",
    "A Su-35 was shot down near Route 66.",
    "He was killed in 2014.",
    "The shell landed 200 metres from a school.",
    "Turnout was 40 percent.",
    "Prices rose by 12%.",
    "The attack came at 3 a.m.",
    "One of the attackers escaped.",
    "He spoke on day 500 of the war.",
    "They met in Room 12.",
    "A two-storey house was damaged.",
    "The town has 24-hour power cuts.",
    "He was killed by a bullet in his 20s.",
    "Hamas attacked Israel on October 7.",
    "About one-third of the town was destroyed.",
    "The service was accused of missing several opportunities.",
    "Nearly half of the houses were damaged.",
]

TABLE = [*PEOPLE, *TOLLS, *BOUNDS, *RANGES, *WORDS, *THINGS, *MONEY, *PARTS, *((told, []) for told in NO_COUNTS)]


@pytest.mark.parametrize(("told", "figures"), TABLE)
def test_figures(told: str, figures: list[Figure]) -> None:
    found = [(q.kind, q.low, q.high, q.bound, q.unit) for q in find_quantities(parse(told))]
    wanted = [(kind, low, high, bound and bound.lower(), unit) for kind, low, high, bound, unit in figures]
    assert found == wanted


def test_the_table_is_long() -> None:
    assert len({told for told, _ in TABLE}) >= 100
