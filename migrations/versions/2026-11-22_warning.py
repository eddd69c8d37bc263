"""An article may carry a warning that its text is graphic or distressing. Articles that are there have none."""

import sqlalchemy as sa
from alembic import op

revision = "warning"
down_revision = "figures_by_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("article") as batch_op:
        batch_op.add_column(sa.Column("warning", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("article") as batch_op:
        batch_op.drop_column("warning")
