"""The record: every table of the first release, and the search indexes each engine builds on its rows."""

import sqlalchemy as sa
from alembic import op

from app.store import words_postgres, words_sqlite

revision = "the_record"
down_revision = None
branch_labels = None
depends_on = None

SEARCHED = ("quote", "event", "article")
CREATED = (
    "account",
    "actor",
    "article_search",
    "conflict",
    "correction",
    "event_search",
    "ingest_run",
    "mistake_report",
    "origin",
    "outlet",
    "place",
    "quote_search",
    "redirect",
    "tombstone",
    "utterance",
    "actor_name",
    "api_token",
    "article",
    "conflict_side",
    "event",
    "login",
    "place_name",
    "place_within",
    "role",
    "source",
    "article_version",
    "ingest_item",
    "claim",
    "date_mention",
    "mention",
    "quote",
    "reading",
    "participant",
    "quantity",
    "quote_about",
    "quote_span",
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "actor",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("gender", sa.String(length=1), nullable=True),
        sa.Column("party", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["actor.id"], name=op.f("fk_actor_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("key", name=op.f("uq_actor_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_actor_slug")),
    )
    op.create_index(op.f("ix_actor_kind"), "actor", ["kind"])
    op.create_index("ix_actor_name", "actor", ["name", "id"])
    op.create_index(op.f("ix_actor_parent_id"), "actor", ["parent_id"])

    op.create_table(
        "article_search",
        sa.Column(
            "row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_article_search")),
        sa.UniqueConstraint("article_id", name=op.f("uq_article_search_article_id")),
    )
    op.create_table(
        "conflict",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("slug", name=op.f("uq_conflict_slug")),
    )
    op.create_table(
        "correction",
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("target_id", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_target_id"), "correction", ["target_id"])

    op.create_table(
        "event_search",
        sa.Column(
            "row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_event_search")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_search_event_id")),
    )
    op.create_table(
        "ingest_run",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_ingest_run_public_id")),
    )
    op.create_table(
        "mistake_report",
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("target", sa.String(length=20), nullable=False),
        sa.Column("target_id", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake_report")),
    )
    op.create_index(op.f("ix_mistake_report_target_id"), "mistake_report", ["target_id"])

    op.create_table(
        "origin",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("wire", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origin")),
        sa.UniqueConstraint("public_id", name=op.f("uq_origin_public_id")),
    )
    op.create_table(
        "outlet",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("lang", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("slug", name=op.f("uq_outlet_slug")),
    )
    op.create_table(
        "place",
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_place_slug")),
    )
    op.create_index(op.f("ix_place_kind"), "place", ["kind"])
    op.create_index("ix_place_name", "place", ["name", "id"])
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"])

    op.create_table(
        "quote_search",
        sa.Column(
            "row_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_quote_search")),
        sa.UniqueConstraint("quote_id", name=op.f("uq_quote_search_quote_id")),
    )
    op.create_table(
        "redirect",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("old", sa.String(length=80), nullable=False),
        sa.Column("new", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirect")),
        sa.UniqueConstraint("noun", "old", name=op.f("uq_redirect_noun")),
    )
    op.create_index("ix_redirect_new", "redirect", ["noun", "new"])

    op.create_table(
        "tombstone",
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("gone", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstone")),
        sa.UniqueConstraint("noun", "gone", name=op.f("uq_tombstone_noun")),
    )
    op.create_index(op.f("ix_tombstone_at"), "tombstone", ["at"])

    op.create_table(
        "utterance",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("words_key", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_utterance")),
        sa.UniqueConstraint("public_id", name=op.f("uq_utterance_public_id")),
        sa.UniqueConstraint("words_key", name=op.f("uq_utterance_words_key")),
    )
    op.create_table(
        "actor_name",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("script", sa.String(length=4), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_name_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_name")),
        sa.UniqueConstraint("actor_id", "text", name=op.f("uq_actor_name_actor_id")),
    )
    op.create_index("ix_actor_name_folded", "actor_name", ["folded"])

    op.create_table(
        "api_token",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_token_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_api_token_token_sha256")),
    )
    op.create_index(op.f("ix_api_token_account_id"), "api_token", ["account_id"])

    op.create_table(
        "article",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("text_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("published_from", sa.String(length=40), nullable=True),
        sa.Column("lang", sa.String(length=20), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("sort_day", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["origin_id"], ["origin.id"], name=op.f("fk_article_origin_id")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_article_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_public_id")),
        sa.UniqueConstraint("url_key", name=op.f("uq_article_url_key")),
    )
    op.create_index("ix_article_newest", "article", ["sort_day", "id"])
    op.create_index(op.f("ix_article_origin_id"), "article", ["origin_id"])
    op.create_index("ix_article_outlet_newest", "article", ["outlet_id", "sort_day", "id"])
    op.create_index(op.f("ix_article_sample"), "article", ["sample"])
    op.create_index(op.f("ix_article_text_key"), "article", ["text_key"])

    op.create_table(
        "conflict_side",
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("actor_key", sa.String(length=200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conflict_id"], ["conflict.id"], name=op.f("fk_conflict_side_conflict_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_side")),
    )
    op.create_index(op.f("ix_conflict_side_actor_key"), "conflict_side", ["actor_key"])
    op.create_index(op.f("ix_conflict_side_conflict_id"), "conflict_side", ["conflict_id"])

    op.create_table(
        "event",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("about_then", sa.Boolean(), nullable=False),
        sa.Column("when_reason", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("where_prec", sa.Integer(), nullable=True),
        sa.Column("place_reason", sa.Text(), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("parent", sa.Boolean(), nullable=False),
        sa.Column("conflict_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("sort_day", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conflict_id"], ["conflict.id"], name=op.f("fk_event_conflict_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_event_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_event_public_id")),
    )
    op.create_index(op.f("ix_event_conflict_id"), "event", ["conflict_id"])
    op.create_index("ix_event_days", "event", ["earliest", "latest"])
    op.create_index(op.f("ix_event_modality"), "event", ["modality"])
    op.create_index("ix_event_newest", "event", ["listed", "sort_day", "id"])
    op.create_index("ix_event_place_newest", "event", ["place_id", "sort_day", "id"])
    op.create_index("ix_event_type_newest", "event", ["type", "sort_day", "id"])

    op.create_table(
        "login",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_login_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_login_token_sha256")),
    )
    op.create_index(op.f("ix_login_account_id"), "login", ["account_id"])

    op.create_table(
        "place_name",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("script", sa.String(length=4), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_name_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_name")),
        sa.UniqueConstraint("place_id", "text", name=op.f("uq_place_name_place_id")),
    )
    op.create_index("ix_place_name_folded", "place_name", ["folded"])

    op.create_table(
        "place_within",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("ancestor_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ancestor_id"], ["place.id"], name=op.f("fk_place_within_ancestor_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_place_within_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_within")),
        sa.UniqueConstraint("ancestor_id", "place_id", name=op.f("uq_place_within_ancestor_id")),
    )
    op.create_index(op.f("ix_place_within_place_id"), "place_within", ["place_id"])

    op.create_table(
        "role",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_role_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    op.create_index(op.f("ix_role_actor_id"), "role", ["actor_id"])

    op.create_table(
        "source",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("every_minutes", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_source_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("address", name=op.f("uq_source_address")),
    )
    op.create_index(op.f("ix_source_outlet_id"), "source", ["outlet_id"])

    op.create_table(
        "article_version",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("fetched_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_article_version_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_version")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_article_version_article_id")),
    )
    op.create_index(op.f("ix_article_version_sha256"), "article_version", ["sha256"])

    op.create_table(
        "ingest_item",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_ingest_item_article_id")),
        sa.ForeignKeyConstraint(["run_id"], ["ingest_run.id"], name=op.f("fk_ingest_item_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_item")),
        sa.UniqueConstraint("run_id", "key", name=op.f("uq_ingest_item_run_id")),
    )
    op.create_index(op.f("ix_ingest_item_article_id"), "ingest_item", ["article_id"])
    op.create_index("ix_ingest_item_state", "ingest_item", ["state", "lease_until"])

    op.create_table(
        "claim",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("acled", sa.String(length=80), nullable=True),
        sa.Column("plover", sa.String(length=80), nullable=True),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("modality", sa.String(length=20), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_end", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("speaker_reason", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("about_then", sa.Boolean(), nullable=False),
        sa.Column("when_start", sa.Integer(), nullable=True),
        sa.Column("when_end", sa.Integer(), nullable=True),
        sa.Column("when_reason", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("place_start", sa.Integer(), nullable=True),
        sa.Column("place_end", sa.Integer(), nullable=True),
        sa.Column("where_prec", sa.Integer(), nullable=True),
        sa.Column("place_reason", sa.Text(), nullable=False),
        sa.Column("parent", sa.Boolean(), nullable=False),
        sa.Column("conflict_id", sa.Integer(), nullable=True),
        sa.Column("conflict_reason", sa.Text(), nullable=False),
        sa.Column("join_reason", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id")),
        sa.ForeignKeyConstraint(["conflict_id"], ["conflict.id"], name=op.f("fk_claim_conflict_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_claim_event_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_claim_place_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["actor.id"], name=op.f("fk_claim_speaker_id")),
        sa.ForeignKeyConstraint(["version_id"], ["article_version.id"], name=op.f("fk_claim_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_claim_public_id")),
    )
    op.create_index("ix_claim_article", "claim", ["article_id", "start"])
    op.create_index("ix_claim_block", "claim", ["place_id", "type", "earliest"])
    op.create_index(op.f("ix_claim_conflict_id"), "claim", ["conflict_id"])
    op.create_index(op.f("ix_claim_event_id"), "claim", ["event_id"])
    op.create_index(op.f("ix_claim_speaker_id"), "claim", ["speaker_id"])
    op.create_index(op.f("ix_claim_type"), "claim", ["type"])
    op.create_index(op.f("ix_claim_version_id"), "claim", ["version_id"])

    op.create_table(
        "date_mention",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_date_mention_article_id")),
        sa.ForeignKeyConstraint(["version_id"], ["article_version.id"], name=op.f("fk_date_mention_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_mention")),
    )
    op.create_index("ix_date_mention_article", "date_mention", ["article_id", "start"])
    op.create_index(op.f("ix_date_mention_earliest"), "date_mention", ["earliest"])
    op.create_index(op.f("ix_date_mention_version_id"), "date_mention", ["version_id"])

    op.create_table(
        "mention",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("layer", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("literal", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("where_prec", sa.Integer(), nullable=True),
        sa.Column("judgement", sa.String(length=10), nullable=False),
        sa.Column("lost", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_mention_actor_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_mention_article_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_mention_place_id")),
        sa.ForeignKeyConstraint(["version_id"], ["article_version.id"], name=op.f("fk_mention_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )
    op.create_index("ix_mention_actor", "mention", ["actor_id", "article_id"])
    op.create_index("ix_mention_article", "mention", ["article_id", "start"])
    op.create_index("ix_mention_place", "mention", ["place_id", "article_id"])
    op.create_index(op.f("ix_mention_version_id"), "mention", ["version_id"])

    op.create_table(
        "quote",
        sa.Column("public_id", sa.String(length=12), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("cue_class", sa.String(length=20), nullable=True),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_end", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("speaker_chain", sa.JSON(), nullable=False),
        sa.Column("speaker_reason", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("about_then", sa.Boolean(), nullable=False),
        sa.Column("when_reason", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("place_start", sa.Integer(), nullable=True),
        sa.Column("place_end", sa.Integer(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("utterance_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.String(length=10), nullable=False),
        sa.Column("sort_day", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_quote_article_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_quote_place_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["actor.id"], name=op.f("fk_quote_speaker_id")),
        sa.ForeignKeyConstraint(["utterance_id"], ["utterance.id"], name=op.f("fk_quote_utterance_id")),
        sa.ForeignKeyConstraint(["version_id"], ["article_version.id"], name=op.f("fk_quote_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("public_id", name=op.f("uq_quote_public_id")),
    )
    op.create_index("ix_quote_article", "quote", ["article_id", "start"])
    op.create_index(op.f("ix_quote_cue_class"), "quote", ["cue_class"])
    op.create_index("ix_quote_newest", "quote", ["sort_day", "id"])
    op.create_index(op.f("ix_quote_place_id"), "quote", ["place_id"])
    op.create_index("ix_quote_said", "quote", ["earliest", "latest"])
    op.create_index("ix_quote_speaker_newest", "quote", ["speaker_id", "sort_day", "id"])
    op.create_index(op.f("ix_quote_type"), "quote", ["type"])
    op.create_index(op.f("ix_quote_utterance_id"), "quote", ["utterance_id"])
    op.create_index(op.f("ix_quote_version_id"), "quote", ["version_id"])

    op.create_table(
        "reading",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.String(length=40), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_reading_article_id")),
        sa.ForeignKeyConstraint(["version_id"], ["article_version.id"], name=op.f("fk_reading_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_article_id"), "reading", ["article_id"])
    op.create_index(op.f("ix_reading_version_id"), "reading", ["version_id"])

    op.create_table(
        "participant",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_participant_actor_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_participant_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_index(op.f("ix_participant_actor_id"), "participant", ["actor_id"])
    op.create_index(op.f("ix_participant_claim_id"), "participant", ["claim_id"])

    op.create_table(
        "quantity",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("bound", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_quantity_claim_id")),
        sa.ForeignKeyConstraint(["said_by_id"], ["actor.id"], name=op.f("fk_quantity_said_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantity")),
    )
    op.create_index(op.f("ix_quantity_claim_id"), "quantity", ["claim_id"])
    op.create_index(op.f("ix_quantity_said_by_id"), "quantity", ["said_by_id"])

    op.create_table(
        "quote_about",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_quote_about_actor_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_quote_about_place_id")),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_about_quote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_about")),
    )
    op.create_index(op.f("ix_quote_about_actor_id"), "quote_about", ["actor_id"])
    op.create_index(op.f("ix_quote_about_place_id"), "quote_about", ["place_id"])
    op.create_index(op.f("ix_quote_about_quote_id"), "quote_about", ["quote_id"])

    op.create_table(
        "quote_span",
        sa.Column("quote_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["quote_id"], ["quote.id"], name=op.f("fk_quote_span_quote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote_span")),
        sa.UniqueConstraint("quote_id", "position", name=op.f("uq_quote_span_quote_id")),
    )

    for noun in SEARCHED:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(words_sqlite.CREATE.format(noun=noun))
        else:
            for statement in words_postgres.CREATE:
                op.execute(statement.format(noun=noun))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for noun in SEARCHED:
            op.execute(f"DROP TABLE {noun}_fts")
    for table in reversed(CREATED):
        op.drop_table(table)
