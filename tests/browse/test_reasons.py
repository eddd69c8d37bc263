"""Why a day, why a place: the readers' short reasons in words that anybody can follow."""

import pytest

from app.browse.words.reasons import day_words, place_words


@pytest.mark.parametrize(
    ("reason", "written", "told"),
    [
        (
            "stated: weekday on or before the publication day, 2 January 2024 (a Tuesday)",
            "Friday",
            "the article says “Friday”; it was published on Tuesday 2 January 2024",
        ),
        (
            "stated: today, counted from the dateline's day, 2 January 2024 (a Tuesday); said in a quotation",
            "today",
            "the article says “today”; its dateline is of Tuesday 2 January 2024",
        ),
        (
            "stated: counted from the date named before, 2024-01-02",
            "a day later",
            "the article says “a day later”",
        ),
        ("as recent as what was said of it", None, "no day is stated: taken to be about the day it was spoken of"),
        ("the day of “hit” told before", None, "the article tells of it before with this day, in “hit”"),
        ("a reason of a reader still to come", None, "a reason of a reader still to come"),
    ],
)
def test_days(reason: str, written: str | None, told: str) -> None:
    assert day_words(reason, written) == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "what it was done to; the only place so named",
            "the article names it as what this was done to; no other place of that name is known here",
        ),
        (
            "that of “shelled” told before; the city, as nothing says Dubove Oblast",
            "the article tells of it before, in “shelled”, with this place; "
            "the city: nothing says that Dubove Oblast is meant",
        ),
        (
            "that of “struck”, which somebody is blamed for; in Dubove Oblast, like 2 others in the article",
            "here somebody is blamed for what the article places elsewhere, with “struck”; "
            "of places of that name, the one in Dubove Oblast, as other places in the article are",
        ),
        ("“it”: the only town its sentence names", "“it” stands for the only town that its sentence names"),
        ("a rule of its own; a capital", "a rule of its own; a capital"),
    ],
)
def test_places(reason: str, told: str) -> None:
    assert place_words(reason) == told
