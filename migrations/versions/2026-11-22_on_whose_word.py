"""On whose word: who handed a quote on, near-copies, sides of claims, battles of incidents, near events."""

import sqlalchemy as sa
from alembic import op

revision = "on_whose_word"
down_revision = "the_record"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "utterance_link",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["utterance.id"], name=op.f("fk_utterance_link_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["utterance.id"], name=op.f("fk_utterance_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_utterance_link")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_utterance_link_one_id")),
    )
    op.create_index("ix_utterance_link_other_id", "utterance_link", ["other_id"])

    op.create_table(
        "copy_band",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_copy_band_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_band")),
        sa.UniqueConstraint("article_id", "band", name=op.f("uq_copy_band_article_id")),
    )
    op.create_index("ix_copy_band_hash", "copy_band", ["hash"])

    op.create_table(
        "near_event",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Text(), nullable=False),
        sa.Column("differs", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["one_id"], ["event.id"], name=op.f("fk_near_event_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["event.id"], name=op.f("fk_near_event_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_near_event")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_near_event_one_id")),
    )
    op.create_index("ix_near_event_other_id", "near_event", ["other_id"])

    op.create_table(
        "quote_relay",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_quote_relay_actor_id")),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_relay_quote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_relay")),
        sa.UniqueConstraint("quote_id", "position", name=op.f("uq_quote_relay_quote_id")),
    )
    op.create_index("ix_quote_relay_actor_id", "quote_relay", ["actor_id"])

    op.create_table(
        "quote_co_speaker",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_quote_co_speaker_actor_id")),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_co_speaker_quote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_co_speaker")),
        sa.UniqueConstraint("quote_id", "position", name=op.f("uq_quote_co_speaker_quote_id")),
    )
    op.create_index("ix_quote_co_speaker_actor_id", "quote_co_speaker", ["actor_id"])

    with op.batch_alter_table("article") as batch_op:
        batch_op.add_column(sa.Column("origin_reason", sa.Text(), nullable=False, server_default=""))

    op.create_index("ix_article_added_at", "article", ["added_at"])
    op.create_index("ix_reading_read_at", "reading", ["read_at"])
    op.create_index("ix_correction_made_at", "correction", ["made_at"])
    op.create_index("ix_event_differs_newest", "event", ["differs", "sort_day", "id"])

    with op.batch_alter_table("role") as batch_op:
        batch_op.add_column(sa.Column("seen", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("since_by", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("until_from", sa.Date(), nullable=True))

    with op.batch_alter_table("redirect") as batch_op:
        batch_op.add_column(sa.Column("at", sa.DateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_redirect_at"), ["at"], unique=False)

    with op.batch_alter_table("quote") as batch_op:
        batch_op.add_column(sa.Column("words_key", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("utterance_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_quote_words_key"), ["words_key"], unique=False)

    with op.batch_alter_table("claim") as batch_op:
        batch_op.add_column(sa.Column("side", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("side_reason", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(sa.Column("part_of_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("part_reason", sa.Text(), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_event_part_of_id"), ["part_of_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_event_part_of_id"), "event", ["part_of_id"], ["id"])

    with op.batch_alter_table("quote_about") as batch_op:
        batch_op.add_column(sa.Column("claim_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f("ix_quote_about_claim_id"), ["claim_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_quote_about_claim_id"), "claim", ["claim_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("quote_about") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_quote_about_claim_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_quote_about_claim_id"))
        batch_op.drop_column("kind")
        batch_op.drop_column("claim_id")

    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_event_part_of_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_event_part_of_id"))
        batch_op.drop_column("part_reason")
        batch_op.drop_column("part_of_id")

    with op.batch_alter_table("claim") as batch_op:
        batch_op.drop_column("side_reason")
        batch_op.drop_column("side")

    with op.batch_alter_table("quote") as batch_op:
        batch_op.drop_index(batch_op.f("ix_quote_words_key"))
        batch_op.drop_column("utterance_reason")
        batch_op.drop_column("words_key")

    op.drop_index("ix_event_differs_newest", "event")
    op.drop_index("ix_correction_made_at", "correction")
    op.drop_index("ix_reading_read_at", "reading")
    op.drop_index("ix_article_added_at", "article")

    with op.batch_alter_table("role") as batch_op:
        batch_op.drop_column("until_from")
        batch_op.drop_column("since_by")
        batch_op.drop_column("seen")

    with op.batch_alter_table("redirect") as batch_op:
        batch_op.drop_index(batch_op.f("ix_redirect_at"))
        batch_op.drop_column("at")

    with op.batch_alter_table("article") as batch_op:
        batch_op.drop_column("origin_reason")

    op.drop_table("quote_relay")

    op.drop_table("quote_co_speaker")

    op.drop_table("near_event")

    op.drop_table("copy_band")

    op.drop_table("utterance_link")
