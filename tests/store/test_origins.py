"""Which articles share an origin: by their texts alone, on both engines, whatever way they came in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.desk.articles import set_article
from app.ingest.copies import Copied, Wording, relate
from app.store import origins
from app.store.audit import audit
from app.store.db import Database
from app.store.forget import forget_article
from app.store.tables import Article, ArticleVersion, CopyBand, Event, Origin
from tests.counts import count
from tests.factories import MadeArticle, a_claim, a_world, made, record
from tests.ingest.test_copies import BLAME, HONEST, LEAD, LOCAL, OTHER_STORY, SCENE, WIRE, a_summary, retitled

CLAIM = "Shells struck the grain port of Dubove"
REPRINTS = {
    "Harbour Wire": WIRE,
    "The Ledger": WIRE.replace("\n\n(Harbour Wire)", ""),
    "The Courier": f"{LEAD}\n\n{SCENE}\n\n(Harbour Wire)",
    "The Post": f"{retitled(WIRE)}\n\n{LOCAL}",
}


def story(outlet: str, text: str, day: str = "2023-05-16", **stated) -> MadeArticle:
    """An article that tells, where it has the words, of the one shelling of Dubove."""
    claims = [a_claim(CLAIM, trigger="struck", place="Dubove", when="2023-05-15")] if CLAIM in text else []
    if "guns opened up on Dubove" in text:
        claims = [a_claim("guns opened up on Dubove", trigger="opened up", place="Dubove", when="2023-05-15")]
    address = f"https://{outlet.lower().replace(' ', '')}.example/{len(text)}"
    return made(text, claims=claims, outlet=outlet, published=day, **({"url": address} | stated))


STORIES = [story(outlet, text) for outlet, text in REPRINTS.items()]
OTHERS = [story("The Witness", HONEST), story("The Voice", OTHER_STORY)]


def groups(session: Session) -> set[frozenset[str]]:
    """Which articles share an origin, by their addresses; those that stand alone left out."""
    found: dict[int, set[str]] = {}
    for url, origin_id in session.execute(select(Article.url, Article.origin_id)):
        if origin_id is not None:
            found.setdefault(origin_id, set()).add(url)
    return {frozenset(one) for one in found.values()}


def urls(stories: list[MadeArticle]) -> frozenset[str]:
    return frozenset(one.article.url for one in stories)


def told(session: Session) -> dict[str, str]:
    return {row.title: row.origin_reason for row in session.scalars(select(Article)) if row.origin_reason}


def faults(session: Session) -> list[str]:
    return [str(fault) for fault in audit(session.connection())]


def test_a_wire_story_and_three_reprints_are_one_event_four_reports_and_one_origin(db: Database) -> None:
    with db.writing() as session:
        for one in STORIES:
            record(session, one)
        assert session.execute(select(Event.sources, Event.origins)).all() == [(4, 1)]
        assert session.execute(select(Origin.wire, Origin.reason)).all() == [("Harbour Wire", origins._NEAR)]
        words = len(f"{LEAD} {SCENE}".split())
        reasons = dict(session.execute(select(Article.url, Article.origin_reason)).all())
        assert reasons[STORIES[0].article.url] == origins.FIRST
        assert reasons[STORIES[2].article.url] == (
            f"{words} of its {words} words stand in “{WIRE[:40]}” (Harbour Wire), in the same order"
        )
        assert reasons[STORIES[3].article.url].endswith(" stand in it, in the same order")
        assert faults(session) == []


def test_two_honest_reports_stay_two(db: Database) -> None:
    with db.writing() as session:
        for one in (STORIES[0], *OTHERS):
            record(session, one)
        assert session.execute(select(Event.sources, Event.origins)).all() == [(2, 2)]
        assert session.scalar(select(func.count(Origin.id))) == 0
        assert faults(session) == []


@settings(max_examples=count(4, 25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([*STORIES, *OTHERS]), data=st.data())
def test_which_articles_share_an_origin_does_not_hang_on_the_order_they_came_in(db: Database, order, data) -> None:
    dropped = data.draw(st.sampled_from(order))
    with Session(db.writer) as session:
        recorded = {one.article.url: record(session, one).article_id for one in order}
        assert groups(session) == {urls(STORIES)}
        (origin,) = session.scalars(select(Origin.public_id))
        for one in order:
            record(session, one, again=True)
        assert session.scalars(select(Origin.public_id)).all() == [origin]
        forget_article(session, recorded[dropped.article.url], a_world().codebook, why="withdrawn")
        left = [one for one in STORIES if one is not dropped]
        assert groups(session) == {urls(left)}
        assert session.scalars(select(Origin.public_id)).all() == [origin]
        assert session.scalar(select(func.max(Event.origins))) == 1 + (OTHERS[0] is not dropped)
        record(session, dropped)
        assert groups(session) == {urls(STORIES)}
        assert faults(session) == []
        session.rollback()


# Two stories and what holds both, be it a round-up that begins with one of them.
CHAIN = (LEAD + " " + SCENE, f"{LEAD} {SCENE} {BLAME} {LOCAL}", f"{BLAME} {LOCAL}")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (0, 2, 1), (1, 0, 2)])
def test_a_text_that_holds_two_stories_makes_them_no_copies(db: Database, order) -> None:
    chain = [story(f"Outlet {n}", text) for n, text in enumerate(CHAIN)]
    with db.writing() as session:
        recorded = {n: record(session, chain[n]).article_id for n in order}
        assert groups(session) == set()
        assert told(session) == {}
        forget_article(session, recorded[2], a_world().codebook, why="withdrawn")  # now it holds one story only
        assert groups(session) == {urls(chain[:2])}
        record(session, chain[2])
        record(session, chain[2].saying(OTHER_STORY))  # a new text at that address: the same again
        assert groups(session) == {urls(chain[:2])}
        assert faults(session) == []


def test_a_text_that_holds_copies_of_two_origins_leaves_them_two(db: Database) -> None:
    ends = [story(f"Outlet {n}{copy}", text) for n, text in ((0, CHAIN[0]), (2, CHAIN[2])) for copy in "ab"]
    links = [story("Outlet 1", CHAIN[1]), story("Outlet 3", f"The day in brief. {CHAIN[1]}")]
    with db.writing() as session:
        for one in ends:
            record(session, one)
        apart = {row.public_id for row in session.scalars(select(Origin))}
        middle = record(session, links[0]).article_id
        assert groups(session) == {urls(ends[:2]), urls(ends[2:])}
        record(session, links[1])  # a round-up's reprint is one too
        assert groups(session) == {urls(ends[:2]), urls(ends[2:]), urls(links)}
        forget_article(session, middle, a_world().codebook, why="withdrawn")
        assert groups(session) == {urls(ends[:2]), urls(ends[2:])}
        assert set(session.scalars(select(Origin.public_id))) == apart
        assert faults(session) == []


ROUND_UPS = [
    story("Briefly", f"The world in brief. {LEAD} {SCENE} {OTHER_STORY}"),
    story("Evening Brief", f"The world in brief. {OTHER_STORY} {LEAD} {SCENE}"),
]


@settings(max_examples=count(3, 25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations([*STORIES, *OTHERS, *ROUND_UPS]))
def test_round_ups_change_nothing_whenever_they_come(db: Database, order) -> None:
    with Session(db.writer) as session:
        for one in order:
            record(session, one)
        found = {group - urls(ROUND_UPS) for group in groups(session)}
        assert urls(STORIES) in found
        assert all(group in (urls(STORIES), frozenset()) for group in found)
        assert not any(group > urls(STORIES) for group in groups(session))
        assert faults(session) == []
        session.rollback()


def test_daily_summaries_on_one_form_are_reports_of_their_own(db: Database) -> None:
    with db.writing() as session:
        for day in range(8):
            record(session, story(f"Staff {day}", a_summary(day), f"2023-05-{10 + day}"))
        assert groups(session) == set()


@pytest.mark.parametrize(("day", "together"), [("2023-05-18", True), ("2023-05-25", False)])
def test_a_trimmed_text_is_a_copy_of_what_was_published_about_then(db: Database, day: str, together: bool) -> None:
    with db.writing() as session:
        stories = [STORIES[1], story("Late", f"{LEAD} {SCENE}", day)]
        for one in stories:
            record(session, one)
        assert groups(session) == ({urls(stories)} if together else set())


FULL = f"{LEAD} {SCENE} {BLAME}"
ACCOUNTS = {
    "A": f"{FULL} The mayor later counted 7 dead.",
    "B": f"{FULL} The governor later counted 9 dead, and said so twice.",
}


def an_account(outlet: str, killed: str) -> MadeArticle:
    claim = a_claim(CLAIM, trigger="struck", place="Dubove", when="2023-05-15", killed=killed)
    return made(
        ACCOUNTS[outlet], claims=[claim], outlet=outlet, published="2023-05-15", url=f"https://{outlet}.example/"
    )


def test_events_are_weighed_anew_as_an_origin_comes_and_goes(db: Database) -> None:
    with db.writing() as session:
        record(session, an_account("A", "7"))
        second = record(session, an_account("B", "9")).article_id
        event = session.scalars(select(Event)).one()
        assert (event.origins, event.differs) == (1, False)  # one text: the larger figure is its own total
        record(session, an_account("B", "9").saying(f"{HONEST} {CLAIM}, and 9 died."))
        event = session.scalars(select(Event)).one()
        assert (event.origins, event.differs) == (2, True)
        assert faults(session) == []
        forget_article(session, second, a_world().codebook, why="withdrawn")
        assert session.execute(select(Event.origins, Event.differs)).all() == [(1, False)]


def test_events_of_other_copies_are_weighed_anew_when_an_outlet_is_put_right(db: Database) -> None:
    """Two stories that differ; both turn out to be one agency's, which then only has a larger figure."""
    with db.writing() as session:
        one = record(session, an_account("A", "7"))
        other = made(
            f"{HONEST} {CLAIM}, and 9 died.",
            claims=[a_claim(CLAIM, trigger="struck", place="Dubove", when="2023-05-15", killed="9")],
            outlet="C",
            published="2023-05-15",
        )
        record(session, other)
        assert session.execute(select(Event.origins, Event.differs)).all() == [(2, True)]
        set_article(session, one.public_id, outlet="C")
        assert session.execute(select(Event.origins, Event.differs)).all() == [(2, False)]
        set_article(session, one.public_id, outlet="A")
        assert session.execute(select(Event.origins, Event.differs)).all() == [(2, True)]


