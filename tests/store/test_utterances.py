"""Which quotes are one utterance in the record: on both engines, whatever came first, and after things go."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.audit import audit
from app.store.db import Database
from app.store.forget import forget_article
from app.store.tables import Quote, Utterance, UtteranceLink
from tests.counts import count
from tests.factories import MadeArticle, a_quote, a_world, made, record

FULL = "We will hold the bridge until the last boat has crossed, and then we will leave the town"
PART = "hold the bridge until the last boat has crossed"
BRACKET = "[The army] will hold the bridge until the last boat has crossed"
TRANSLATED = "We shall keep the bridge until the last boat is across, and only after that leave the town"
OTHER = "The mayor was asleep when the shells came down"


def told(
    name: str, *said: str, by: str = "Olena Kravets", day: str = "2023-05-15", on: str | None = None
) -> MadeArticle:
    text = f"{name} reports. " + " ".join(f"{by} said: “{words}”." for words in said)
    quotes = [
        a_quote(f"{words}§{said[: n + 1].count(words)}", speaker=by, cue="said", said=on)
        for n, words in enumerate(said)
    ]
    return made(text, quotes=quotes, url=f"https://{name}.example/", outlet=name, published=day)


def groups(session: Session) -> set[frozenset[str]]:
    """Which quotes are one utterance, by their public ids."""
    found: dict[int, set[str]] = {}
    for public_id, utterance_id in session.execute(select(Quote.public_id, Quote.utterance_id)):
        found.setdefault(utterance_id, set()).add(public_id)
    return {frozenset(one) for one in found.values()}


def wordings(session: Session) -> list[list[str]]:
    """The same by their words, those that stand alone too."""
    found: dict[int, list[str]] = {}
    for exact, utterance_id in session.execute(select(Quote.exact, Quote.utterance_id).order_by(Quote.exact)):
        found.setdefault(utterance_id, []).append(exact)
    return sorted(found.values())


def links(session: Session) -> set[frozenset[str]]:
    """Linked utterances, each by its fullest wording."""
    fullest = {
        row.utterance_id: row.exact for row in session.scalars(select(Quote).order_by(func.length(Quote.exact)))
    }
    rows = session.scalars(select(UtteranceLink))
    return {frozenset({fullest[row.one_id], fullest[row.other_id]}) for row in rows}


def faults(session: Session) -> list[str]:
    return [str(fault) for fault in audit(session.connection())]


STORIES = [told("one", FULL), told("two", PART), told("three", BRACKET, OTHER), told("four", TRANSLATED)]


def test_variants_of_one_utterance_stand_together_with_their_reasons(db: Database) -> None:
    with db.writing() as session:
        for one in STORIES:
            record(session, one)
        assert wordings(session) == sorted([sorted([FULL, PART, BRACKET]), [OTHER], [TRANSLATED]])
        reasons = dict(session.execute(select(Quote.exact, Quote.utterance_reason)).all())
        assert reasons[FULL] == reasons[OTHER] == ""
        assert reasons[PART] == "a part of a longer quote"
        assert reasons[BRACKET] == "a part of a longer quote, with words put in brackets"
        assert links(session) == {frozenset({FULL, TRANSLATED})}
        assert faults(session) == []


@settings(max_examples=count(3, 25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(STORIES), data=st.data())
def test_which_quotes_are_one_utterance_does_not_hang_on_the_order_they_came_in(db: Database, order, data) -> None:
    dropped = data.draw(st.sampled_from(order))
    with Session(db.writer) as session:
        recorded = {one.article.url: record(session, one).article_id for one in order}
        together, linked = wordings(session), links(session)
        assert together == sorted([sorted([FULL, PART, BRACKET]), [OTHER], [TRANSLATED]])
        ids = dict(session.execute(select(Quote.public_id, Utterance.public_id).join(Utterance)).all())
        for one in order:
            record(session, one, again=True)
        assert dict(session.execute(select(Quote.public_id, Utterance.public_id).join(Utterance)).all()) == ids
        assert (wordings(session), links(session)) == (together, linked)
        forget_article(session, recorded[dropped.article.url], a_world().codebook, why="withdrawn")
        assert faults(session) == []
        record(session, dropped)
        assert (wordings(session), links(session)) == (together, linked)
        assert faults(session) == []
        session.rollback()


def test_two_parts_go_apart_when_the_speech_that_held_both_goes(db: Database) -> None:
    first, second = FULL[:55], FULL[57:]
    with db.writing() as session:
        record(session, told("one", first))
        record(session, told("two", second))
        assert len(groups(session)) == 2
        whole = record(session, told("three", FULL))
        assert len(groups(session)) == 1
        forget_article(session, whole.article_id, a_world().codebook, why="withdrawn")
        assert len(groups(session)) == 2
        assert session.scalar(select(func.count(Utterance.id))) == 2
        assert faults(session) == []


def test_the_same_words_twice_in_one_article_are_one_utterance(db: Database) -> None:
    with db.writing() as session:
        record(session, told("one", FULL, PART))
        assert len(groups(session)) == 1
        undated = told("two", f"Now {OTHER}", OTHER)
        record(session, made(undated.article.text, quotes=undated.quotes, url="https://two.example/"))
        assert len(groups(session)) == 2
        assert faults(session) == []


@pytest.mark.parametrize(
    ("one", "other", "utterances"),
    [
        (told("one", FULL), told("two", FULL, by="Ihor Moroz"), 2),
        (told("one", FULL, on="2023-05-14"), told("two", FULL, on="2023-05-10"), 2),
        (told("one", FULL), told("two", FULL, day="2023-05-29"), 1),
        (told("one", FULL), told("two", PART, day="2023-05-29"), 2),
        (told("one", "We stay"), told("two", "We stay"), 0),
    ],
)
def test_speaker_day_and_length_keep_quotes_apart(db: Database, one, other, utterances: int) -> None:
    with db.writing() as session:
        record(session, one)
        record(session, other)
        assert session.scalar(select(func.count(Utterance.id))) == utterances
        assert faults(session) == []


def test_quotes_of_nobody_known_are_no_utterance(db: Database) -> None:
    text = f"“{FULL}”, a woman at the ferry said. “{FULL}”"
    with db.writing() as session:
        record(session, made(text, quotes=[a_quote(FULL), a_quote(f"{FULL}§2")]))
        assert groups(session) == {frozenset(session.scalars(select(Quote.public_id)))}
        assert session.scalar(select(func.count(Utterance.id))) == 0
