"""Events that nearly joined and contradict each other are found without going through all that nearly joined."""

import sqlalchemy as sa
from alembic import op

revision = "find_near_disputes"
down_revision = "near_disputes"
branch_labels = None
depends_on = None

DISPUTED = sa.text("disputed <> ''")


def upgrade() -> None:
    op.create_index(
        "ix_near_event_disputed",
        "near_event",
        ["one_id", "other_id"],
        sqlite_where=DISPUTED,
        postgresql_where=DISPUTED,
    )


def downgrade() -> None:
    op.drop_index("ix_near_event_disputed", "near_event")
