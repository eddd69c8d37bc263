"""The sentence round a figure, whole: with what is counted and who says so, and nothing of the next one."""

from __future__ import annotations

import pytest

from app.browse.events import get_event, list_events
from app.browse.facts.figure_words import sentence_round, words_of
from app.browse.question.filters import Filters
from app.store.db import Database
from app.text.span import Span
from tests.factories import a_claim, an_article


@pytest.mark.parametrize(
    ("text", "figure", "sentence"),
    [
        ("Shells fell. At least 7 people died, Mel said. He left.", "7", "At least 7 people died, Mel said."),
        ("Mel spoke.\n\nSome 7 were hurt\n\nThe bridge held.", "7", "Some 7 were hurt"),
        ("“They lost 7.” Mel left.", "7", "“They lost 7.”"),
        ("Col. Mel counted 7 dead. J. Kravets counted 9.", "7", "Col. Mel counted 7 dead."),
        ("The U.S. Army counted 7 dead. Mel left.", "7", "The U.S. Army counted 7 dead."),
        ("It cost 1.5 million and 7 lives. Mel left.", "7", "It cost 1.5 million and 7 lives."),
        ("They lost the son. At least 7 died.", "7", "At least 7 died."),
        ("Mel said 7 died? Nobody knew.", "7", "Mel said 7 died?"),
        ("DUBOVE, May 15 (Harbour Wire) — Some 7 people died. Mel left.", "7", "Some 7 people died."),
        ("7", "7", "7"),
    ],
)
def test_a_figure_stands_in_its_sentence(text: str, figure: str, sentence: str) -> None:
    at = text.index(figure)
    found = sentence_round(text, Span(at, at + len(figure)))
    assert found
    assert found.of(text) == sentence


@pytest.mark.parametrize(
    ("text", "figure", "claim", "words"),
    [
        ("31 people were killed, Mel said, when shells hit Dubove on Monday.", "31", "shells hit Dubove",
         "31 people were killed, Mel said, when shells hit Dubove"),
        ("On Monday shells hit Dubove, killing at least 7 people, Mel said.", "7", "shells hit Dubove",
         "shells hit Dubove, killing at least 7 people"),
        ("It was cold, and 7 had died by noon, Mel said.", "7", "", "and 7 had died by noon"),
        ("Seven were hurt. Mel left.", "Seven", "", "Seven were hurt"),
        ("Mel saw 7 of the men and women and children and guests and neighbours who had come then.", "7", "",
         "Mel saw 7 of the men and women and children and guests and neighbours"),
    ],
)  # fmt: skip
def test_a_figure_is_told_by_its_clause_and_its_claim(text: str, figure: str, claim: str, words: str) -> None:
    """Whatever the policy of its outlet: these words are the fact, and the rest of the sentence is not."""
    at, of = text.index(figure), text.index(claim) if claim else -50
    fact = Span(at, at + len(figure))
    sentence = sentence_round(text, fact)
    assert sentence
    assert words_of(text, sentence, fact, (of, of + len(claim))).of(text) == words


@pytest.mark.parametrize(("from_start", "to_end"), [(False, True), (True, False)])
def test_a_sentence_that_was_cut_is_not_shown(from_start: bool, to_end: bool) -> None:
    assert sentence_round("and 7 people died near", Span(4, 5), from_start, to_end) is None


@pytest.mark.parametrize("figure", [Span(11, 12), Span(40, 45)], ids=["on a blank", "beyond the text"])
def test_a_figure_that_stands_on_no_words_has_no_sentence(figure: Span) -> None:
    assert sentence_round("Mel left.\n   \nHe ran.", figure) is None


FAR = "Mel said nothing of it. " * 40


@pytest.mark.parametrize("before", ["", FAR], ids=["as it opens", "far into the article"])
def test_the_words_between_a_figure_and_its_claim_are_shown_and_no_others(db: Database, before: str) -> None:
    """Of "31 … when shells hit Dubove" nobody can tell whether they were killed."""
    sentence = "At least 31 people were killed when shells hit Dubove, officials said."
    claim = a_claim("when shells hit Dubove", trigger="hit", place="Dubove", when="2023-05-13", killed="31")
    an_article(db, f"{before}{sentence} {FAR}", claims=[claim], published="2023-05-15")
    with db.reading() as reading:
        (event,) = list_events(reading, Filters("events")).items
        page = get_event(reading, event.public_id)
    assert page
    (row,) = [row for row in page.ledger.rows if row.question == "killed"]
    shown, told = row.words[0].shown, sentence.removeprefix("At least ").removesuffix(", officials said.")
    assert (shown.exact, f"{before}{sentence}"[shown.start : shown.end]) == (told, told)
