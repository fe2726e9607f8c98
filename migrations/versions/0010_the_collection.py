"""The collection

Adds the examples that municipalities share, and the questions everybody may read answered.
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('example',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('held_id', sa.Integer(), nullable=True),
    *(sa.Column(name, sa.String(), nullable=False) for name in (
        'kind', 'title', 'place', 'theme', 'component', 'phase', 'done', 'result', 'lesson',
        'contact_name', 'contact_how', 'video', 'thread', 'origin')),
    sa.Column('published_at', sa.Double(), nullable=False),
    sa.Column('consent_at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_example_facilitator_id')),
    sa.ForeignKeyConstraint(['held_id'], ['seminar.id'], name=op.f('fk_example_held_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_example')),
    sa.UniqueConstraint('key', name=op.f('uq_example_key')),
    )
    op.create_index(op.f('ix_example_facilitator_id'), 'example', ['facilitator_id'], unique=False)
    op.create_table('faq',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_faq_question_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_faq')),
    sa.UniqueConstraint('question_id', name=op.f('uq_faq_question_id')),
    )