def test_a_text_without_a_sketch_is_known_word_for_word(db: Database) -> None:
    again = story("Another", STORIES[0].article.text)
    with db.writing() as session:
        record(session, STORIES[0])
        session.execute(delete(CopyBand))
        record(session, again)
        assert groups(session) == {urls([STORIES[0], again])}


def test_a_corrected_text_that_is_no_copy_any_more_leaves_its_origin(db: Database) -> None:
    with db.writing() as session:
        for one in STORIES[:2]:
            record(session, one)
        rewritten = story("The Ledger", HONEST, url=STORIES[1].article.url)
        record(session, rewritten)
        assert groups(session) == set()
        assert session.execute(select(Event.sources, Event.origins)).all() == [(2, 2)]
        record(session, STORIES[1])
        assert groups(session) == {urls(STORIES[:2])}
        assert session.execute(select(Event.sources, Event.origins)).all() == [(2, 1)]
        assert faults(session) == []


def test_the_wire_is_what_all_credit_who_credit_one(db: Database) -> None:
    reuters, both = WIRE.replace("Harbour Wire", "Reuters"), WIRE.replace("(Harbour Wire)", "(Reuters/AP)")
    uncredited = f"{LEAD}\n\n{SCENE}"
    with db.writing() as session:
        for outlet, text in (("A", reuters), ("B", both), ("C", uncredited)):
            record(session, story(outlet, text))
        assert session.scalars(select(Origin.wire)).all() == ["Reuters"]
        record(session, story("D", WIRE.replace("Harbour Wire", "TASS")))
        assert session.scalars(select(Origin.wire)).all() == [None]


