"""The report

Adds what a published report keeps: its versions, and the draft it is made from.
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('report_draft',
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('said', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_report_draft_seminar_id')),
    sa.PrimaryKeyConstraint('seminar_id', name=op.f('pk_report_draft'))
    )
    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('data', sa.String(), nullable=False),
    sa.Column('fingerprint', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('said', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_report_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('seminar_id', 'version', name=op.f('uq_report_seminar_id_version'))
    )
    op.create_index(op.f('ix_report_seminar_id'), 'report', ['seminar_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_report_seminar_id'), table_name='report')
    op.drop_table('report')
    op.drop_table('report_draft')
