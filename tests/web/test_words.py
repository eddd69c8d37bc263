"""How the pages word a thing that has an end, or none that is known."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from app.browse.records import ArticleBrief, Piece, QuoteRecord, RoleRecord
from app.browse.words import labels
from app.web import words as page_words
from app.web.templating import environment, foreign

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


@pytest.mark.parametrize(
    ("ending", "name"),
    [("json", "JSON"), ("atom", "Atom"), ("geojson", "GeoJSON"), ("csv", "CSV"), ("xlsx", "XLSX")],
)
def test_a_form_is_called_as_its_makers_call_it(ending, name):
    assert page_words.form(ending) == name


@pytest.mark.parametrize(
    ("cue", "listener", "shown"),
    [
        ("told", "reporters", "told reporters"),
        ("told", None, "said"),  # "told that the bridge is gone" is no English
        ("informed", None, "said"),
        ("warned", None, "warned"),
        ("warned", "the council", "warned the council"),
        ("повідомив", None, "повідомив"),
        (":", None, ""),  # of a headline
        (None, None, ""),
    ],
)
def test_a_verb_that_needs_a_hearer_is_not_shown_without_one(cue, listener, shown):
    assert page_words.cue_of(SimpleNamespace(cue=cue, listener=listener)) == shown


@pytest.mark.parametrize(
    ("cue", "class_", "words", "shown"),
    [
        ("said", "say", "The road is open", "said: The road is open"),
        ("said", "say", "that the road is open", "said that the road is open"),
        ("said", "say", "“open” to all", "said “open” to all"),
        ("accused", "accuse", "Vesna of shelling it", "accused Vesna of shelling it"),
    ],
)
def test_told_words_that_began_a_sentence_stand_behind_a_colon(cue, class_, words, shown):
    article = ArticleBrief("aaaaaaaaaaaa", "a", "A", None, None, None, "en")
    told = QuoteRecord(
        "cccccccccccc", "indirect", 0, 9, words, (Piece(0, 9, words),), None, cue, class_, None, "", None, None,
        article, 1, 1, "auto", "high",
    )  # fmt: skip
    page = environment().from_string('{% from "parts/rows.html" import words %}{{ words(item) }}')
    assert " ".join(Markup(page.render(item=told)).striptags().split()) == shown


@pytest.mark.parametrize(
    ("language", "attribute"),
    [("en", ""), ("uk", ' lang="uk"'), (None, ""), ('"><b>', ' lang="&#34;&gt;&lt;b&gt;"')],
)
def test_only_another_language_than_the_pages_is_said(language, attribute):
    assert foreign(language) == attribute


@pytest.mark.parametrize(
    ("kind", "where_prec", "shown"),
    [
        ("region", 4, "somewhere in Steppe Oblast ·"),
        ("settlement", 2, "near Steppe Oblast ·"),
        ("settlement", 1, "Steppe Oblast ·"),
    ],
)
def test_an_imprecise_place_reads_as_it_is_spoken(kind, where_prec, shown):
    page = environment().from_string('{% from "parts/line.html" import line %}{{ line(place, none, "", prec) }}')
    place = SimpleNamespace(path="/places/steppe", name="Steppe Oblast", kind=kind)
    told = " ".join(Markup(page.render(place=place, prec=where_prec)).striptags().split())
    assert told.startswith(shown)


@pytest.mark.parametrize(
    ("why", "title"), [("", "place not stated"), ("two are called so", "place not stated: two are called so")]
)
def test_a_dash_says_what_is_not_known_and_why(why, title):
    page = environment().from_string(
        '{% from "parts/line.html" import unknown %}{{ unknown("place not stated", why) }}'
    )
    assert page.render(why=why) == f'<span role="img" title="{title}">–</span>'


@pytest.mark.parametrize(
    ("cut", "shown"),
    [
        ("the bridge is gone", "the bridge is gone"),
        ("he called it “a lie”", "he called it “a lie”"),
        ("that the town “is not held by them today", "that the town “is not held by them today …”"),
        ("“In this way, he denied it", "“In this way, he denied it …”"),
        ("is ours,” the column's head wrote", "“… is ours,” the column's head wrote"),
        ("“Gone,” he said. “All of", "“Gone,” he said. “All of …”"),
        ("they took «the hill...", "they took «the hill...»"),
        ("„der Hügel“ ist", "„der Hügel“ ist"),  # closed by what opens elsewhere: left as it is
        ('he said "no', 'he said "no'),
    ],
)
def test_words_cut_out_of_a_text_keep_their_marks_in_pairs(cut: str, shown: str) -> None:
    assert page_words.paired(cut) == shown
