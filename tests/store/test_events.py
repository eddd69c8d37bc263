"""Claims become events the same way whatever order they came in, and events keep their addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.store import blocks, events
from app.store.audit import audit
from app.store.db import Database
from app.store.forget import forget_article
from app.store.tables import (
    Actor,
    Article,
    Claim,
    Event,
    Mention,
    NearEvent,
    Origin,
    Outlet,
    Place,
    PlaceName,
    Quote,
    Redirect,
    Role,
    Table,
    Tombstone,
    WithdrawnText,
)
from app.text.when import When
from tests.counts import count
from tests.factories import MadeArticle, a_claim, a_world, an_incident, made, record

TITLE = f"{a_world().codebook.get('shelling').label}: Dubove"
OUTLETS = ("The Ledger", "The Courier", "Harbour Wire", "The Post")


def groups(session: Session) -> set[frozenset[str]]:
    """Which claims share an event, by their public ids."""
    found: dict[int | None, set[str]] = {}
    for public_id, event_id in session.execute(select(Claim.public_id, Claim.event_id)):
        found.setdefault(event_id, set()).add(public_id)
    return {frozenset(one) for one in found.values()}


def beside(session: Session) -> set[tuple]:
    """Which events nearly joined, and which are part of which, each event told by its claims."""
    claims: dict[int | None, frozenset[str]] = {}
    for public_id, event_id in session.execute(select(Claim.public_id, Claim.event_id)):
        claims[event_id] = claims.get(event_id, frozenset()) | {public_id}
    near = {
        (frozenset({claims[row.one_id], claims[row.other_id]}), row.agrees, row.differs)
        for row in session.scalars(select(NearEvent))
    }
    parted = session.scalars(select(Event).where(Event.part_of_id.is_not(None)))
    return near | {(claims[row.id], claims[row.part_of_id], row.part_reason) for row in parted}


def told(session: Session) -> list[tuple]:
    """Every event as its page tells it."""
    columns = (Event.public_id, Event.title, Event.earliest, Place.slug, Event.claims, Event.origins)
    query = select(*columns).outerjoin(Place, Place.id == Event.place_id).order_by(Event.public_id)
    return [tuple(row) for row in session.execute(query)]


def of(session: Session, recorded) -> str:
    """The address of the event that an article's one claim is in."""
    query = select(Event.public_id).join(Claim, Claim.event_id == Event.id)
    return session.scalars(query.where(Claim.article_id == recorded.article_id)).one()


def addresses(session: Session) -> tuple[dict[str, str], set[str]]:
    """Of events: where the moved ones lead, and which are gone."""
    moved = session.execute(select(Redirect.old, Redirect.new).where(Redirect.noun == "events"))
    gone = session.scalars(select(Tombstone.gone).where(Tombstone.noun == "events"))
    return {row.old: row.new for row in moved}, set(gone)


def faults(session: Session) -> list[str]:
    return [str(fault) for fault in audit(session.connection())]


# --- order ------------------------------------------------------------------------------------------

_whens = st.one_of(
    st.none(),
    st.builds(
        lambda day, more, about: (
            When.parse(f"2023-05-{day:02d}/2023-05-{day + more:02d}").shifted(0)
            if not about
            else replace(When.parse(f"2023-05-{day:02d}"), about=True)
        ),
        st.integers(10, 12),
        st.sampled_from([0, 0, 1, 9]),
        st.booleans(),
    ),
)
_claims = st.tuples(
    st.sampled_from(["shelling", "air-strike", "destruction", "territory-taken"]),
    st.sampled_from([None, "Dubove", "Lisy Oblast", "Vesna§2"]),
    _whens,
    st.sampled_from(
        [(), ("Grey Column",), ("Vesnan Army",), ("Republic of Vesna",), ("Grey Column", "Vesnan Army")]
    ),
    st.booleans(),
)
_articles = st.lists(st.lists(_claims, min_size=1, max_size=2), min_size=2, max_size=4)


def stories(shapes: Sequence[Sequence[tuple]]) -> list[MadeArticle]:
    text = "Shells of the Grey Column and the Vesnan Army hit Dubove in Lisy Oblast of Vesna; bombs fell too"
    text += " on the Republic of Vesna."
    return [
        made(
            f"{text} Copy {number}.",
            claims=[
                a_claim(text, trigger=("hit", "fell")[n], type=one[0], place=one[1], when=one[2], actors=one[3],
                        parent=one[4])
                for n, one in enumerate(shape)
            ],
            url=f"https://ledger.example/{number}",
        )
        for number, shape in enumerate(shapes)
    ]  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("place", ["Lisy Oblast", None])
