"""Names as they are misspelt, and whom they mean: on both engines the same."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from app.browse.question import searchbox
from app.browse.question.spelling import known_beyond, nearest, respelt, within


@pytest.mark.parametrize(
    ("one", "other", "limit", "distance"),
    [
        ("bakhmut", "bakhmut", 0, 0),
        ("bakmut", "bakhmut", 1, 1),  # left out
        ("bakhmmut", "bakhmut", 1, 1),  # added
        ("bakhnut", "bakhmut", 1, 1),  # another
        ("bakhmtu", "bakhmut", 1, 1),  # two swapped
        ("bakhmtu", "bakhmut", 0, None),
        ("kherson", "kharkiv", 2, None),
    ],
)
def test_how_far_two_words_are_apart(one: str, other: str, limit: int, distance: int | None) -> None:
    assert within(one, other, limit) == within(other, one, limit) == distance


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zelenski", "Zelensky"),
        ("Zelenskiy", "Zelensky"),
        ("Zelenskyj", "Zelensky"),
        ("Zelnsky", "Zelensky"),
        ("Zelesnky", "Zelensky"),
        ("Zellenskyy", "Zelensky"),
        ("Зеленський", "Zelensky"),
        ("Зеленский", "Zelensky"),
        ("Selenskyj", "Zelensky"),  # as in German: not near in letters, near in sound
        ("Zelenskim", "Zelensky"),
        ("Volodimir Zelnsky", "Volodimir Zelensky"),
        ("Prigozin", "Prigozhin"),
        ("Prigojine", "Prigozhin"),  # as in French
        ("Пригожин", "Prigozhin"),
        ("Kravetz", "Kravets"),
        ("Kovalenco", "Kovalenko"),
        ("Vagner", "Wagner"),
        ("Wagnr", "Wagner"),
        ("Wagner gruop", "Wagner Group"),
    ],
)
def test_a_misspelt_name_is_its_bearers(reading: Connection, written: str, meant: str) -> None:
    """Every one of them finds the person, by the fold of the name or by its nearest spelling."""
    other = respelt(reading, written, "people")
    folded = nearest(reading, written, "people")
    assert meant == (other.q if other else meant)
    assert folded
    assert meant.rsplit(maxsplit=1)[-1] in folded[1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bahmut", "bakhmut"), ("Bakhmutt", "bakhmut"), ("Artemovsk", "bakhmut"), ("Бахмут", "bakhmut"),
        ("Kharkow", "kharkiv"), ("Charkiv", "kharkiv"), ("Chasyw Jar", "chasiv-yar"), ("Часів Яр", "chasiv-yar"),
        ("Donetks Oblast", "donetsk-oblast"), ("Ukrane", "ukraine"),
    ],
)  # fmt: skip
def test_a_misspelt_place_is_that_place(reading: Connection, written: str, meant: str) -> None:
    found = nearest(reading, written, "places")
    assert found
    assert found[0] == meant


@pytest.mark.parametrize(
    "written", ["xyzzy", "Kev", "bridge", "Moskva", "", "!!!", "Zel", "Nobody Atall", "qqqqxx", "Qatz"]
)
def test_what_is_near_to_nobody_stays(reading: Connection, written: str) -> None:
    assert respelt(reading, written, "quotes") is None
    assert nearest(reading, written, "people") is None


@pytest.mark.parametrize(
    ("written", "word", "other", "told"),
    [
        ("Zelnsky bridge", "Zelnsky", "Zelensky", "Zelensky bridge"),
        ('speaker:Zelnsky "Zelnsky" -Zelnsky Zelnsky', "Zelnsky", "Z", 'speaker:Zelnsky "Zelnsky" -Zelnsky Z'),
        ("gas OR oil", "OR", "X", "gas OR oil"),
    ],
)
def test_only_plain_words_are_written_otherwise(written: str, word: str, other: str, told: str) -> None:
    assert searchbox.with_words(written, {word: other}) == told


def test_the_roster_knows_whom_nobody_has_named_yet(reading: Connection) -> None:
    assert known_beyond(reading, "Zaluzhny") == ("Valerii Zaluzhnyi",)
    assert known_beyond(reading, "Nobody") == ()
