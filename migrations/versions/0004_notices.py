"""Notices

Adds what is sent to people after the seminar, each once.
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('due', sa.String(), nullable=False),
    sa.Column('reader', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_at', sa.Double(), nullable=True),
    sa.Column('error', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_notice_agreement_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_notice_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('key', name=op.f('uq_notice_key')),
    )
    op.create_index(op.f('ix_notice_agreement_id'), 'notice', ['agreement_id'], unique=False)
    op.create_index(op.f('ix_notice_seminar_id'), 'notice', ['seminar_id'], unique=False)
    op.create_index(op.f('ix_notice_state'), 'notice', ['state'], unique=False)
