"""Activities in all their ways, own methods, journeys

Adds what the eleven activities keep beside the first tables. Scores get a number of their own, so
that one ballot can hold answers about many items.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('floke',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('others', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_floke_facilitator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_floke'))
    )
    op.create_index(op.f('ix_floke_facilitator_id'), 'floke', ['facilitator_id'], unique=False)

    op.create_table('own_method',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_own_method_facilitator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_method')),
    sa.UniqueConstraint('facilitator_id', 'key', name=op.f('uq_own_method_facilitator_id_key'))
    )
    op.create_index(op.f('ix_own_method_facilitator_id'), 'own_method', ['facilitator_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('participant_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_question_item_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_question_participant_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_question_seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_question_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question'))
    )
    op.create_index(op.f('ix_question_seminar_id'), 'question', ['seminar_id'], unique=False)
    op.create_index(op.f('ix_question_step_id'), 'question', ['step_id'], unique=False)

    op.create_table('like_',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_like__group_id')),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_like__item_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_like__participant_id')),
    sa.ForeignKeyConstraint(['question_id'], ['question.id'], name=op.f('fk_like__question_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_like__step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_like_')),
    sa.UniqueConstraint('step_id', 'participant_id', 'item_id', 'question_id', name=op.f('uq_like__step_id_participant_id_item_id_question_id'))
    )
    op.create_index(op.f('ix_like__step_id'), 'like_', ['step_id'], unique=False)

    op.create_table('news',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_news_agreement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_news'))
    )
    op.create_index(op.f('ix_news_agreement_id'), 'news', ['agreement_id'], unique=False)

    with op.batch_alter_table('agreement') as batch_op:
        batch_op.add_column(sa.Column('plan_link', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('evaluate_by', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('status', sa.String(), nullable=False, server_default='new'))
        batch_op.add_column(sa.Column('reason', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('warned', sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table('group_') as batch_op:
        batch_op.add_column(sa.Column('slot', sa.Integer(), nullable=False, server_default='1'))

    with op.batch_alter_table('item') as batch_op:
        batch_op.add_column(sa.Column('fields', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.add_column(sa.Column('category', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('author_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_item_author_id'), 'participant', ['author_id'], ['id'])

    with op.batch_alter_table('line') as batch_op:
        batch_op.add_column(sa.Column('locked_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('locked_at', sa.Double(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_line_locked_by'), 'participant', ['locked_by'], ['id'])

    op.drop_index('uq_membership_current', table_name='membership')
    with op.batch_alter_table('membership') as batch_op:
        batch_op.add_column(sa.Column('slot', sa.Integer(), nullable=False, server_default='1'))
        batch_op.create_index('uq_membership_current', ['step_id', 'slot', 'participant_id'], unique=True, sqlite_where=sa.text('left_at IS NULL'), postgresql_where=sa.text('left_at IS NULL'))

    with op.batch_alter_table('participant') as batch_op:
        batch_op.add_column(sa.Column('role', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('unit', sa.String(), nullable=False, server_default=""))

    _score()

    with op.batch_alter_table('seminar') as batch_op:
        batch_op.add_column(sa.Column('floke_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('from_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('resting', sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column('resting_since', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('rested', sa.Double(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('method_title', sa.JSON(), nullable=False, server_default='{}'))
        batch_op.create_index(batch_op.f('ix_seminar_floke_id'), ['floke_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_seminar_floke_id'), 'floke', ['floke_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_seminar_from_id'), 'seminar', ['from_id'], ['id'])

    with op.batch_alter_table('step') as batch_op:
        batch_op.add_column(sa.Column('who', sa.String(), nullable=False, server_default='all'))
        batch_op.add_column(sa.Column('in_own_time', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('anonymous', sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column('optional', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('pause_after', sa.String(), nullable=False, server_default='none'))


def _score() -> None:
    """The key of a score was (ballot, criterion); it becomes a random number, as a ballot's."""
    old = op.get_bind().execute(sa.text('SELECT ballot_id, criterion, value FROM score')).all()
    op.drop_table('score')
    op.create_table('score',
    sa.Column('id', sa.BigInteger(), nullable=False),
    sa.Column('ballot_id', sa.BigInteger(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('criterion', sa.String(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_score_ballot_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_score_item_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score'))
    )
    op.create_index(op.f('ix_score_ballot_id'), 'score', ['ballot_id'])
    op.create_index('uq_score_room', 'score', ['ballot_id', 'criterion'], unique=True, sqlite_where=sa.text('item_id IS NULL'), postgresql_where=sa.text('item_id IS NULL'))
    op.create_index('uq_score_item', 'score', ['ballot_id', 'item_id', 'criterion'], unique=True, sqlite_where=sa.text('item_id IS NOT NULL'), postgresql_where=sa.text('item_id IS NOT NULL'))
    new = sa.table('score', *(sa.column(n) for n in ('id', 'ballot_id', 'criterion', 'value', 'words')))
    if old:
        op.bulk_insert(new, [{'id': secrets.randbits(62), **row._mapping, 'words': ''} for row in old])
