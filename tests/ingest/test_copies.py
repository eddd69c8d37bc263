"""What is a copy of what, told by invented stories: a wire's, its reprints, and honest reports beside it."""

from __future__ import annotations

import random

import pytest

from app.ingest.copies import BANDS, LEAST_BANDS, Wording, compare, sketch
from app.ingest.wires import wires_in

LEAD = "Shells struck the grain port of Dubove before dawn on Monday, killing seven people, its mayor said."
SCENE = (
    "Fires burned in two warehouses until noon, and a crane fell across the railway line that leads to the docks. "
    "Rescue workers cut a hole in the roof of the customs house to bring out three clerks who had slept there."
)
STATEMENT = (
    "“We heard four blasts in less than a minute, and then the whole quay was on fire from one end to the other. "
    "Nobody had time to reach the shelter, because the siren began only when the first shell had already landed. "
    "We will rebuild the port, whatever it takes and however long it takes,” Mayor Olena Kravets said."
)
BLAME = (
    "The Grey Column, which holds the far bank of the river, said its gunners had aimed at a depot of the Vesnan "
    "Army. The army said there was no depot within five miles of the harbour, and called for an inquiry."
)
BACKGROUND = (
    "Dubove ships a third of the country's grain. The port was closed for most of last year, after mines were "
    "found in the channel, and opened again in March under an agreement that both sides accuse each other of "
    "breaking nearly every week since then."
)
WIRE = "\n\n".join(
    [f"DUBOVE, May 15 (Harbour Wire) — {LEAD}", SCENE, STATEMENT, BLAME, BACKGROUND, "(Harbour Wire)"]
)
LOCAL = (
    "In our own town, which has been twinned with Dubove for thirty "
    "years, the council met in the evening and voted "
    "to send two fire engines and a team of divers. A collection begins at the fish market on Saturday morning."
)
HONEST = "\n\n".join(
    [
        "At least five dockers and two sailors were dead by Monday evening "
        "after guns opened up on Dubove's harbour.",
        "A reporter for this newspaper saw eleven ambulances leave through the southern gate within the hour, and "
        "grain smouldering in heaps as tall as a house beside what was left of the second warehouse.",
        f"{STATEMENT} She spoke on the steps of the town hall, still in the "
        f"coat in which she had run to the quay.",
        "People who live along the embankment had been told to leave in "
        "April. Most had stayed, several of them said, "
        "since the buses that were promised never came and the roads north were closed by the army in any case.",
    ]
)
FLASH = "Shells hit the port of Dubove on Monday, killing seven people, the mayor said. More to follow soon."
OTHER_STORY = (
    "The parliament of Vesna voted by a majority of nine on Tuesday to "
    "lower the age of conscription to twenty-three, "
    "after a debate that went on past midnight and saw two members led "
    "from the chamber. The law goes to the president, "
    "who has said in the past that he would sign it only if the term of service were shortened as well."
)
ROUND_UP = "\n\n".join([OTHER_STORY, LOCAL.replace("our own", "a"), LEAD, SCENE, BLAME, HONEST])


TOWNS = "Dubove Lisy Yar Kamin Brid Stara Nova Vilkha Kalyna Bereza Rudka Zhuk Sosna Verba Lypa Hora".split()


def a_summary(day: int) -> str:
    """A day's summary on the form of every day: other figures, other towns, the same words."""
    at = [TOWNS[(day * 5 + n) % len(TOWNS)] for n in range(4)]
    return (
        f"During the past day the enemy launched {day + 3} missile strikes and {2 * day + 41} air strikes and "
        f"fired over {3 * day + 60} times from multiple rocket launchers at the positions of our troops and at "
        f"towns. In the direction of {at[0]} our defenders repelled {day + 11} attacks near {at[1]} and {at[2]} "
        f"as the enemy, supported by aviation, was trying to break through the defence. The situation in the "
        f"border area near {at[3]} remains difficult and under control. Over the past day the aviation of the "
        f"defence forces hit {day + 5} areas where personnel, weapons and equipment of the enemy were massed."
    )


