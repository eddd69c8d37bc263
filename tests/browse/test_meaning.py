"""Words of a search box read as names and a day."""

from __future__ import annotations

from datetime import date

import pytest

from app.browse.question.meaning import dates_of, names_alone, readings, telling_words
from tests.browse.test_filters import Told

NEWEST = date(2023, 6, 3)


@pytest.mark.parametrize(
    ("q", "from_", "to", "rest"),
    [
        ("Bakhmut 21 May 2023", "2023-05-21", "2023-05-21", "Bakhmut"),
        ("21 May 2023 Bakhmut", "2023-05-21", "2023-05-21", "Bakhmut"),
        ("Bakhmut, May 21, 2023, bridge", "2023-05-21", "2023-05-21", "Bakhmut, bridge"),
        ("Bakhmut 2023-05", "2023-05", "2023-05", "Bakhmut"),
        ("Бахмут 21.05.2023", "2023-05-21", "2023-05-21", "Бахмут"),
        ("Бахмут у травні 2023", None, None, None),  # a case of the month that is in no list
        ("Bakhmut in May 2023?", "2023-05", "2023-05", "Bakhmut"),
        ("Bakhmut since May 2023", "2023-05", None, "Bakhmut"),
        ("Bakhmut until May 2023", None, "2023-05", "Bakhmut"),
        ("Bakhmut after 21 May 2023", "2023-05-22", None, "Bakhmut"),
        ("Bakhmut before May 2023", None, "2023-04-30", "Bakhmut"),
        ("speaker:zelensky 21 May 2023", "2023-05-21", "2023-05-21", "speaker:zelensky"),
        ("May 2023", "2023-05", "2023-05", ""),
        ("2023", "2023", "2023", ""),
        ("Bakhmut 2023", None, None, None),  # may be a number
        ("Bakhmut 21 May", None, None, None),  # of which year?
        ("Bakhmut 31 February 2023", None, None, None),
        ('Bakhmut "21 May 2023"', None, None, None),  # just these words
        ("Bakhmut on:2023 21 May 2023", None, None, None),  # its day is said already
        ("bridge", None, None, None),
    ],
)
def test_a_day_among_words(q, from_, to, rest):
    read = dates_of(q, NEWEST)
    if rest is None:
        assert read is None
    else:
        dated, beside = read
        told = tuple(end and str(end) for end in (dated.from_, dated.to))
        assert (told, beside) == ((from_, to), rest)


SPEAKER, ABOUT = ("speaker", "volodymyr-zelensky"), ("about", "/places/bakhmut")
ON = [("from", "2023-05-21"), ("to", "2023-05-21")]


@pytest.mark.parametrize(
    ("q", "quotes", "events"),
    [
        ("Zelensky Bakhmut", [SPEAKER, ABOUT], [("actor", "volodymyr-zelensky"), ("place", "bakhmut")]),
        ("bakhmut zelensky", [SPEAKER, ABOUT], [("actor", "volodymyr-zelensky"), ("place", "bakhmut")]),
        ("Zelensky 21 May 2023", [SPEAKER, *ON], [("actor", "volodymyr-zelensky"), *ON]),
        ("Zelensky May 21", [SPEAKER, *ON], [("actor", "volodymyr-zelensky"), *ON]),
        (
            "What did Zelensky say about Bakhmut on 21 May 2023?",
            [SPEAKER, ABOUT, *ON],
            [("actor", "volodymyr-zelensky"), ("place", "bakhmut"), *ON],
        ),
        ("Zelensky bridge", [SPEAKER, ("q", "bridge")], [("actor", "volodymyr-zelensky"), ("q", "bridge")]),
        (
            "Zelensky type:direct bridge",
            [SPEAKER, ("q", "type:direct bridge")],
            [("actor", "volodymyr-zelensky"), ("q", "type:direct bridge")],
        ),
        # A field twice would mean one or the other; both are asked for.
        (
            "Wagner Group Zelensky Bakhmut",
            [("speaker", "wagner-group"), ("about", "/people/volodymyr-zelensky"), ("q", "Bakhmut")],
            [("actor", "wagner-group"), ("place", "bakhmut"), ("q", "Zelensky")],
        ),
        ("Kovalenko Bakhmut", [("speaker", "Kovalenko"), ABOUT], [("actor", "Kovalenko"), ("place", "bakhmut")]),
        ("Bakhmut Ukraine", [("speaker", "ukraine"), ABOUT], [("place", "bakhmut"), ("q", "Ukraine")]),
        ("Bakhmut 2023", [ABOUT, ("from", "2023"), ("to", "2023")],
         [("place", "bakhmut"), ("from", "2023"), ("to", "2023")]),
        ("Bakhmut 1701", [ABOUT, ("q", "1701")], [("place", "bakhmut"), ("q", "1701")]),  # a number, no year
    ],
)  # fmt: skip
def test_names_and_a_day(q, quotes, events):
    meaning = next(readings(q, Told(), NEWEST))
    assert next(meaning.questions("quotes")) == quotes
    assert next(meaning.questions("events")) == events


