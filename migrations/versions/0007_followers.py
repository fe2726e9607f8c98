"""Followers

Adds those who hear of an agreement after the seminar, and what its evaluation says.
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('follower',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=True),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('made_at', sa.Double(), nullable=False),
    sa.Column('left_at', sa.Double(), nullable=True),
    sa.Column('asked_by', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_follower_agreement_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_follower_participant_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_follower_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follower')),
    )
    op.create_index(op.f('ix_follower_agreement_id'), 'follower', ['agreement_id'], unique=False)
    op.create_index(op.f('ix_follower_seminar_id'), 'follower', ['seminar_id'], unique=False)
    op.add_column('agreement', sa.Column('came', sa.String(), nullable=False, server_default=''))
    op.add_column('agreement', sa.Column('lesson', sa.String(), nullable=False, server_default=''))
    op.add_column('agreement', sa.Column('evaluated_at', sa.Double(), nullable=True))
    op.add_column('news', sa.Column('audience', sa.String(), nullable=False, server_default='everyone'))