def a_night(place: str, injured: str) -> str:
    return (
        f"Explosions were heard in the {place} district of the capital overnight as air defences worked, the city "
        f"administration said. {injured} people were injured and taken to hospital, and windows of a block of "
        "flats were broken. Residents were told to stay in shelters until the alarm was over. Crews are at work."
    )


def retitled(text: str) -> str:
    return "Seven die as guns open up on grain port\n\n" + text


def every_nth_word_changed(text: str, nth: int) -> str:
    return " ".join("instead" if n % nth == nth - 1 else word for n, word in enumerate(text.split(" ")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(WIRE, WIRE, id="word for word"),
        pytest.param(WIRE, f"{LEAD}\n\n{SCENE}", id="trimmed to its first paragraphs"),
        pytest.param(WIRE, LEAD + " " + SCENE.split(".", maxsplit=1)[0], id="trimmed to its first two sentences"),
        pytest.param(WIRE, f"{retitled(WIRE)}\n\n{LOCAL}", id="a new headline and a local paragraph"),
        pytest.param(f"{LEAD}\n\n{SCENE}", f"{WIRE}\n\n{LOCAL}", id="trimmed, and with a local paragraph"),
        pytest.param(WIRE, "\n\n".join([LOCAL, LEAD, SCENE, STATEMENT, BLAME]), id="local first, background cut"),
        pytest.param(WIRE, WIRE.replace("seven", "nine").replace("Monday", "early Monday"), id="figures updated"),
        pytest.param(WIRE, every_nth_word_changed(WIRE, 15), id="a word in fifteen changed"),
        pytest.param(WIRE, WIRE.replace("“", '"').replace("”", '"').replace("—", "-"), id="other marks"),
        pytest.param(WIRE, WIRE.upper(), id="capitals"),
        pytest.param(FLASH, FLASH, id="as short as may be, word for word"),
        pytest.param(STATEMENT, f"{STATEMENT}\n\n(Harbour Wire)", id="one statement and nothing else"),
    ],
)
def test_copies(one: str, other: str) -> None:
    told = Wording(one), Wording(other)
    found, turned = compare(*told), compare(*reversed(told))
    assert found is not None
    assert turned is not None
    assert (found.words, found.of) == (turned.words, turned.of)
    assert 0.6 * found.of <= found.words <= found.of
    shared = sum(mine == theirs for mine, theirs in zip(*map(sketch, told), strict=True))
    assert shared >= LEAST_BANDS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(WIRE, HONEST, id="two reports that share a whole statement"),
        pytest.param(WIRE, OTHER_STORY, id="two stories"),
        pytest.param(FLASH, WIRE, id="a flash and the story that followed"),
        pytest.param(FLASH, FLASH.replace("seven", "six"), id="too short to be told apart"),
        pytest.param(ROUND_UP, f"{LEAD}\n\n{SCENE}", id="an item far down in a round-up"),
        pytest.param(HONEST, f"{OTHER_STORY}\n\n{STATEMENT}", id="two that quote one statement"),
        pytest.param(f"{OTHER_STORY} {BACKGROUND}", f"{HONEST} {BACKGROUND}", id="the same background below"),
        pytest.param(STATEMENT, f"{STATEMENT}\n\n{HONEST}", id="a statement, and a report that quotes it"),
        pytest.param(WIRE, every_nth_word_changed(WIRE, 4), id="every fourth word changed"),
        pytest.param("", FLASH, id="nothing, and a flash"),
        *(pytest.param(a_summary(0), a_summary(n), id=f"another day on the same form, {n}") for n in (1, 2, 9)),
        pytest.param(a_night("Kamin", "Three"), a_night("Sosna", "Three"), id="another district"),
        pytest.param(a_night("Kamin", "Three"), a_night("Sosna", "Eleven"), id="another district and toll"),
    ],
)
def test_reports_of_their_own(one: str, other: str) -> None:
    assert compare(Wording(one), Wording(other)) is None
    assert compare(Wording(other), Wording(one)) is None