def test_a_slip_in_a_name_is_forgiven_last():
    first, second = readings("Zelnsky Bakhmut", Told(), NEWEST)
    assert next(first.questions("quotes")) == [ABOUT, ("q", "Zelnsky")]
    assert [each.words for each in second.names] == ["Bakhmut", "Volodymyr Zelensky"]


@pytest.mark.parametrize("q", ["", "bridge", "may", "drone missile", "Zelensky OR Bakhmut", "x " * 20])
def test_what_names_nobody_is_left_as_words(q):
    assert [*readings(q, Told(), NEWEST)] == []


def test_a_day_without_a_year_may_be_of_several():
    told = [str(meaning.dated.from_) for meaning in readings("Zelensky 21 May", Told(), NEWEST)]
    assert told == ["2023-05-21", "2022-05-21", "2021-05-21"]


@pytest.mark.parametrize(
    ("q", "shown"),
    [
        ("Bakhmut in May 2023?", "May 2023"),
        ("Bakhmut on 21 May 2023", "21 May 2023"),
        ("Bakhmut since May 2023", "since May 2023"),  # says what the date bounds
    ],
)
def test_a_day_is_shown_without_what_leads_to_it(q, shown):
    dated, _rest = dates_of(q, NEWEST)
    assert dated.shown == shown


@pytest.mark.parametrize(
    ("q", "names"),
    [
        ('Zelensky said "Bakhmut is gone" after all', ["Zelensky", "Bakhmut"]),
        ("“The bridge at Bakhmut is gone”", ["Bakhmut"]),
        ("Bakhmut and Kharkiv are cut off", ["Bakhmut"]),  # the first of a kind
        ("Zelensky Bakhmut", None),  # nothing to drop
        ('speaker:zelensky "Bakhmut is gone"', None),  # would be dropped too
        ("Bakhmut OR bridge", None),
        ("Bakhmut bridge -river", None),
        ('"the bridge is gone"', None),
        # A pasted sentence: in it names have capitals.
        (
            "The mayor of the town told them that the bridge to Bakhmut would not be mended before the summer",
            ["Bakhmut"],
        ),
        ("they said that the bridge to bakhmut would not be mended before the end of the summer", None),
        ("Bakhmut " + "x " * 50, None),
    ],
)
def test_the_names_alone(q, names):
    read = names_alone(q, Told())
    assert (read and [each.words for each in read.names]) == names
    assert read is None or read.left == ""


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ('"For today, Bakhmut is just in our hearts"', ("today", "Bakhmut", "just", "hearts")),
        ("what did they say about the bridge", ("they", "bridge")),
        ("was it so", ()),
    ],
)
def test_words_that_tell_one_text_from_another(q, told):
    assert telling_words(q) == told