def test_a_states_deed_and_its_armys_are_one_whichever_is_told_first(db: Database, place, order) -> None:
    """The army belongs to the state and its town lies in the other's region: found from either end."""
    text = "The Republic of Vesna took a town of Lisy Oblast; the Vesnan Army took Dubove."
    shared = {"type": "territory-taken", "when": "2023-05-15"}
    stories = [
        made(text, claims=[a_claim(text, trigger="took", place=place, actors=["Republic of Vesna"], **shared)],
             url="https://ledger.example/1"),
        made(f"{text} Seen.", claims=[a_claim(text, trigger="took§2", place="Dubove", actors=["Vesnan Army"],
                                              **shared)], url="https://ledger.example/2"),
    ]  # fmt: skip
    with db.writing() as session:
        for number in order:
            record(session, stories[number])
        assert [len(one) for one in groups(session)] == [2]
        assert faults(session) == []


@settings(max_examples=count(3, 25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shapes=_articles, random=st.randoms(use_true_random=False), data=st.data())
def test_which_claims_share_an_event_does_not_hang_on_the_order_they_came_in(db: Database, shapes, random, data):
    articles = stories(shapes)
    shuffled = random.sample(articles, len(articles))
    dropped = data.draw(st.integers(0, len(articles) - 1))
    with Session(db.writer) as session:
        for one in articles:
            record(session, one)
        whole, aside = groups(session), beside(session)
        for one in articles:
            record(session, one, again=True)  # nor on what was read again
        assert (groups(session), beside(session)) == (whole, aside)
        session.rollback()
    with Session(db.writer) as session:
        recorded = {one.article.url: record(session, one) for one in shuffled}
        assert (groups(session), beside(session)) == (whole, aside)
        gone = recorded[articles[dropped].article.url]
        forget_article(session, gone.article_id, a_world().codebook, why="withdrawn")
        without = groups(session), beside(session)
        assert faults(session) == []
        session.rollback()
    with Session(db.writer) as session:
        for number, one in enumerate(articles):
            if number != dropped:
                record(session, one)
        assert (groups(session), beside(session)) == without  # forgotten is as if it had never been told
        session.rollback()


@pytest.mark.parametrize("how", ["forgotten", "read otherwise"])
def test_a_report_that_stood_between_two_joins_the_one_that_is_left(db: Database, how: str) -> None:
    """It is in neither's event, and still what it is part of changes when one of them goes."""
    # Not a weapon's doing: two accounts of one strike that blame different sides are one event.
    ledger = an_incident("The Ledger", type="arrest")
    courier = an_incident("The Courier", actor="Vesnan Army", type="arrest")
    told = a_claim("Shells hit Dubove.", trigger="hit", type="arrest", place="Dubove", when="2023-05-15")
    silent = made("Shells hit Dubove.", claims=[told])
    with db.writing() as session:
        a, b, c = (record(session, one) for one in (ledger, courier, silent))
        assert len(groups(session)) == 3
        if how == "forgotten":
            forget_article(session, b.article_id, a_world().codebook, why="withdrawn")
        else:
            record(session, replace(courier, claims=()), again=True)
        assert of(session, c) == of(session, a)
        assert faults(session) == []


# --- addresses ----------------------------------------------------------------------------------------


def test_four_outlets_tell_of_one_event(db: Database) -> None:
    with db.writing() as session:
        for outlet in OUTLETS:
            record(session, an_incident(outlet))
        event = session.scalars(select(Event)).one()
        assert (event.claims, event.sources, event.origins, event.title) == (4, 4, 4, TITLE)
        assert event.listed
        assert not event.differs
        assert faults(session) == []


def test_reading_everything_again_changes_no_event(db: Database) -> None:
    articles = [an_incident(outlet, place=place) for outlet in OUTLETS for place in ("Dubove", "Zelenyi Yar")]
    with db.writing() as session:
        for one in articles:
            record(session, one)
        before = told(session)
        assert len(before) == 2
        for one in (*articles, *reversed(articles)):
            record(session, one, again=True)
        assert told(session) == before
        assert addresses(session) == ({}, set())


def test_an_unrelated_article_renames_no_event(db: Database) -> None:
    with db.writing() as session:
        for outlet in OUTLETS:
            record(session, an_incident(outlet))
        before = told(session)
        record(session, an_incident("The Ledger", place="Zelenyi Yar"))
        record(session, an_incident("The Post", when="2023-06-01", actor="Vesnan Army"))
        assert set(before) < set(told(session))


def test_the_same_reports_tell_the_same_event_in_any_order(db: Database) -> None:
    articles = [
        an_incident("The Ledger"),
        an_incident("The Courier", when="2023-05-15/2023-05-16"),
        replace(an_incident("Harbour Wire"), conflict="russia-ukraine"),
    ]
    seen = []
    for order in (articles, articles[::-1]):
        with Session(db.writer) as session:
            for one in order:
                record(session, one)
            seen.append([row[1:] for row in told(session)])
            session.rollback()
    assert seen[0] == seen[1]


def test_a_founder_that_is_no_longer_read_leaves_the_event_its_address(db: Database) -> None:
    first, second = an_incident("The Ledger"), an_incident("The Courier")
    with db.writing() as session:
        a, b = record(session, first), record(session, second)
        address = of(session, a)
        record(session, replace(first, claims=()), again=True)
        assert of(session, b) == address
        record(session, second, again=True)  # its only claim is written anew, and still inherits
        assert of(session, b) == address
        record(session, first, again=True)
        assert of(session, a) == of(session, b) == address
        assert addresses(session) == ({}, set())
        assert faults(session) == []


def test_a_founder_that_comes_back_elsewhere_takes_its_address_along(db: Database) -> None:
    first, second = an_incident("The Ledger"), an_incident("The Courier")
    with db.writing() as session:
        a, b = record(session, first), record(session, second)
        address = of(session, a)
        record(session, replace(first, claims=()), again=True)
        later = a_claim(first.claims[0](first.article.text).span.of(first.article.text), trigger="hit",
                        place="Dubove", when="2024-01-01", actors=["Grey Column"])  # fmt: skip
        record(session, replace(first, claims=(later,)), again=True)
        assert of(session, a) == address != of(session, b)
        assert faults(session) == []


def test_merged_events_redirect_and_split_ones_get_their_address_back(db: Database) -> None:
    first = an_incident("The Ledger", when="2023-05-15")
    second = an_incident("The Courier", when="2023-05-17")
    same_day = replace(second, claims=an_incident("The Courier", when="2023-05-15").claims)
    with db.writing() as session:
        a, b = record(session, first), record(session, second)
        kept, retired = of(session, a), of(session, b)
        assert kept != retired
        record(session, same_day, again=True)
        assert of(session, a) == of(session, b) == kept
        assert addresses(session) == ({retired: kept}, set())
        assert faults(session) == []
        record(session, second, again=True)
        assert (of(session, a), of(session, b)) == (kept, retired)
        assert addresses(session) == ({}, set())
        assert faults(session) == []


def test_a_chain_of_merges_leads_to_the_event_that_is_there(db: Database) -> None:
    days = ("2023-05-15", "2023-05-17", "2023-05-19")
    articles = [an_incident(outlet, when=day) for outlet, day in zip(OUTLETS, days, strict=False)]

    def on(number: int, day: str) -> MadeArticle:
        return replace(articles[number], claims=an_incident(OUTLETS[number], when=day).claims)

    with db.writing() as session:
        recorded = [record(session, one) for one in articles]
        first, second, third = (of(session, one) for one in recorded)
        record(session, on(2, days[1]), again=True)
        assert addresses(session)[0] == {third: second}
        record(session, on(1, days[0]), again=True)
        record(session, on(2, days[0]), again=True)
        assert addresses(session) == ({second: first, third: first}, set())
        forget_article(session, recorded[0].article_id, a_world().codebook, why="withdrawn")
        assert of(session, recorded[1]) == of(session, recorded[2]) == first
        assert addresses(session) == ({second: first, third: first}, set())
        assert faults(session) == []


# --- what is looked at ------------------------------------------------------------------------------------


def undated(outlet: str, published: str) -> MadeArticle:
    one = an_incident(outlet, when="2023-05-15", url=f"https://{outlet}.example/{published}")
    claims = tuple(lambda text, of=of: replace(of(text), when=None) for of in one.claims)
    return replace(one, article=replace(one.article, published=When.parse(published)), claims=claims)


@pytest.mark.parametrize(
    ("looking", "seen"),
    [
        (undated("post", "2023-05-18"), {"2023-05-15"}),
        (undated("post", "2023-09-01"), set()),
        (an_incident("post", when="2023-05-15"), {"2023-05-15", "2023-05-20"}),
        (an_incident("post", when="2023-08-15"), set()),
    ],
    ids=["without a day, that week", "without a day, months later", "that day", "another day"],
)
def test_of_a_place_only_the_news_of_the_week_is_loaded(
    db: Database, looking: MadeArticle, seen: set[str]
) -> None:
    """A town has thousands of claims, and most of those without a day are of other years."""
    with db.writing() as session:
        record(session, an_incident("ledger", when="2023-05-15"))
        for day in ("2022-05-16", "2023-05-20", "2023-07-01", "2024-05-16"):
            record(session, undated("courier", day))
        recorded = record(session, looking)
        ours = session.scalars(select(Claim.id).where(Claim.article_id == recorded.article_id)).all()
        (known,) = blocks.load(session, ours).values()
        loaded = blocks._load(session, select(Claim).where(blocks._maybe_same(known, ()), Claim.id.not_in(ours)))
        assert {str(other.row.earliest or other.asked.published) for other in loaded.values()} == seen


# --- forgetting -----------------------------------------------------------------------------------------


def rows(session: Session, *but: type) -> dict[str, int]:
    tables = [
        table for table in Table.metadata.sorted_tables if table.name not in {one.__tablename__ for one in but}
    ]
    return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_forgetting_takes_all_that_only_the_article_supports(db: Database, order) -> None:
    codebook = a_world().codebook
    stays = an_incident("The Ledger")
    goes = replace(an_incident("The Courier", place="Zelenyi Yar", actor="Vesnan Army"), conflict="russia-ukraine")
    with db.writing() as session:
        alone = rows(session)
        recorded = [record(session, (stays, goes)[n]) for n in order]
        with_stays = record(session, stays)
        gone = next(one for one in recorded if one.public_id != with_stays.public_id)
        assert session.scalar(select(func.count(Role.id))) == 0
        assert set(session.scalars(select(Actor.slug))) == {"grey-column", "vesnan-army", "vesna"}
        event = of(session, gone)
        forget_article(session, gone.article_id, codebook, why="withdrawn")
        assert set(session.scalars(select(Actor.slug))) == {"grey-column"}
        assert set(session.scalars(select(Place.slug))) == {"dubove", "lisy-oblast", "vesna"}
        assert session.scalars(select(Outlet.slug)).all() == ["the-ledger"]
        assert addresses(session) == ({}, {event})
        assert faults(session) == []
        forget_article(session, with_stays.article_id, codebook, why="withdrawn")
        assert rows(session, Tombstone, WithdrawnText) == {
            key: n for key, n in alone.items() if key not in ("tombstone", "withdrawn_text")
        }


def test_samples_leave_no_stones(db: Database) -> None:
    with db.writing() as session:
        before = rows(session)
        recorded = [record(session, an_incident(outlet, sample=True)) for outlet in OUTLETS]
        for one in recorded:
            forget_article(session, one.article_id, a_world().codebook, why="a sample", bury=False)
        assert rows(session) == before


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_forgotten_and_told_again_is_as_it_was(db: Database, order) -> None:
    articles = [an_incident(outlet) for outlet in OUTLETS]
    with db.writing() as session:
        recorded = [record(session, one) for one in articles]
        before, claims = told(session), groups(session)
        for number in order:
            forget_article(session, recorded[number].article_id, a_world().codebook, why="withdrawn")
        assert told(session) == []
        for one in articles:
            record(session, one)
        assert groups(session) == claims
        assert [row[:3] for row in told(session)] == [row[:3] for row in before]
        assert addresses(session) == ({}, set())
        assert session.scalar(select(func.count(Tombstone.id))) == 0
        assert faults(session) == []


def test_told_again_in_another_order_an_old_address_leads_to_the_new_one(db: Database) -> None:
    first, second = an_incident("The Ledger"), an_incident("The Courier")
    with db.writing() as session:
        recorded = [record(session, first), record(session, second)]
        old = of(session, recorded[0])
        for one in recorded:
            forget_article(session, one.article_id, a_world().codebook, why="withdrawn")
        b = record(session, second)
        a = record(session, first)
        assert of(session, a) == of(session, b) != old
        assert addresses(session) == ({old: of(session, b)}, set())
        assert faults(session) == []


def test_what_is_left_of_two_copies_is_no_copy(db: Database) -> None:
    with db.writing() as session:
        one, two = an_incident("The Ledger"), an_incident("The Courier")
        two = replace(two, article=replace(one.article, url="https://courier.example/1"), claims=one.claims)
        a, b = record(session, one), record(session, two)
        assert session.scalars(select(Event.origins)).all() == [1]
        forget_article(session, a.article_id, a_world().codebook, why="withdrawn")
        assert session.scalar(select(func.count(Origin.id))) == 0
        assert session.scalars(select(Article.origin_id)).all() == [None]
        assert of(session, b)
        assert faults(session) == []


# --- what an event says -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "modality", "stance", "listed", "differs"),
    [
        ([("actual", "reported")], "actual", "reported", True, False),
        ([("planned", "reported")], "planned", "reported", False, False),
        ([("actual", "denied")], "actual", "denied", False, False),
        ([("planned", "confirmed"), ("actual", "claimed")], "actual", "claimed", True, False),
        ([("negated", "reported"), ("possible", "claimed")], "possible", "claimed", False, False),
        ([("actual", "denied"), ("actual", "claimed")], "actual", "claimed", True, True),
        ([("negated", "claimed"), ("actual", "claimed")], "actual", "claimed", True, True),
    ],
)
def test_an_event_is_what_its_most_affirmed_claim_says(
    db: Database, claims, modality, stance, listed, differs
) -> None:
    with db.writing() as session:
        for outlet, (mode, stand) in zip(OUTLETS, claims, strict=False):
            text = an_incident(outlet).article.text
            claim = replace(an_incident(outlet).claims[0](text), modality=mode, stance=stand)
            record(session, replace(an_incident(outlet), claims=(lambda _, claim=claim: claim,)))
        event = session.scalars(select(Event)).one()
        assert (event.modality, event.stance, event.listed) == (modality, stance, listed)
        assert event.differs is differs
        assert faults(session) == []


