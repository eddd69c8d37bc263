"""Whom a figure counts, read from the words behind it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.browse.words import counted
from app.browse.words.counted import counted_behind


@pytest.mark.parametrize(
    ("sentence", "figure", "words", "groups"),
    [
        ("At least 12 civilians were killed.", "At least 12", "civilians", ("civilians",)),
        ("Strikes killed 63 Russian servicemen at the base.", "63", "Russian servicemen", ("soldiers",)),
        ("It said seven of the soldiers had died.", "seven", "soldiers", ("soldiers",)),
        ("Forty people, five of them children, were hurt.", "five", "children", ("children",)),
        ("Forty people, five of whom were medics, were hurt.", "five", "medics", ("medics",)),
        ("Forty people, five of them children, were hurt.", "Forty", "people", ("people",)),
        ("Some 30 women and children were freed.", "30", "women and children", ("women", "children")),
        ("Dozens of civilians fled.", "Dozens", "civilians", ("civilians",)),
        ("Nine child soldiers were freed.", "Nine", "child soldiers", ("soldiers",)),
        ("They shot down 14 Shahed drones overnight.", "14", "Shahed drones", ("drones",)),
        ("Twenty prisoners of war came home.", "Twenty", "prisoners", ("prisoners",)),
        ("A shell hurt 14 people including four nurses.", "14", "people", ("people",)),
        ("A shell hurt three hospital staff.", "three", "hospital staff", ("workers",)),
    ],
)
def test_the_words_behind_a_figure_name_whom_it_counts(sentence, figure, words, groups):
    told = counted_behind(sentence, sentence.index(figure) + len(figure))
    assert told is not None
    assert (told.words, told.groups) == (words, groups)


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("39 dead and 87 wounded.", "39"),
        ("The toll rose to 18.", "18"),
        ("At least 12 were killed, civilians said.", "12"),  # those who say it are not those who died
        ("Fourteen in the village; residents fled.", "Fourteen"),
        ("About 400, with 300 more injured.", "400"),
        ("63 of them, the ministry said.", "63"),
        ("Nine, soldiers among them.", "Nine"),
        ("A shell hurt six including two children.", "six"),
        ("A shell hurt six, mostly children.", "six"),
        ("A shell hurt six mostly elderly residents.", "six"),
        ("A shell hurt six among them children.", "six"),
        ("It cost 12 million dollars, officials said.", "12"),
    ],
)
def test_where_they_name_nobody_nothing_is_told(sentence, figure):
    assert counted_behind(sentence, sentence.index(figure) + len(figure)) is None


def test_a_word_is_of_one_group_and_stops_nothing():
    told = tomllib.loads(Path(counted.__file__).with_name("counted.toml").read_text(encoding="utf-8"))
    words = [word for group in told["groups"].values() for word in group] + told["stops"]["words"]
    assert [word for word in words if words.count(word) > 1] == []
