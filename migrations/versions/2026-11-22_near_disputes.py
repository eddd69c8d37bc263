"""Events that nearly joined say on which questions their accounts differ.

The column is empty for pairs that are there already: `dateline reread --outdated` (or `--all`) fills it.
"""

import sqlalchemy as sa
from alembic import op

revision = "near_disputes"
down_revision = "withdrawn_and_as_of"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("near_event") as batch_op:
        batch_op.add_column(sa.Column("disputed", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("near_event") as batch_op:
        batch_op.drop_column("disputed")
