"""How the pages word a thing that has an end, or none that is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.browse import labels
from app.browse.records import RoleRecord
from app.web import words as page_words
from app.web.templating import environment

LONG_AGO, LATELY = date(2020, 3, 4), date.today() - timedelta(days=30)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"since": date(2019, 5, 20), "until": date(2020, 1, 2)}, "20 May 2019 – 2 January 2020"),
        (
            {"since": date(2019, 1, 1), "since_by": date(2019, 12, 31), "until": date(2020, 1, 2)},
            "2019 – 2 January 2020",
        ),
        ({"since": date(2019, 5, 20), "seen": LATELY}, "since 20 May 2019"),
        (
            {"since": date(2019, 5, 20), "seen": LONG_AGO},
            "since 20 May 2019, still held on 4 March 2020; not known after that",
        ),
        ({"seen": LONG_AGO}, "held on 4 March 2020; not known before or after"),
        ({"since": date(2019, 5, 20)}, "since 20 May 2019"),
        ({"until": date(2020, 1, 2)}, "until 2 January 2020"),
        ({}, "from when to when is not known here"),
    ],
)
def test_how_long_an_office_was_held(told, words):
    page = environment().from_string('{% from "parts/people.html" import term %}{{ term(role) }}')
    role = RoleRecord("Mayor", "Dubove", told.pop("since", None), told.pop("until", None), **told)
    assert " ".join(page.render(role=role).split()) == words


CHOSEN = [
    (field, code) for field in ("kind", "type", "role", "modality", "stance") for code in labels.CODES[field]
]


@pytest.mark.parametrize(("field", "code"), [each for each in CHOSEN if each[1] != "any"])
def test_a_page_says_what_the_filter_says(field, code):
    assert page_words.label(code) == page_words.label(code, field) == labels.label(field, code)


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        ("confirmed", "", "confirmed"),  # by a source
        ("confirmed", "state", "reviewed"),  # by a person, here
        ("auto", "state", "read by machine, not checked"),
        ("nobody-named-it", "", "nobody named it"),
    ],
)
def test_a_code_in_words(code, field, words):
    assert page_words.label(code, field) == words
