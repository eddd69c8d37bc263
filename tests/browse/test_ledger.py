"""The claim ledger: who says what as of when, what differs, and what only brings an earlier figure up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select

from app.browse.contradictions import list_contradictions, told_apart
from app.browse.events import count_events, get_event, list_events
from app.browse.facts.briefs import HIDDEN
from app.browse.facts.tellings import count_told, told_by
from app.browse.question.filters import Filters
from app.browse.question.names import names_in
from app.browse.question.reader import read_question
from app.browse.records import EventPage
from app.extract.reading import Participant
from app.store.db import Database
from app.store.summaries import summarise
from app.store.tables import Actor, Claim, Conflict, ConflictSide, Event, NearEvent, Quantity
from app.web.steps import tolls
from tests.factories import a_claim, a_quote, a_world, an_article, span

KRAVETS, MEL = "Olena Kravets", "Ivan Mel"


def toll(
    db: Database, number: str, by: str | None = KRAVETS, day: str = "2023-05-15", outlet: str = "One", **more
):
    """An article in which somebody gives a toll of the same strike."""
    told = more.pop("words", f"{number} people were killed when shells of the Grey Column hit Dubove")
    text = f"{outlet}, {day}: {by or 'It is known that'} said: {told}."
    claim = a_claim(told, trigger="hit", place="Dubove", when="2023-05-15", actors=["Grey Column"], by=by,
                    killed=number)  # fmt: skip
    url = f"https://{outlet}.example/{day}"
    return an_article(db, text, claims=[claim], outlet=outlet, published=day, url=url, **more)


def the_event(db: Database) -> EventPage:
    with db.reading() as reading:
        (event,) = list_events(reading, Filters("events")).items
        page = get_event(reading, event.public_id)
        assert page
        return page


def killed(page: EventPage) -> list[tuple]:
    return [
        (row.figure, row.who, [page.ledger.rows[n].figure for n in row.differs],
         row.updates is not None and page.ledger.rows[row.updates].figure, row.articles)
        for row in page.ledger.rows if row.question == "killed"
    ]  # fmt: skip


def test_two_officials_differ_and_a_later_figure_of_the_first_is_an_update(db: Database) -> None:
    toll(db, "7", KRAVETS, "2023-05-15")
    toll(db, "9", MEL, "2023-05-15", "Two")
    assert killed(the_event(db)) == [("7", KRAVETS, ["9"], False, 1), ("9", MEL, ["7"], False, 1)]
    toll(db, "12", KRAVETS, "2023-05-17", "Three")
    page = the_event(db)
    assert killed(page) == [
        ("7", KRAVETS, [], False, 1),
        ("9", MEL, ["12"], False, 1),
        ("12", KRAVETS, ["9"], "7", 1),
    ]
    assert page.event.differs
    (group,) = [group for group in page.ledger.groups if group.question == "killed"]
    assert (group.differs, group.updated) == (True, True)
    assert [str(row.as_of) for _, row in group.rows] == ["2023-05-15", "2023-05-15", "2023-05-17"]


def test_an_update_alone_is_no_dispute(db: Database) -> None:
    toll(db, "7", KRAVETS, "2023-05-15")
    toll(db, "9", KRAVETS, "2023-05-16", "Two")
    page = the_event(db)
    assert killed(page) == [("7", KRAVETS, [], False, 1), ("9", KRAVETS, [], "7", 1)]
    assert not page.event.differs
    with db.reading() as reading:
        assert count_events(reading, Filters("events", disputed="yes")) == 0
        assert list_contradictions(reading, Filters("events")).items == ()


def test_the_same_figure_in_reprints_is_one_row_from_one_origin(db: Database) -> None:
    told = "7 people were killed when shells of the Grey Column hit Dubove"
    text = f"The wire: {KRAVETS} said: {told}."
    claim = a_claim(told, trigger="hit", place="Dubove", when="2023-05-15", by=KRAVETS, killed="7")
    for outlet in ("One", "Two", "Three"):
        an_article(
            db, text, claims=[claim], outlet=outlet, published="2023-05-15", url=f"https://{outlet}.example/"
        )
    page = the_event(db)
    (row,) = [row for row in page.ledger.rows if row.question == "killed"]
    assert (row.articles, row.origins, len(row.words)) == (3, 1, 3)
    assert (page.event.sources, page.event.origins) == (3, 1)
    assert row.words[0].article.at(row.words[0].start, row.words[0].end) == row.words[0].source_path


@pytest.mark.parametrize(
    ("tolls_", "drawn"),
    [
        ([("7", KRAVETS, "2023-05-15")], 0),
        ([("7", KRAVETS, "2023-05-15"), ("9", MEL, "2023-05-15")], 0),
        ([("7", KRAVETS, "2023-05-15"), ("9", KRAVETS, "2023-05-16")], 1),
        ([("7", KRAVETS, "2023-05-15"), ("9", MEL, "2023-05-16")], 2),
    ],
    ids=["one point", "one day", "one source", "two sources"],
)
def test_a_toll_over_time_is_drawn_where_there_is_time(db: Database, tolls_, drawn: int) -> None:
    for number, (figure, by, day) in enumerate(tolls_):
        toll(db, figure, by, day, f"Outlet {number}")
    page = the_event(db)
    charts = tolls(page.ledger)
    assert sum(len(chart.lines) for chart in charts) == drawn
    for chart in charts:
        assert [row.figure for row in chart.table] == [figure for figure, _, _ in tolls_]
        assert sum(len(line.dots) for line in chart.lines) == len(chart.table)


def test_a_range_is_a_sides_own_and_no_average(db: Database) -> None:
    for number, (figure, by) in enumerate([("7", KRAVETS), ("9", MEL), ("9", "Hanna Bila")]):
        toll(db, figure, by, outlet=f"Outlet {number}")
    (group,) = [group for group in the_event(db).ledger.groups if group.question == "killed"]
    assert [(each.side, each.least, each.most, each.figures) for each in group.ranges] == [(None, "7", "9", 3)]


def test_contradictions_are_the_disputed_events(reading, made) -> None:
    for asked in ([], [("type", "shelling")], [("place", "donetsk-oblast")], [("from", "2023-06")],
                  [("conflict", "russia-ukraine")], [("modality", "any")]):  # fmt: skip
        filters = read_question("events", asked, names_in(reading))
        found = list_contradictions(reading, filters)
        disputed = filters.changed(disputed="yes")
        assert found.count.value == count_events(reading, disputed), asked
        ids = [item.event.public_id for item in found.items]
        assert ids == [event.public_id for event in list_events(reading, disputed).items]
        assert "disputed" not in {facet.name for facet in found.facets}


def test_the_record_and_the_ledger_agree_on_what_differs(db: Database) -> None:
    """`Event.differs` is kept, the ledger is told from claims: one rule must give both."""
    toll(db, "7", KRAVETS, "2023-05-15")
    toll(db, "9", None, "2023-05-15", "Two")
    toll(db, "11", None, "2023-05-18", "Three")
    page = the_event(db)
    assert page.event.differs is bool(page.ledger.differing) is True


def test_a_figure_is_given_to_whoever_counted(db: Database) -> None:
    """ "Kravets said that Mel had counted seven": seven is Mel's, the strike is on Kravets's word."""
    toll(db, "7", KRAVETS)
    toll(db, "9", MEL, outlet="Two")
    with db.writing() as session:
        mel = session.scalars(select(Actor).where(Actor.name == MEL)).one()
        seven = session.scalars(select(Quantity).where(Quantity.low == 7)).one()
        seven.said_by, seven.said_by_id = MEL, mel.id
        summarise(session, session.scalars(select(Event.id)).all(), a_world().codebook)
    page = the_event(db)
    assert killed(page) == [("7", MEL, [], False, 1), ("9", MEL, [], False, 1)]  # one man, one day: no dispute
    assert not page.event.differs
    assert KRAVETS in {row.who for row in page.ledger.rows if row.question == "happened"}


def test_a_figure_is_as_of_the_day_it_was_said(db: Database) -> None:
    told = "7 people were killed when shells of the Grey Column hit Dubove"
    claim = a_claim(told, trigger="hit", place="Dubove", when="2023-05-15", by=KRAVETS, killed="7")
    quote = a_quote(told, speaker=KRAVETS, cue="said", said="2023-05-16", type="indirect")
    an_article(db, f"{KRAVETS} said: {told}.", claims=[claim], quotes=[quote], published="2023-05-18")
    rows = the_event(db).ledger.rows
    assert {(str(row.as_of), row.said) for row in rows} == {("2023-05-16", True)}
    (row,) = [row for row in rows if row.question == "killed"]
    assert (row.figure_start, row.figure_end) == (len(f"{KRAVETS} said: "), len(f"{KRAVETS} said: ") + 1)


def test_who_holds_a_town_is_a_position_beside_who_took_it(db: Database) -> None:
    taken = a_claim("the Grey Column took Dubove", trigger="took", type="territory-taken", place="Dubove",
                    when="2023-05-15", actors=["Grey Column"], by=KRAVETS)  # fmt: skip
    an_article(db, f"{KRAVETS} said that the Grey Column took Dubove.", claims=[taken], outlet="One",
               published="2023-05-15", url="https://one.example/")  # fmt: skip
    held = a_claim("the Red Guard holds Dubove", trigger="holds", type="territory-held", place="Dubove",
                   when="2023-05-16", actors=["Red Guard"], by=MEL)  # fmt: skip
    an_article(db, f"{MEL} said that the Red Guard holds Dubove.", claims=[held], outlet="Two",
               published="2023-05-16", url="https://two.example/")  # fmt: skip
    page = the_event(db)
    assert page.event.type == "territory-taken"
    assert [(row.question, row.says, row.names, row.who, str(row.as_of)) for row in page.ledger.rows] == [
        ("happened", "happened", (), KRAVETS, "2023-05-15"),
        ("holder", "names", ("Grey Column",), KRAVETS, "2023-05-15"),
        ("holder", "holds", ("Red Guard",), MEL, "2023-05-16"),
    ]


@pytest.mark.parametrize(
    ("by", "trigger", "question", "says"),
    [
        ("Grey Column", "denied", "doer", "not-own"),
        ("Grey Column", "shelled", "happened", "denied"),
        (MEL, "denied", "happened", "denied"),
    ],
    ids=["its own part", "the deed", "that it happened"],
)
def test_whose_part_is_denied_and_whether_it_happened(
    db: Database, by: str, trigger: str, question: str, says: str
) -> None:
    denial = a_claim("denied that the Grey Column shelled Dubove", trigger=trigger, place="Dubove", by=by,
                     when="2023-05-15", actors=["Grey Column"], modality="negated", stance="denied")  # fmt: skip
    an_article(db, f"{by} denied that the Grey Column shelled Dubove.", claims=[denial], published="2023-05-15")
    with db.reading() as reading:
        event_id = reading.scalar(select(Event.public_id))
        page = get_event(reading, event_id or "")
    assert page
    assert [(row.question, row.says) for row in page.ledger.rows] == [(question, says)]


@pytest.mark.parametrize(
    ("told_", "figures"),
    [
        (["7", "9", "7"], [("7", False, "9"), ("9", "7", "7"), ("7", "9", False)]),
        (["7", "7", "9"], [("7", False, "9"), ("9", "7", False)]),
    ],
    ids=["taken back", "repeated"],
)
def test_a_source_that_goes_back_to_a_figure_has_three_answers(db: Database, told_, figures) -> None:
    for number, figure in enumerate(told_):
        toll(db, figure, KRAVETS, f"2023-05-{15 + number}", f"Outlet {number}")
    page = the_event(db)
    rows = page.ledger.rows

    def figure_of(number: int | None):
        return number is not None and rows[number].figure

    killed_ = [row for row in rows if row.question == "killed"]
    assert [(row.figure, figure_of(row.updates), figure_of(row.updated)) for row in killed_] == figures
    assert not page.event.differs


@pytest.mark.parametrize("modality", ["planned", "possible"])
def test_what_may_come_is_no_toll(db: Database, modality: str) -> None:
    """ "Could kill 500" is shown as such, and is in no range, no chart and no difference."""
    toll(db, "3", KRAVETS, "2023-05-15")
    words = "500 people could die when shells of the Grey Column hit Dubove"
    claim = a_claim(words, trigger="hit", place="Dubove", when="2023-05-15", actors=["Grey Column"], by=MEL,
                    killed="500", modality=modality)  # fmt: skip
    an_article(db, f"{MEL} warned: {words}.", claims=[claim], outlet="Two", published="2023-05-16",
               url="https://two.example/")  # fmt: skip
    with db.writing() as session:  # whether the two join is another matter
        for row in session.scalars(select(Claim)):
            row.event_id = session.scalars(select(Event.id).order_by(Event.id)).first()
        session.flush()
        summarise(session, session.scalars(select(Event.id).limit(1)).all(), a_world().codebook)
    page = the_event(db)
    assert [(row.says, row.figure) for row in page.ledger.rows if row.question == "killed"] == [
        ("figure", "3"),
        (f"figure-{modality}", "500"),
    ]
    (group,) = [group for group in page.ledger.groups if group.question == "killed"]
    assert (group.ranges, group.differs, page.event.differs, tolls(page.ledger)) == ((), False, False, ())
    assert page.event.attributed_to == (KRAVETS,)  # who warns of it vouches for nothing


@pytest.mark.parametrize(
    ("holder", "affirm", "held", "doers"),
    [
        ("Red Guard", (KRAVETS,), (MEL,), ["Grey Column"]),
        ("Blue Column", (KRAVETS, MEL), (), ["Grey Column", "Blue Column"]),
        ("Old Watch", (KRAVETS,), (), ["Grey Column", "Old Watch"]),
    ],
    ids=["the other side", "the same side", "no side that is known"],
)
def test_who_holds_a_town_claims_no_taking_of_it(db: Database, holder: str, affirm, held, doers) -> None:
    taken = a_claim("the Grey Column took Dubove", trigger="took", type="territory-taken", place="Dubove",
                    when="2023-05-15", actors=["Grey Column"], by=KRAVETS)  # fmt: skip
    an_article(db, f"{KRAVETS} said that the Grey Column took Dubove.", claims=[taken], outlet="One",
               published="2023-05-15", url="https://one.example/")  # fmt: skip
    holds = a_claim(f"the {holder} holds Dubove", trigger="holds", type="territory-held", place="Dubove",
                    when="2023-05-15", actors=[holder], by=MEL)  # fmt: skip
    an_article(db, f"{MEL} said that the {holder} holds Dubove.", claims=[holds], outlet="Two",
               published="2023-05-15", url="https://two.example/")  # fmt: skip
    with db.writing() as session:
        war = Conflict(slug="river-war", name="River war")
        session.add(war)
        session.flush()
        for claim in session.scalars(select(Claim)):
            claim.conflict_id = war.id
        for name, side in (("Grey Column", "grey"), ("Blue Column", "grey"), ("Red Guard", "red")):
            key = session.scalars(select(Actor.key).where(Actor.name == name)).first()
            if key:
                session.add(ConflictSide(conflict_id=war.id, side=side, name=side.title(), actor_key=key))
        session.flush()
        summarise(session, session.scalars(select(Event.id)).all(), a_world().codebook)
    page = the_event(db)
    assert (page.event.attributed_to, page.event.held_by) == (affirm, held)
    assert page.event.differs is bool(held) is bool(page.ledger.differing)
    assert [part.actor.name for part in page.participants if part.role == "actor"] == doers
    assert [row.says for row in page.ledger.rows if row.who == MEL] == ["holds"]


def test_a_denial_is_no_report_and_a_rejected_claim_is_none_either(db: Database) -> None:
    toll(db, "7", KRAVETS, "2023-05-15")
    toll(db, "9", None, "2023-05-15", "Two")
    denial = a_claim("denied that shells of the Grey Column hit Dubove", trigger="hit", place="Dubove", by=MEL,
                     when="2023-05-15", actors=["Grey Column"], stance="denied")  # fmt: skip
    an_article(db, f"{MEL} denied that shells of the Grey Column hit Dubove.", claims=[denial], outlet="Three",
               published="2023-05-15", url="https://three.example/")  # fmt: skip
    event = the_event(db).event
    assert (event.claims, event.sources, event.origins, event.denials) == (3, 2, 2, 1)
    with db.writing() as session:
        session.scalars(select(Claim).where(Claim.speaker == KRAVETS)).one().state = "rejected"
        session.flush()
        summarise(session, session.scalars(select(Event.id)).all(), a_world().codebook)
    event = the_event(db).event
    assert (event.claims, event.sources, event.origins, event.denials) == (2, 1, 1, 1)


def test_a_planned_deed_is_claimed_by_nobody(db: Database) -> None:
    """Who announces a thing is listed apart from who says that it happened."""
    for number, modality in enumerate(("actual", "planned", "possible")):
        words = "shells of the Grey Column hit Dubove"
        claim = a_claim(words, trigger="hit", place="Dubove", when=f"2023-05-{11 + 5 * number}", by=KRAVETS,
                        modality=modality)  # fmt: skip
        an_article(db, f"Number {number}. {KRAVETS} said that {words}.", claims=[claim], outlet=f"Outlet {number}",
                   published="2023-05-11", url=f"https://{number}.example/")  # fmt: skip
    with db.reading() as reading:
        kravets = reading.scalar(select(Actor.id).where(Actor.name == KRAVETS))
        assert kravets
        assert count_told(reading, kravets) == {"claims": 1, "expects": 2, "denies": 0}
        told = told_by(reading, kravets, 6)
    assert [one.modality for one in told["claims"]] == ["actual"]
    assert {one.modality for one in told["expects"]} == {"planned", "possible"}


@pytest.mark.parametrize(
    ("words", "differs"),
    [("Formations of the North grouping", True), ("We", True), ("the invaders", False), ("they", False)],
    ids=["his own", "we", "the others", "whoever"],
)
def test_a_taker_whom_nobody_knows_is_his_who_says_so(db: Database, words: str, differs: bool) -> None:
    """Two general staffs that each claim a town contradict each other, though neither names whom we know.

    Who denies the taking and holds the town is named for no part in the taking, and denies nothing of his own.
    """
    taken = a_claim(f"{words} took Dubove", trigger="took", type="territory-taken", place="Dubove",
                    when="2023-05-15", by=KRAVETS)  # fmt: skip
    taken_by = lambda text: replace(taken(text), participants=(Participant("actor", span(text, words)),))  # noqa: E731
    an_article(db, f"{KRAVETS} said: {words} took Dubove.", claims=[taken_by], outlet="One",
               published="2023-05-15", url="https://one.example/")  # fmt: skip
    denied = a_claim("denied that Dubove was taken", trigger="taken", type="territory-taken", place="Dubove",
                     when="2023-05-15", by=MEL, stance="denied")  # fmt: skip
    holds = a_claim("the Red Guard holds Dubove", trigger="holds", type="territory-held", place="Dubove",
                    when="2023-05-15", actors=["Red Guard"], by=MEL)  # fmt: skip
    text = f"{MEL} denied that Dubove was taken. {MEL} said that the Red Guard holds Dubove."
    an_article(db, text, claims=[denied, holds], outlet="Two", published="2023-05-15", url="https://two.example/")
    sides(db, **{KRAVETS: "grey", MEL: "red", "Red Guard": "red"})
    page = the_event(db)
    holders = [group for group in page.ledger.groups if group.question == "holder"]
    assert [group.differs for group in holders] == [differs]
    assert [part.actor.name for part in page.participants if part.role == "actor"] == []
    assert page.event.held_by == ((MEL,) if differs else ())
    with db.writing() as session:  # without the denial the record differs in who holds it, or not at all
        session.scalars(select(Claim).where(Claim.stance == "denied")).one().state = "rejected"
        session.flush()
        summarise(session, session.scalars(select(Event.id)).all(), a_world().codebook)
    page = the_event(db)
    assert page.event.differs is bool(page.ledger.differing) is differs


def sides(db: Database, **of: str) -> None:
    """A war of two sides, and who is on which; the record is told anew by it."""
    with db.writing() as session:
        war = Conflict(slug="river-war", name="River war")
        session.add(war)
        session.flush()
        for name, side in of.items():
            key = session.scalars(select(Actor.key).where(Actor.name == name)).one()
            session.add(ConflictSide(conflict_id=war.id, side=side, name=side.title(), actor_key=key))
        for claim in session.scalars(select(Claim)):
            claim.conflict_id = war.id
            speaker = session.get(Actor, claim.speaker_id) if claim.speaker_id else None
            claim.side = of.get(speaker.name) if speaker else None
        session.flush()
        summarise(session, session.scalars(select(Event.id)).all(), a_world().codebook)


def test_a_hedged_finding_names_and_blames_nobody_outright(db: Database) -> None:
    toll(db, "7", None, "2023-05-15")
    words = "shells that hit Dubove were probably of the Red Guard"
    claim = a_claim(words, trigger="hit", place="Dubove", when="2023-05-15", actors=["Red Guard"], by=MEL,
                    modality="possible")  # fmt: skip
    an_article(db, f"{MEL} found: {words}.", claims=[claim], outlet="Two", published="2023-05-16",
               url="https://two.example/")  # fmt: skip
    as_one_event(db)
    page = the_event(db)
    assert [(row.question, row.says, row.names) for row in page.ledger.rows if row.who == MEL] == [
        ("doer", "possibly", ("Red Guard",))
    ]
    (guard,) = [part for part in page.participants if part.actor.name == "Red Guard"]
    assert (guard.named_by, guard.possibly_by) == ((), (MEL,))
    assert not page.event.differs


def as_one_event(db: Database) -> None:
    """Whether they join is another matter."""
    with db.writing() as session:
        for row in session.scalars(select(Claim)):
            row.event_id = session.scalars(select(Event.id).order_by(Event.id)).first()
        session.flush()
        summarise(session, session.scalars(select(Event.id).limit(1)).all(), a_world().codebook)


@pytest.mark.parametrize(
    ("revision", "as_of", "rows"),
    [
        (None, None, [("9", "published", [], None, None), ("7", "published", [], None, None)]),
        ("earlier", None, [("7", "", [], "9", None), ("9", "published", [], None, "7")]),
        ("earlier", "2023-05-14", [("7", "stated", [], "9", None), ("9", "published", [], None, "7")]),
        (None, "2023-05-14", [("7", "stated", [], "9", None), ("9", "published", [], None, "7")]),
    ],
    ids=["as of one day", "earlier", "earlier, with its day", "of a day of its own"],
)
def test_a_retold_earlier_figure_is_updated_by_the_later_one(db: Database, revision, as_of, rows) -> None:
    """ "Nine were killed. She had counted 7 at first": one article, one source, and no dispute."""
    text = "Nine, or 9, were killed when shells of the Grey Column hit Dubove. At first Kravets had counted 7."
    claims = []
    for number in ("9", "7"):
        claim = a_claim("killed when shells of the Grey Column hit Dubove", trigger="hit", place="Dubove",
                        when="2023-05-13", killed=number)  # fmt: skip
        claims.append(claim)
    an_article(db, text, claims=claims, published="2023-05-15")
    with db.writing() as session:
        seven = session.scalars(select(Quantity).where(Quantity.low == 7)).one()
        seven.revision = revision
        seven.as_of_earliest = seven.as_of_latest = date.fromisoformat(as_of) if as_of else None
    as_one_event(db)
    ledger = the_event(db).ledger
    figures = [
        None if n is None else ledger.rows[n].figure for row in ledger.rows for n in (row.updated, row.updates)
    ]
    told = zip(ledger.rows, figures[::2], figures[1::2], strict=True)
    killed_ = [
        (row.figure, row.as_of_is, [*row.differs], updated, updates)
        for row, updated, updates in told
        if row.question == "killed"
    ]
    assert killed_ == rows


def two_told_differently(db: Database) -> tuple[int, int]:
    """Two events that nearly joined, with a toll of 7 and of 9."""
    toll(db, "7", KRAVETS, "2023-05-15")
    toll(db, "9", MEL, "2023-05-15", "Two")
    with db.writing() as session:
        session.execute(delete(NearEvent))
        claims = session.scalars(select(Claim).order_by(Claim.id)).all()
        first = session.get(Event, claims[0].event_id)
        assert first
        columns = {each.name: getattr(first, each.name) for each in Event.__table__.c if each.name != "id"}
        other = Event(**columns | {"public_id": "0" * 12})
        session.add(other)
        session.flush()
        claims[1].event_id = other.id
        session.add(NearEvent(one_id=first.id, other_id=other.id, agrees="same place", disputed="killed"))
        session.flush()
        summarise(session, [first.id, other.id], a_world().codebook)
        return first.id, other.id


def test_two_events_that_are_told_differently_stand_beside_the_contradictions(db: Database) -> None:
    """Whether the two are one is open, so they are counted as no contradiction."""
    two_told_differently(db)
    with db.reading() as reading:
        (pair,) = told_apart(reading, Filters("events"))
        assert told_apart(reading, Filters("events", type=("talks",))) == ()
        assert list_contradictions(reading, Filters("events")).count.value == 0
    assert [[(toll.low, toll.who) for toll in event.tolls] for event in pair.events] == [
        [(7.0, (KRAVETS,))],
        [(9.0, (MEL,))],
    ]
    assert pair.disputed == ("killed",)
    with db.reading() as reading:
        assert told_apart(reading, Filters("events", after="x")) == ()  # beside the first page, and no other


@pytest.mark.parametrize("hidden", [0, 1])
@pytest.mark.parametrize("state", HIDDEN)
def test_what_a_person_hid_stands_beside_no_contradiction(db: Database, hidden: int, state: str) -> None:
    events = two_told_differently(db)
    with db.reading() as reading:
        assert len(told_apart(reading, Filters("events"))) == 1
    with db.writing() as session:
        session.get_one(Event, events[hidden]).state = state
    with db.reading() as reading:
        assert told_apart(reading, Filters("events")) == ()


def test_a_figure_with_an_open_end_is_not_the_most_for_that(db: Database) -> None:
    """ "At least 5", then 9: from 5 to 9, not from 5 to who knows how many."""
    toll(db, "5", KRAVETS, "2023-05-15")
    toll(db, "9", KRAVETS, "2023-05-16", "Two")
    with db.writing() as session:
        five = session.scalars(select(Quantity).where(Quantity.low == 5)).one()
        five.high, five.bound = None, "at least"
    page = the_event(db)
    (group,) = [group for group in page.ledger.groups if group.question == "killed"]
    assert [(each.least, each.most, each.high) for each in group.ranges] == [("5", "9", 9.0)]
    (killed_,) = page.event.tolls
    assert (killed_.low, killed_.high, killed_.least, killed_.most) == (5.0, 9.0, "5", "9")


def the_first(db: Database) -> EventPage:
    with db.reading() as reading:
        page = get_event(reading, reading.scalar(select(Event.public_id).order_by(Event.id).limit(1)))
        assert page
        return page


def test_damage_is_not_destruction_and_nobody_both_says_and_denies_it(db: Database) -> None:
    text = (
        f"{KRAVETS} said the Grey Column destroyed the bridge at Dubove. "
        f"{MEL} said shells damaged its rail at Dubove, and that the bridge was not destroyed."
    )
    told = [
        a_claim("the Grey Column destroyed the bridge at Dubove", trigger="destroyed", type="destruction",
                by=KRAVETS, place="Dubove", when="2023-05-13", actors=["Grey Column"]),
        a_claim("shells damaged its rail at Dubove", trigger="damaged", by=MEL, place="Dubove", when="2023-05-13"),
        a_claim("the bridge was not destroyed", trigger="not destroyed", type="destruction", by=MEL,
                place="Dubove", when="2023-05-13", modality="negated"),
    ]  # fmt: skip
    an_article(db, text, claims=told, published="2023-05-15")
    as_one_event(db)
    page = the_first(db)
    happened = {(row.who, row.says): row.differs for row in page.ledger.rows if row.question == "happened"}
    assert page.event.differs
    assert happened == {(KRAVETS, "happened"): (2,), (MEL, "another"): (), (MEL, "negated"): (0,)}


def test_who_only_blames_somebody_is_told_under_whose_doing_it_was(db: Database) -> None:
    text = f"Shells hit Dubove, {KRAVETS} said. {MEL} blamed the Grey Column."
    told = [
        a_claim("Shells hit Dubove", trigger="hit", by=KRAVETS, place="Dubove", when="2023-05-13"),
        a_claim(f"{MEL} blamed the Grey Column", trigger="blamed", by=MEL, actors=["Grey Column"]),
    ]
    an_article(db, text, claims=told, published="2023-05-15")
    as_one_event(db)
    rows = [(row.who, row.question, row.says) for row in the_first(db).ledger.rows]
    assert rows == [(KRAVETS, "happened", "happened"), (MEL, "doer", "blames")]


@pytest.mark.parametrize(
    ("words", "hedge"),
    [
        ("there is a high probability that shells of the Red Guard hit Dubove", "high probability"),
        ("shells of the Red Guard most likely hit Dubove", "most likely"),
        ("first signs point to the Red Guard, whose shells probably hit Dubove", "probably"),
        ("shells of the Red Guard may have hit Dubove", "may"),
        ("shells of the Red Guard are suspected to have hit Dubove", "suspected"),
        ("shells of the Red Guard hit Dubove", None),
    ],
)
def test_a_hedge_is_shown_in_the_words_of_who_hedged(db: Database, words: str, hedge: str | None) -> None:
    toll(db, "7", None, "2023-05-15")
    claim = a_claim(words, trigger="hit", place="Dubove", when="2023-05-15", actors=["Red Guard"], by=MEL,
                    modality="possible")  # fmt: skip
    an_article(db, f"{MEL} found: {words}.", claims=[claim], outlet="Two", published="2023-05-16",
               url="https://two.example/")  # fmt: skip
    as_one_event(db)
    assert [(row.says, row.hedge) for row in the_event(db).ledger.rows if row.who == MEL] == [("possibly", hedge)]


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        (("units of Column Grey took Dubove", "units of Column Grey", "2023-05-15"), [("Grey Column",)]),
        (("the Blue Band took Dubove", "the Blue Band", "2023-05-15"), [("Grey Column",), ("the Blue Band",)]),
        (("units of Column Grey took Dubove", "units of Column Grey", "2023-05-17"),
         [("Grey Column",), ("units of Column Grey",)]),
    ],
    ids=["the same in other words", "somebody else", "said again later"],
)  # fmt: skip
def test_one_man_on_one_day_has_one_row_for_one_position(db: Database, second, rows) -> None:
    first = ("the Grey Column took Dubove", "Grey Column", "2023-05-15")
    for number, (words, who, day) in enumerate((first, second)):
        claim = a_claim(words, trigger="took", type="territory-taken", place="Dubove", when="2023-05-15",
                        by=KRAVETS, actors=[who])  # fmt: skip
        an_article(db, f"{KRAVETS} said that {words}.", claims=[claim], outlet=f"Outlet {number}", published=day,
                   url=f"https://{number}.example/")  # fmt: skip
    sides(db, **{"Grey Column": "grey"})
    as_one_event(db)
    found = [row for row in the_first(db).ledger.rows if row.question == "holder"]
    assert [row.names for row in found] == rows
    assert sum(row.articles for row in found) == 2


@pytest.mark.parametrize(
    ("second", "day", "mel", "differs"),
    [
        ("45", "2023-05-18", "grey", False),
        ("45", "2023-05-17", "grey", True),
        ("43", "2023-05-18", "grey", True),
        ("45", "2023-05-18", "red", True),
    ],
    ids=["counted on", "the same day", "fewer, later", "of the other side"],
)
def test_a_later_and_larger_count_of_the_same_side_contradicts_nobody(
    db: Database, second: str, day: str, mel: str, differs: bool
) -> None:
    toll(db, "44", KRAVETS, "2023-05-17")
    toll(db, second, MEL, day, "Two")
    sides(db, **{KRAVETS: "grey", MEL: mel})
    page = the_event(db)
    assert page.event.differs is bool(page.ledger.differing) is differs


def test_the_copies_of_a_remark_are_one_line_in_whose_words(db: Database) -> None:
    """And another remark of the same man is another."""
    hit, again = "Shells hit Dubove, and nobody will forget who fired them.", "Shells hit Dubove all of yesterday."
    for number, words in enumerate((hit, hit, again)):
        text = f"“{words}” said {KRAVETS}."
        claim = a_claim(words, trigger="hit", place="Dubove", when="2023-05-13", by=KRAVETS)
        an_article(db, text, claims=[claim], quotes=[a_quote(words, speaker=KRAVETS, cue="said")],
                   outlet=f"Outlet {number}", published="2023-05-15",
                   url=f"https://{number}.example/")  # fmt: skip
    as_one_event(db)
    speech = the_first(db).speech
    assert [(one.quote.exact, one.quote.articles) for one in speech] == [(hit, 2), (again, 1)]


def test_two_names_of_one_side_in_one_mans_mouth_are_one_row_with_both(db: Database) -> None:
    for number, who in enumerate(("Grey Column", "Blue Column")):
        claim = a_claim(f"the {who} hit Dubove", trigger="hit", place="Dubove", when="2023-05-15", by=KRAVETS,
                        actors=[who])  # fmt: skip
        an_article(db, f"{KRAVETS} said that the {who} hit Dubove.", claims=[claim], outlet=f"Outlet {number}",
                   published="2023-05-15", url=f"https://{number}.example/")  # fmt: skip
    sides(db, **{"Grey Column": "grey", "Blue Column": "grey"})
    as_one_event(db)
    (row,) = [row for row in the_first(db).ledger.rows if row.question == "doer"]
    assert (row.says, row.names, row.articles) == ("blames", ("Grey Column", "Blue Column"), 2)
