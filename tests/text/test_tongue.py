"""The language the interface speaks, and the two that nobody speaks."""

from __future__ import annotations

import gettext
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest

from app.text import tongue
from app.text.day_words import day_words, month_words, weekdays
from app.text.tongue import N_, _, direction, either, listed, ngettext, speaking, spoken, translations
from app.text.when import When

MADE_EARLY = N_("killed")


@pytest.mark.parametrize(
    ("message", "accented"),
    [
        ("Search", "⟦Śééááŕćĥ⟧"),
        ("by %(name)s", "⟦ƀý %(name)s⟧"),
        ("%(count)s of %(all)s", "⟦%(count)s óóƒ %(all)s⟧"),
        ("%(day)s %(month)s", "%(day)s %(month)s"),  # no words to see
        ("100%% sure", "⟦100%% śúúŕéé⟧"),
        ('a <a href="https://x.example/y">map</a> &amp; b', '⟦áá <a href="https://x.example/y">ḿááƥ</a> &amp; ƀ⟧'),
        ("set DATELINE_LANGUAGE", "⟦śééť DATELINE_LANGUAGE⟧"),
        ("", ""),
    ],
)
def test_accents_leave_what_is_not_words(message, accented):
    assert translations("en-XA").gettext(message) == accented


def test_accented_words_are_longer_by_a_third_or_so():
    told = "Facts are read from articles by machine, each with the words it was read from"
    assert 1.25 < len(translations("en-XA").gettext(told)) / len(told) < 1.5


def test_mirrored_words_run_backwards_and_keep_their_placeholders():
    assert translations("en-XB").gettext("by %(name)s") == "\u202eby\u202c %(name)s"


def test_english_is_as_it_is_written():
    assert _("%(n)s more sources", n=7) == "7 more sources"
    assert _("100%") == "100%"  # without values nothing is filled in
    assert [ngettext("%(n)s quote", "%(n)s quotes", n, n=n) for n in (0, 1, 2)] == [
        "0 quotes",
        "1 quote",
        "2 quotes",
    ]


def test_what_was_made_early_speaks_the_language_of_the_moment():
    with speaking("en-XA"):
        assert _(MADE_EARLY) == "⟦ķííĺĺééđ⟧"
        assert spoken() == "en-XA"
    assert _(MADE_EARLY) == "killed"
    assert spoken() == "en"


def test_two_at_once_each_speak_their_own():
    def said(language: str) -> str:
        with speaking(language):
            return _("Quotes")

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(said, ["en", "en-XA"] * 20))
    assert told == ["Quotes", "⟦Ɋúúóóťééś⟧"] * 20


def test_a_thread_that_is_handed_the_work_speaks_it_too():
    with speaking("en-XA"), ThreadPoolExecutor(1) as threads:
        assert threads.submit(copy_context().run, _, "Quotes").result() == "⟦Ɋúúóóťééś⟧"


@pytest.mark.parametrize(("language", "runs"), [("en", "ltr"), ("en-XA", "ltr"), ("en-XB", "rtl"), ("ar", "rtl"),
                                                ("he-IL", "rtl"), ("uk", "ltr"), ("fa", "rtl")])  # fmt: skip
def test_direction(language, runs):
    assert direction(language) == runs


def test_a_language_that_there_is_none_of_is_named_with_those_there_are():
    with pytest.raises(LookupError, match=r"no language 'tlh': there are en, en-XA, en-XB"):
        translations("tlh")


def test_a_catalogue_is_spoken(tmp_path, monkeypatch):
    """A catalogue of one message, as msgfmt writes it (the GNU gettext manual, "The Format of GNU MO Files")."""
    folder = tmp_path / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "dateline.mo").write_bytes(
        _mo({"": "Content-Type: text/plain; charset=UTF-8\n", "Quotes": "Цитати"})
    )
    monkeypatch.setattr(tongue, "CATALOGUES", tmp_path)
    translations.cache_clear()
    try:
        assert tongue.languages() == ("en", "uk", "en-XA", "en-XB")
        with speaking("uk"):
            assert _("Quotes") == "Цитати"
            assert _("Events") == "Events"  # not translated yet: as it is written
    finally:
        translations.cache_clear()


def _mo(messages: dict[str, str]) -> bytes:
    import struct

    pairs = [(key.encode(), value.encode()) for key, value in sorted(messages.items())]
    at = 28 + 16 * len(pairs)
    keys, values, body = [], [], b""
    for column, table in ((0, keys), (1, values)):
        for pair in pairs:
            table.append((len(pair[column]), at + len(body)))
            body += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(struct.pack("<2I", *each) for each in (*keys, *values)) + body


@pytest.mark.parametrize(
    ("told", "either_of", "all_of"),
    [(["a"], "a", "a"), (["a", "b"], "a or b", "a, b"), (["a", "b", "c"], "a, b or c", "a, b, c")],
)
def test_rows_of_words(told, either_of, all_of):
    assert either(told) == either_of
    assert listed(told) == all_of


def test_days_in_words():
    day = When.parse("2023-05-21").earliest
    assert day_words(day) == "21 May 2023"
    assert weekdays()[0] == "Monday"
    with speaking("en-XA"):
        assert month_words(5) == "⟦Ḿááý⟧"
        assert day_words(day) == "21 ⟦Ḿááý⟧ 2023"


def test_the_catalogue_is_gettexts_own():
    assert isinstance(translations("en"), gettext.NullTranslations)