@pytest.mark.parametrize(
    ("one", "other", "days", "copied"),
    [
        pytest.param(WIRE, WIRE, 400, True, id="word for word, whenever"),
        pytest.param(WIRE, retitled(WIRE), 400, True, id="nearly word for word"),
        pytest.param(WIRE, f"{LEAD} {SCENE}", 3, True, id="cut short, and soon"),
        pytest.param(WIRE, f"{LEAD} {SCENE}", 4, False, id="cut short, and late"),
        pytest.param(WIRE, WIRE.replace("seven", "nine"), 2, True, id="one figure updated"),
        pytest.param(WIRE, WIRE.replace("seven", "nine"), 9, False, id="another figure, days later"),
    ],
)
def test_far_apart_only_nearly_the_same_text_is_a_copy(one: str, other: str, days: int, copied: bool) -> None:
    assert (compare(Wording(one), Wording(other), days) is not None) == copied
    assert (compare(Wording(other), Wording(one), days) is not None) == copied


def test_the_same_words_in_another_order_are_no_copy() -> None:
    told = " ".join([LEAD, SCENE, BLAME, BACKGROUND]).split()
    shuffled = " ".join(random.Random(4).sample(told, len(told)))
    assert compare(Wording(shuffled), Wording(WIRE)) is None


@pytest.mark.parametrize("text", ["", "…", "Three words only", WIRE])
def test_every_text_has_a_sketch_and_the_same_one_each_time(text: str) -> None:
    assert len(sketch(Wording(text))) == BANDS
    assert sketch(Wording(text)) == sketch(Wording(text))
    assert all(len(band) <= 16 for band in sketch(Wording(text)))


def test_the_words_that_stand_in_both_are_counted_in_the_same_order() -> None:
    found = compare(Wording(f"{LEAD} {SCENE}"), Wording(WIRE))
    assert found is not None
    assert found.words == found.of == len(Wording(f"{LEAD} {SCENE}").words)


@pytest.mark.parametrize(
    ("text", "byline", "outlet", "wires"),
    [
        ("DUBOVE, May 15 (Harbour Wire) — Shells fell.", None, None, {"Harbour Wire"}),
        ("May 15 (Vesna Today) — Shells fell.", None, None, {"Vesna Today"}),  # filed it, listed or not
        ("KYIV, May 15 (Reuters/AFP) - Shells fell.", None, None, {"Reuters", "AFP"}),
        ("Shells fell.\n\n(Harbour Wire Service)", None, None, {"Harbour Wire Service"}),
        ("Shells fell.\n\n— Reuters", None, None, {"Reuters"}),
        ("Shells fell.\n\nSource: TASS", None, None, {"TASS"}),
        ("Shells fell.\n\n© 2023 Agence France-Presse", None, None, {"AFP"}),
        ("Shells fell on the town. (Interfax-Ukraine)", None, None, {"Interfax-Ukraine"}),
        ("Shells fell on the town. — AP", None, None, {"AP"}),
        ("Shells fell.", "Jane Roe, Associated Press", None, {"AP"}),
        ("Shells fell.", "By REUTERS and Harbour News Agency", None, {"Reuters", "Harbour News Agency"}),
        ("Shells fell.", None, "Reuters", {"Reuters"}),
        ("Shells fell, he told Reuters.", None, "The Courier", set()),
        ("Shells fell, the agency (Interfax) reported on Monday (local time)", None, None, set()),
        ("Shells fell. (Reporting by Jane Roe)", "Jane Roe", None, set()),
        ("The ap is a thing.\n\nap", None, None, set()),
        ("KYIV — Shells fell.", None, None, set()),
        ("", None, None, set()),
    ],
)
def test_the_agency_a_text_credits(text: str, byline: str | None, outlet: str | None, wires: set[str]) -> None:
    assert wires_in(text, byline, outlet) == wires
