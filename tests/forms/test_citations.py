"""Citations: the speaker's words, the outlet that printed them, and where they were found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from app.browse.answer.page import nothing
from app.browse.question.filters import Filters
from app.browse.records import ReadAs, SearchPage, SpeakerRecord
from app.forms.citations import Cited, citations, cite_event, cite_quote, cite_search, text_fragment
from app.text.when import When
from tests.forms.test_files import a_quote, an_event

TODAY = date(2026, 1, 2)
QUOTED = Cited(
    key="datelinex",
    title="100% of {it} | a [link] & more_",
    permalink="https://d.example/quotes/x",
    looked_up=TODAY,
    speaker="Olena Kravets",
    words="“The bridge | is gone”",
    outlet="Sample Courier",
    published=When.parse("2023-05"),
    said="said 21 May 2023",
    original="https://o.example/a#:~:text=The%20bridge",
)


@pytest.mark.parametrize("form", ["plain", "Markdown", "BibTeX", "CSL-JSON", "Wikipedia"])
def test_every_form_says_whose_words_where_printed_and_where_found(form):
    told = citations(QUOTED)[form]
    for needed in ("Sample Courier", "https://d.example/quotes/x", "https://o.example/a"):
        assert needed in told
    assert "Kravets" in told or form == "Wikipedia"  # its template has no field for a speaker
    assert "2026" in told


def test_bibtex_escapes_what_tex_reads():
    told = citations(QUOTED)["BibTeX"]
    assert r"100\% of \{it\} | a [link] \& more\_" in told
    unescaped = re.sub(r"\\[{}]", "", told)
    assert unescaped.count("{") == unescaped.count("}")


def test_csl_is_json_with_a_date_as_precise_as_its_source():
    told = json.loads(citations(QUOTED)["CSL-JSON"])
    assert told["issued"] == {"date-parts": [[2023, 5]]}
    assert told["author"] == [{"literal": "Sample Courier"}]  # who wrote it; the words are somebody else's
    assert told["note"] == "Olena Kravets: “The bridge | is gone”; said 21 May 2023"


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        # The template sets the marks; the work is the outlet, and this site where it was found.
        (
            {},
            ["quote=The bridge {{!}} is gone", "work=Sample Courier", "via=[https://d.example/quotes/x Dateline]"],
        ),
        ({"words": "““Gone,” he said”"}, ["quote=“Gone,” he said"]),
        (
            {"outlet": None},
            ["url=https://o.example/a#:~:text=The%20bridge", "via=[https://d.example/quotes/x Dateline]"],
        ),
        ({"outlet": None, "original": None}, ["url=https://d.example/quotes/x", "via=Dateline"]),
        ({"outlet": None, "original": None, "words": None, "ours": True}, ["work=Dateline"]),
    ],
)
def test_wikipedia_names_who_published_and_where_it_was_found(changed, fields):
    told = citations(replace(QUOTED, **changed))["Wikipedia"]
    given = [field.strip() for field in told.removesuffix("}}").split(" |")[1:]]
    assert set(fields) <= set(given)
    ours = changed.get("ours", False)
    assert any(field.startswith("work=") for field in given) == bool(ours or "outlet" not in changed)
    assert any(field.startswith("via=") for field in given) != ours
    assert told.startswith("{{cite news" if "outlet" not in changed else "{{cite web")
    assert json.loads(citations(replace(QUOTED, **changed))["CSL-JSON"]).get("container-title") == (
        "Dateline" if ours else None if "outlet" in changed else "Sample Courier"
    )


def test_wikipedia_keeps_pipes_inside_their_field():
    told = citations(QUOTED)["Wikipedia"]
    assert "bridge {{!}} is gone" in told
    assert re.findall(r" \|([a-z-]+)=", told) == ["title", "work", "date", "url", "quote", "via", "access-date"]


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        ("The bridge is gone", "The%20bridge%20is%20gone"),
        ("war-torn, they said & left", "war%2Dtorn%2C%20they%20said%20%26%20left"),
        ("one two three four five six seven eight nine ten eleven", "one%20two%20three%20four%20five,"
         "seven%20eight%20nine%20ten%20eleven"),
        ("мост", "%D0%BC%D0%BE%D1%81%D1%82"),
        ("", None),
    ],
)  # fmt: skip
def test_the_original_is_opened_at_the_words(words, fragment):
    url = text_fragment("https://o.example/a", words)
    assert url == "https://o.example/a" + (f"#:~:text={fragment}" if fragment else "")


def test_an_address_with_an_anchor_keeps_it():
    assert text_fragment("https://o.example/a#top", "x") == "https://o.example/a#top:~:text=x"


def test_a_retelling_is_cited_as_one():
    told = citations(cite_quote(a_quote("that they stay", "indirect"), "https://d.example", TODAY))["plain"]
    assert "indirect speech, in the outlet's words" in told
    assert "“that they stay”" not in told


def test_an_event_is_cited_by_what_is_claimed_and_on_whose_word():
    told = citations(cite_event(an_event(), "https://d.example", TODAY))["plain"]
    assert told.startswith("Shelling, 21 May 2023, reported on the word of Oleh Syniehubov; 2 reports from 1")
    assert "; read by machine, not checked. Dateline, https://d.example" in told


@pytest.mark.parametrize(
    ("stance", "affirm", "deny", "denials", "note"),
    [
        ("claimed", ("Kravets",), (), 0, "reported on the word of Kravets; 1 report from 1 origin"),
        ("reported", (), ("Mel",), 1, "as reported; denied by Mel; 1 report from 1 origin, 1 denial"),
        ("denied", (), ("Mel",), 1, "denied by Mel; 1 denial"),
        ("denied", (), (), 2, "denied; 2 denials"),
    ],
)
def test_a_denial_alone_is_no_report(stance, affirm, deny, denials, note):
    reports = int(stance != "denied")
    event = replace(an_event(), stance=stance, attributed_to=affirm, denied_by=deny, denials=denials,
                    sources=reports, origins=reports)  # fmt: skip
    assert cite_event(event, "https://d.example", TODAY).note == f"{note}; read by machine, not checked"


@pytest.mark.parametrize("form", ["plain", "Markdown", "BibTeX", "CSL-JSON"])
@pytest.mark.parametrize(
    ("type_", "cue", "told"),
    [
        ("indirect", "denied", "Ivan Mel denied that they stay"),
        ("mixed", "doubted", "Ivan Mel doubted that they stay"),
        ("indirect", "according to", "according to Ivan Mel, that they stay"),
        ("indirect", None, "Ivan Mel: that they stay"),
    ],
)
def test_a_retelling_keeps_its_verb_of_saying(form, type_, cue, told):
    mel = SpeakerRecord("Ivan Mel", 0, 8, None, None)
    item = replace(a_quote("that they stay", type_), speaker=mel, cue=cue)
    cited = citations(cite_quote(item, "https://d.example", TODAY))
    assert told in cited[form]
    assert "quote=" not in cited["Wikipedia"]


@pytest.mark.parametrize("form", ["plain", "Markdown", "BibTeX", "CSL-JSON"])
@pytest.mark.parametrize(
    ("when", "reason", "told"),
    [
        (When.parse("2023-05-21"), "stated: Sunday", "said 21 May 2023"),
        (When.day(date(2023, 5, 21), about=True), "no day stated: the article's own day",
         "said about 21 May 2023 (no day stated: the article's own day)"),
        (When.parse("2023-05"), None, "said May 2023"),
        (None, None, "day of speech not stated"),
    ],
)  # fmt: skip
def test_the_doubt_of_a_day_is_cited_with_it(form, when, reason, told):
    quote = replace(a_quote("The bridge is gone"), said=when, said_reason=reason)
    cited = citations(cite_quote(quote, "https://d.example", TODAY))[form]
    assert told in cited
    assert "said 2023" not in cited  # the bare date of machines


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("auto", "read by machine, not checked"),
        ("confirmed", "read by machine, checked by a person"),
        ("corrected", "read by machine, corrected by a person"),
    ],
)
def test_who_vouches_for_the_reading_is_cited(state, told):
    for record, cite in ((a_quote("Gone"), cite_quote), (an_event(), cite_event)):
        forms = citations(cite(replace(record, state=state), "https://d.example", TODAY))
        assert all(told in forms[form] for form in ("plain", "Markdown", "BibTeX", "CSL-JSON"))


def test_the_day_of_an_event_is_no_day_of_publication():
    forms = citations(cite_event(an_event(), "https://d.example", TODAY))
    assert "issued" not in json.loads(forms["CSL-JSON"])
    assert "  date = " not in forms["BibTeX"]
    assert "21 May 2023" in json.loads(forms["CSL-JSON"])["note"]


NOUNS = ("people", "places", "events", "quotes", "articles")
NAMED = ReadAs("quotes", "30 quotes by Volodymyr Zelensky", "speaker=volodymyr-zelensky", shown=False)


@pytest.mark.parametrize(
    ("read", "note"),
    [
        ((), "0 found; read by machine"),
        ((NAMED,), "nothing has all of the words; by the names among them: 30 quotes by Volodymyr Zelensky; read"),
    ],
)
def test_a_search_that_found_nothing_is_cited_with_what_it_offered(read, note):
    people, places, events, quotes, articles = map(nothing, map(Filters, NOUNS))
    page = SearchPage("zelensky herons", (), people, places, (), events, quotes, articles, period=None, read=read)
    assert note in citations(cite_search(page, "https://d.example", TODAY))["plain"]