def test_who_was_first_is_told_by_the_days_not_by_arrival(db: Database) -> None:
    late, early = story("Late", f"{LEAD} {SCENE}", "2023-05-20"), story("Early", f"{LEAD} {SCENE} ", "2023-05-15")
    with db.writing() as session:
        record(session, late)
        record(session, replace(early, article=replace(early.article, text=f"{LEAD}\n\n{SCENE}")))
        reasons = dict(session.execute(select(Article.url, Article.origin_reason)).all())
        assert reasons[early.article.url] == origins.FIRST
        assert reasons[late.article.url].endswith("(Early), in the same order")


def test_two_texts_are_compared_once_however_often_their_origin_is_told_anew(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def counting(one: Wording, other: Wording, days_apart: int | None = None) -> Copied | None:
        compared.append(1)
        return relate(one, other, days_apart)

    with db.writing() as session:
        for number in range(12):
            record(session, story(f"Outlet {number}", f"{WIRE}\n\nPage {number}."))
        monkeypatch.setattr(origins, "relate", counting)
        record(session, story("Another", f"{WIRE}\n\nPage 21."))
        assert session.scalar(select(func.count(Origin.id))) == 1
    assert len(compared) <= 12


def test_a_forgotten_article_leaves_no_sketch(db: Database) -> None:
    with db.writing() as session:
        one = record(session, STORIES[0])
        forget_article(session, one.article_id, a_world().codebook, why="withdrawn")
        assert session.scalar(select(func.count(CopyBand.id))) == 0


def test_what_is_put_right_in_an_article_is_told_of_its_copies(db: Database) -> None:
    with db.writing() as session:
        for one in STORIES[1:3]:
            record(session, one)
        first = session.scalars(select(Article).where(Article.origin_reason == origins.FIRST)).one()
        set_article(session, first.public_id, title="Port burns")
        assert "“Port burns”" in " ".join(session.scalars(select(Article.origin_reason)))
        set_article(session, first.public_id, published="2023-06-01")  # so much later, cut short: no copy
        assert first.origin_reason == ""
        assert told(session) == {}
        set_article(session, first.public_id, published="2023-05-18")
        assert first.origin_id is not None
        assert first.origin_reason != origins.FIRST
        set_article(session, first.public_id, outlet="Harbour Wire")  # the wire's own is first, whenever it came
        assert first.origin_reason == origins.FIRST
        assert faults(session) == []


def test_a_record_older_than_sketches_is_mended_as_it_is_read_again(db: Database) -> None:
    with db.writing() as session:
        for one in STORIES:
            record(session, one)
        session.execute(update(Article).values(origin_id=None, origin_reason=""))
        session.execute(delete(CopyBand))
        session.execute(delete(Origin))
        session.expire_all()
        for row in session.scalars(select(Article)).all():
            text = session.scalars(select(ArticleVersion.text).where(ArticleVersion.article_id == row.id)).one()
            origins.mend_sketch(session, row, text)
        assert groups(session) == {urls(STORIES)}
        assert faults(session) == []
