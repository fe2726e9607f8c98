"""Who has left

Adds when somebody present went home.
"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('participant', sa.Column('left_at', sa.Double(), nullable=True))
