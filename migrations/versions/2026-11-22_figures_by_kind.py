"""Events are asked for by the kind of figure that somebody tells of them: an index leads there."""

from alembic import op

revision = "figures_by_kind"
down_revision = "find_near_disputes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_quantity_kind", "quantity", ["kind", "claim_id"])


def downgrade() -> None:
    op.drop_index("ix_quantity_kind", "quantity")
