"""Archives

Adds the seminars that were held elsewhere, each as the one file it came as.
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('archive',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('held_at', sa.Double(), nullable=True),
    sa.Column('added_at', sa.Double(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_archive_facilitator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive')),
    sa.UniqueConstraint('sha256', name=op.f('uq_archive_sha256')),
    sa.UniqueConstraint('token', name=op.f('uq_archive_token')),
    )
    op.create_index(op.f('ix_archive_facilitator_id'), 'archive', ['facilitator_id'], unique=False)


def downgrade() -> None:
    op.drop_table('archive')
