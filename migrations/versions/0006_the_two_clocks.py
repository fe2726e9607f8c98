"""The two clocks

Adds when who took part was forgotten, and when it was said that the seminar goes.
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('seminar', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forgotten_at', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('offered_at', sa.Double(), nullable=True))
