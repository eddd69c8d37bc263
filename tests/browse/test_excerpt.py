"""Runs joined are the text, whatever the marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.browse.facts.excerpt import excerpt, laid_out, narrowed, paragraphs, runs, widened, with_gaps
from app.browse.records import LeftRecord, Mark
from app.text.span import Span

TEXT = "Kyiv woke early.\n\nThe bridge is gone, Kravets said.\nRepairs began on Monday in Kharkiv."


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab \n", max_size=60))
    at = st.integers(0, 70)
    spans = draw(st.lists(st.tuples(at, at, st.sampled_from(("quote", "place", "date"))), max_size=8))
    return text, [Mark(min(a, b), max(a, b), kind, kind) for a, b, kind in spans]


@given(marked())
def test_runs_joined_are_the_text(told: tuple[str, list[Mark]]) -> None:
    text, marks = told
    made = runs(text, marks)
    assert "".join(run.text for run in made) == text
    for run in made:
        inside = Span(run.start, run.start + len(run.text))
        assert run.marks == {m for m in marks if m.start < m.end and Span(m.start, m.end).covers(inside)}
    opened = [mark for run in made for mark in run.opens]
    assert sorted(opened) == sorted({m for m in marks if m.start < min(m.end, len(text))})


@given(marked())
def test_paragraphs_leave_out_only_line_breaks_and_blank_lines(told: tuple[str, list[Mark]]) -> None:
    text, marks = told
    shown = "".join(
        run.text for paragraph in paragraphs([excerpt(text, marks, Span(0, len(text)))]) for run in paragraph
    )
    assert shown.replace(" ", "") == text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    ("words", "around", "shown"),
    [
        ("Kravets", 60, "The bridge is gone, Kravets said."),
        ("Kravets", 8, "gone, Kravets said."),
        ("Kyiv", 5, "Kyiv woke"),
        ("Kharkiv", 100, "Repairs began on Monday in Kharkiv."),
    ],
)
def test_an_excerpt_is_a_paragraph_or_less(words: str, around: int, shown: str) -> None:
    start = TEXT.index(words)
    assert widened(TEXT, Span(start, start + len(words)), around).of(TEXT) == shown


@pytest.mark.parametrize("around", [0, 5, 20, 400])
@pytest.mark.parametrize("wide", [0, 30, 400])
def test_a_narrowed_excerpt_is_the_narrower_one_and_keeps_the_marks_of_the_fact(around: int, wide: int) -> None:
    start = TEXT.index("Kravets")
    fact = Span(start, start + len("Kravets"))
    marks = [Mark(fact.start, fact.end, "person", "Kravets")]
    cut = narrowed(excerpt(TEXT, marks, widened(TEXT, fact, wide)), fact, around)
    shown = "".join(run.text for run in cut.runs)
    assert shown == Span(cut.start, cut.end).of(TEXT)
    assert fact.start - cut.start <= around
    assert cut.end - fact.end <= around
    assert [run.text for run in cut.runs if run.marks] == ["Kravets"]
    assert cut.before == (cut.start > 0)
    assert cut.after == (cut.end < len(TEXT))


def test_crossing_marks_are_split() -> None:
    made = runs("abcdef", [Mark(0, 4, "quote", "q"), Mark(2, 6, "event", "e")])
    assert [(run.text, run.kinds) for run in made] == [("ab", "quote"), ("cd", "event quote"), ("ef", "event")]
    assert made[1].innermost == Mark(0, 4, "quote", "q")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ([(0, 5)], "<abcde>fghij"),
        ([(2, 8)], "ab<cdefgh>ij"),
        ([(0, 10), (2, 8)], "<ab<cdefgh>ij>"),
        ([(2, 8), (0, 10)], "<ab<cdefgh>ij>"),
        ([(0, 4), (4, 8)], "<abcd><efgh>ij"),
        ([(0, 6), (4, 8)], "<abcd|ef>ghij"),  # they cross: the one named first is whole
        ([(0, 3), (0, 6), (0, 3)], "<<abc>def>ghij"),
        ([(8, 14)], "abcdefgh<ij> / klmno"),  # whole as far as its first paragraph goes
    ],
)
def test_a_fact_is_one_element_where_it_can_be(facts, told):
    text = "abcdefghij" if "/" not in told else "abcdefghij\nklmno"
    marks = [Mark(3, 5, "place", "x")]
    laid = laid_out(paragraphs([excerpt(text, marks, Span(0, len(text)))]), [Span(*fact) for fact in facts])
    written = [
        "".join("<" * len(one.opens) + "|" * len(one.bare) + one.run.text + ">" * one.closes for one in paragraph)
        for paragraph in laid
    ]
    assert " / ".join(written) == told


@pytest.mark.parametrize(
    ("shown", "left", "told"),
    [
        ([(0, 4), (10, 14)], [], "0-4 [] 10-14 []"),
        ([(0, 4), (10, 14)], [(5, 8), (6, 7)], "0-4 [s5-8 s6-7] 10-14 []"),
        ([(2, 4), (10, 14)], [(0, 3), (12, 20)], "[s0-3] 2-4 [] 10-14 [s12-20]"),
        ([(2, 4)], [(3, 9)], "[] 2-4 [s3-9]"),  # its beginning is shown, its whole is not
    ],
)
def test_what_is_left_out_is_named_where_the_article_is_cut(shown, left, told):
    text = "abcdefghijklmnopqrst"
    cut = [excerpt(text, [], Span(*span)) for span in shown]
    facts = [LeftRecord("event", start, end, "", "") for start, end in left]
    parts = with_gaps(laid_out(paragraphs(cut), []), facts, before=cut[0].before, after=cut[-1].after)
    written = [
        f"{paragraph[0].run.start}-{paragraph[-1].run.start + len(paragraph[-1].run.text)}"
        if paragraph
        else f"[{' '.join(each.anchor for each in here)}]"
        for paragraph, here in parts
    ]
    assert " ".join(written) == told


@pytest.mark.parametrize(
    ("words", "leads"),
    [("gone", True), ("1", True), ("Міст", True), (" ", False), (". ", False), ("”\n", False), ("…", False)],
)
def test_only_words_are_a_link(words: str, leads: bool) -> None:
    """Where one mark ends between two sentences, a blank is left over."""
    mark = Mark(0, 40, "event", "an attack", "/events/x")
    (run,) = runs(words, [mark])
    assert run.href == ("/events/x" if leads else None)
    (bare,) = runs(words, [])
    assert bare.href is None