def test_a_rejected_claim_counts_no_more(db: Database) -> None:
    with db.writing() as session:
        record(session, an_incident("The Ledger"))
        record(session, an_incident("The Courier"))
        ids = session.scalars(select(Claim.id)).all()
        session.execute(update(Claim).where(Claim.id == ids[0]).values(state="rejected"))
        events.rejoin(session, ids, [], a_world().codebook)
        assert session.scalars(select(Event.listed)).all() == [True]
        session.execute(update(Claim).values(state="hidden"))
        events.rejoin(session, ids, [], a_world().codebook)
        assert session.scalars(select(Event.listed)).all() == [False]
        assert faults(session) == []


def test_figures_that_differ_are_said_to(db: Database) -> None:
    text = "The Courier: Shells of the Grey Column hit Dubove and 30 people died there."
    claim = a_claim("Shells of the Grey Column hit Dubove", trigger="hit", place="Dubove", when="2023-05-15",
                    actors=["Grey Column"], killed="30")  # fmt: skip
    with db.writing() as session:
        record(session, an_incident("The Ledger"))
        record(session, made(text, claims=[claim], url="https://courier.example/toll"))
        assert session.scalars(select(Event.differs)).one()


def test_places_and_actors_are_made_once_with_what_they_lie_in(db: Database) -> None:
    with db.writing() as session:
        for outlet in OUTLETS[:2]:
            record(session, an_incident(outlet))
        assert sorted(session.scalars(select(Place.slug))) == ["dubove", "lisy-oblast", "vesna"]
        assert sorted(session.scalars(select(PlaceName.text))) == [
            "Dubove", "Dubove Old", "Lisy Oblast", "Lisy Oblast Old", "Vesna", "Vesna Old",
        ]  # fmt: skip
        assert session.scalar(select(func.count(Mention.id))) == 4
        assert session.scalar(select(func.count(Quote.id))) == 0
