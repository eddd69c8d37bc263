"""Where it happened: the trigger in «», every place in {}, and the one that is tied to the trigger."""

from __future__ import annotations

import re

import pytest

from app.extract.claims.places import place_of_trigger
from app.extract.reading import PlaceMention
from app.extract.words.parse import parse
from app.text.span import Span

_MARK = re.compile(r"«(?P<trigger>[^»]+)»|\{(?P<place>[^}]+)\}")


def place_given(told: str) -> str | None:
    """The words of the place, for the marked trigger among the marked places."""
    text, at, trigger, places = "", 0, None, []
    for mark in _MARK.finditer(told):
        text += told[at : mark.start()]
        inside = mark["trigger"] or mark["place"]
        span = Span(len(text), len(text) + len(inside))
        if mark["trigger"]:
            trigger = span
        else:
            relation = "near" if text.lower().endswith("near ") else None
            places.append(PlaceMention(span, span, relation=relation))
        text += inside
        at = mark.end()
    text += told[at:]
    assert trigger is not None
    found, reason = place_of_trigger(parse(text), trigger, [], places)
    assert reason
    return found.of(text) if found else None


TIED = [
    # On the verb, or what it was done to
    ("Three people were «killed» in {Kharkiv} on Monday.", "Kharkiv"),
    ("Rebels «shelled» {Kharkiv} on Monday.", "Kharkiv"),
    ("The city of {Kharkiv} was «shelled» on Monday.", "Kharkiv"),
    ("The army «captured» the airport of {Mosul}.", "Mosul"),
    ("In {Baghdad}, a policeman was «shot» dead.", "Baghdad"),
    ("A policeman in {Baghdad} was «shot» dead by gunmen.", "Baghdad"),
    ("Soldiers were «killed» near the town of {Sumy}.", "Sumy"),
    ("A soldier was «killed» and four others were wounded in {Mosul}.", "Mosul"),
    ("Gunmen «abducted» a teacher from his home in {Mosul}.", "Mosul"),
    ("Rebels «withdrew» from {Aleppo} on Friday.", "Aleppo"),
    # Through another happening, or a clause beside
    ("Twelve people were «killed» in fighting in {Aleppo} on Friday.", "Aleppo"),
    ("Twelve people were «killed» during clashes between rival groups near {Damascus}.", "Damascus"),
    ("A bomb exploded in {Baghdad}, «killing» three people.", "Baghdad"),
    ("A reporter was «shot» while covering clashes in {Gaza}.", "Gaza"),
    ("Six died when a missile «hit» a hospital in {Sumy}.", "Sumy"),
    ("The blast in {Beirut} «killed» two people.", "Beirut"),
    ("A car bombing at offices in {Baghdad} «killed» two of the staff.", "Baghdad"),
    ("The minister visited {Sumy}, where shells «killed» four people.", "Sumy"),
    # Whose it was, and where on one side or the other
    ("A {U.S.} military raid «killed» eight people.", None),
    ("He was «killed» in a {U.S.} counterterrorism operation.", None),
    ("A guard was «killed» in the {U.S.} on Friday.", "U.S."),
    ("He was «killed» in the {Kharkiv}/{Sumy} region.", None),
    # A noun as the trigger
    ("Aircraft carried out an «attack» on a depot in {Odesa}.", "Odesa"),
    ("The «shelling» of {Kherson} went on all night.", "Kherson"),
    # The narrower of two
    ("Rebels «captured» {Sirna}, south of {Aleppo}.", "Sirna"),
    ("Rebels were «killed» in {Sirna}, {Syria}.", "Sirna"),
    ("A bomb «exploded» in {Khaldiya}, 80 kilometers west of {Baghdad}.", "Khaldiya"),
    ("Fighters «seized» the village of {Sirna} in the southern countryside of {Aleppo}.", "Sirna"),
    ("The army «shelled» {Syria}'s city of {Aleppo}.", "Aleppo"),
    # Where it came from, and where people are from
    ("Missiles from {Belgorod} «hit» the city of {Kharkiv}.", "Kharkiv"),
    ("Rockets fired from {Gaza} «struck» the town of {Sderot}.", "Sderot"),
    ("Troops who came from {Dnipro} were «shelled» near {Bakhmut}.", "Bakhmut"),
    ("A blast in {Lviv} «wounded» a resident of {Odesa}.", "Lviv"),
    # Another's place
    ("A missile «hit» {Odesa} and a drone struck {Izmail}.", "Odesa"),
    ("A missile hit {Odesa} and a drone «struck» {Izmail}.", "Izmail"),
    ("A spokesman in {Kyiv} said that a missile «struck» a hospital in {Sumy}.", "Sumy"),
    ("He was captured in {Fallujah} in April but was «released» a week later.", None),
    # None
    ("The minister in {Paris} said that the rebels had «killed» six people.", None),
    ("A {Paris} lawyer was «arrested» on Monday.", None),
    ("Soldiers were «killed» by missiles from {Belgorod}.", None),
    ("Crowds «marched» to protest against laws that were passed in {Georgia}.", None),
    ("Two men, the mayor of {Izium} and his deputy, were «arrested» on Monday.", None),
    ("Rebels have «taken» the hills and have vowed to march into {Kinshasa}.", None),
    # A list
    ("- Near {Kobani}, two strikes «hit» a depot.", "Kobani"),
]


@pytest.mark.parametrize(("told", "place"), TIED)
def test_the_place_tied_to_a_trigger(told: str, place: str | None) -> None:
    assert place_given(told) == place


def test_of_no_word_there_is_no_place() -> None:
    assert place_of_trigger(parse("A blast hit Sumy."), Span(50, 52), [], []) == (None, "no word")
