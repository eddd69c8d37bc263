"""Who handed a quote on and who says it together: written, read again, and gone with their article."""

from __future__ import annotations

from sqlalchemy import func, select

from app.store.audit import audit
from app.store.db import Database
from app.store.forget import forget_article
from app.store.tables import Actor, QuoteAbout, QuoteCoSpeaker, QuoteRelay, Tombstone
from tests.factories import a_claim, a_quote, a_world, made, record

STORY = made(
    "Ihor Moroz and Olha Bondar warned that shells had hit Dubove, the Harbour Wire reports, citing The Post.",
    quotes=[
        a_quote("that shells had hit Dubove", speaker="Ihor Moroz and Olha Bondar", cue="warned", type="indirect",
                together=["Ihor Moroz", "Olha Bondar"],
                relays=[("Harbour Wire", "reports"), ("The Post", "citing")]),
    ],
    claims=[a_claim("shells had hit Dubove", trigger="hit", place="Dubove", when="2023-05-15")],
    url="https://ledger.example/relayed",
)  # fmt: skip


def test_relays_and_several_speakers_are_kept_in_order_and_go_with_the_article(db: Database) -> None:
    with db.writing() as session:
        recorded = record(session, STORY)
        record(session, STORY, again=True)
        relays = session.execute(select(QuoteRelay.exact, QuoteRelay.cue).order_by(QuoteRelay.position)).all()
        assert [tuple(row) for row in relays] == [("Harbour Wire", "reports"), ("The Post", "citing")]
        named = select(QuoteCoSpeaker.exact, Actor.name).join(Actor, Actor.id == QuoteCoSpeaker.actor_id)
        several = session.execute(named.order_by(QuoteCoSpeaker.position)).all()
        assert [tuple(row) for row in several] == [("Ihor Moroz",) * 2, ("Olha Bondar",) * 2]
        assert session.scalars(select(QuoteAbout.kind).where(QuoteAbout.claim_id.is_not(None))).all() == [
            "claimed"
        ]
        assert [str(fault) for fault in audit(session.connection())] == []
        forget_article(session, recorded.article_id, a_world().codebook, why="withdrawn")
        for table in (QuoteRelay, QuoteCoSpeaker, QuoteAbout, Actor):
            assert session.scalar(select(func.count(table.id))) == 0
        assert session.scalar(select(func.count(Tombstone.id)))
