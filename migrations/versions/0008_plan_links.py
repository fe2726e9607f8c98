"""Plan links and news

Adds which plans the agreements are taken into, and what is told on the outcome page.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('plan_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('plan', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('case_number', sa.String(), nullable=False),
    sa.Column('deadline', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_plan_link_agreement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_link')),
    )
    op.create_index(op.f('ix_plan_link_agreement_id'), 'plan_link', ['agreement_id'], unique=False)
    op.create_table('post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_post_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post')),
    )
    op.create_index(op.f('ix_post_seminar_id'), 'post', ['seminar_id'], unique=False)
