"""What was withdrawn is remembered; a figure says that it was an earlier one, and as of when it stood.

Figures that are there already have neither: `dateline reread --outdated` (or `--all`) reads them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "withdrawn_and_as_of"
down_revision = "on_whose_word"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withdrawn_text",
        sa.Column("article", sa.String(length=12), nullable=False),
        sa.Column("text_key", sa.String(length=64), nullable=False),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawn_text")),
        sa.UniqueConstraint("article", "text_key", name=op.f("uq_withdrawn_text_article")),
    )
    op.create_index("ix_withdrawn_text_text_key", "withdrawn_text", ["text_key"])
    op.create_index("ix_withdrawn_text_url_key", "withdrawn_text", ["url_key"])

    with op.batch_alter_table("quantity") as batch_op:
        batch_op.add_column(sa.Column("revision", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("revision_start", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("revision_end", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("as_of_earliest", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("as_of_latest", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("quantity") as batch_op:
        for column in ("as_of_latest", "as_of_earliest", "revision_end", "revision_start", "revision"):
            batch_op.drop_column(column)
    op.drop_table("withdrawn_text")
