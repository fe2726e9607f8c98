"""The facilitator's hard day

Adds what a seminar keeps for people without phones, helpers, undo, rehearsals and the question corner.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # people without phones
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paper', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('brought_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_participant_brought_by_id'), 'participant', ['brought_by_id'], ['id'])
        batch_op.create_index('uq_participant_paper', ['seminar_id', 'paper'], unique=True)
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paper', sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('carried', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table('hands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('present', sa.Integer(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_hands_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hands'))
    )
    op.create_index(op.f('ix_hands_step_id'), 'hands', ['step_id'], unique=False)
    op.create_table('paper_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('phase', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('ballots', sa.Integer(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.Column('withdrawn_at', sa.Double(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_paper_batch_group_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_paper_batch_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_batch'))
    )
    op.create_index(op.f('ix_paper_batch_step_id'), 'paper_batch', ['step_id'], unique=False)
    op.create_table('paper_vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('phase', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    sa.Column('how', sa.String(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['paper_batch.id'], name=op.f('fk_paper_vote_batch_id')),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_paper_vote_group_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_paper_vote_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_vote')),
    sa.UniqueConstraint('step_id', 'phase', 'number', name=op.f('uq_paper_vote_step_id_phase_number'))
    )
    op.create_index(op.f('ix_paper_vote_batch_id'), 'paper_vote', ['batch_id'], unique=False)
    op.create_index(op.f('ix_paper_vote_step_id'), 'paper_vote', ['step_id'], unique=False)

    # helpers and several facilitators
    _crew()

    # undo and history
    op.create_table('act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('command', sa.String(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('lasts', sa.String(), nullable=False),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.Column('undone_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_act_seminar_id')),
    sa.ForeignKeyConstraint(['undoes_id'], ['act.id'], name=op.f('fk_act_undoes_id')),
    sa.ForeignKeyConstraint(['undone_id'], ['act.id'], name=op.f('fk_act_undone_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_act'))
    )
    op.create_index(op.f('ix_act_seminar_id'), 'act', ['seminar_id'], unique=False)
    with op.batch_alter_table('entry') as batch:
        batch.add_column(sa.Column('act_id', sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f('fk_entry_act_id'), 'act', ['act_id'], ['id'])
        batch.create_index(op.f('ix_entry_act_id'), ['act_id'], unique=False)

    # rehearsal
    with op.batch_alter_table('seminar') as batch:
        batch.add_column(sa.Column('rehearses', sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f('fk_seminar_rehearses'), 'seminar', ['rehearses'], ['id'])
        batch.create_index(op.f('ix_seminar_rehearses'), ['rehearses'], unique=False)

    # question corner, messages, fairness
    with op.batch_alter_table('question') as batch:
        batch.add_column(sa.Column('learnt', sa.String(), nullable=False, server_default=''))
        batch.add_column(sa.Column('answer', sa.String(), nullable=False, server_default=''))
        batch.add_column(sa.Column('reason', sa.String(), nullable=False, server_default=''))
        batch.add_column(sa.Column('wonders', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('seminar', sa.Column('corner', sa.JSON(), nullable=False, server_default='["question", "hand", "failure"]'))

    # printables and channels
    op.create_table('channel',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('arrivals', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_channel_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_channel')),
    sa.UniqueConstraint('seminar_id', 'key', name=op.f('uq_channel_seminar_id_key'))
    )
    op.create_index(op.f('ix_channel_seminar_id'), 'channel', ['seminar_id'], unique=False)
    with op.batch_alter_table('seminar') as batch:
        batch.add_column(sa.Column('begins', sa.String(), nullable=False, server_default=''))
        batch.add_column(sa.Column('venue', sa.String(), nullable=False, server_default=''))

    # groups, ties and time
    with op.batch_alter_table('step') as batch:
        batch.add_column(sa.Column('late', sa.JSON(), nullable=False, server_default='{}'))
        batch.add_column(sa.Column('cut', sa.Integer(), nullable=False, server_default='0'))
        batch.add_column(sa.Column('paused_at', sa.Double(), nullable=True))
        batch.add_column(sa.Column('paused', sa.Double(), nullable=False, server_default='0'))
    op.add_column('group_', sa.Column('notice', sa.String(), nullable=False, server_default=''))

    # recount
    op.create_table('correction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', sa.Double(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('taken_by', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_correction_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_correction')),
    sa.UniqueConstraint('step_id', 'number', name=op.f('uq_correction_step_id_number'))
    )
    op.create_index(op.f('ix_correction_step_id'), 'correction', ['step_id'], unique=False)
    op.add_column('ballot', sa.Column('void', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('step', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))

    # methods, floker and media
    op.create_table('picture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_key', sa.String(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('mime', sa.String(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.Column('alt', sa.String(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_picture_seminar_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_picture')),
    sa.UniqueConstraint('seminar_id', 'step_key', name=op.f('uq_picture_seminar_id_step_key')),
    sa.UniqueConstraint('token', name=op.f('uq_picture_token'))
    )
    with op.batch_alter_table('own_method', schema=None) as batch_op:
        batch_op.add_column(sa.Column('shared', sa.String(), nullable=False, server_default=''))

    pass


def _crew():
    op.create_table('crew',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=True),
    sa.Column('link_hash', sa.String(), nullable=True),
    sa.Column('cookie_hash', sa.String(), nullable=True),
    sa.Column('made_at', sa.Double(), nullable=False),
    sa.Column('joined_at', sa.Double(), nullable=True),
    sa.Column('removed_at', sa.Double(), nullable=True),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_crew_facilitator_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_crew_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crew')),
    sa.UniqueConstraint('cookie_hash', name=op.f('uq_crew_cookie_hash')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_crew_link_hash'))
    )
    op.create_index(op.f('ix_crew_facilitator_id'), 'crew', ['facilitator_id'], unique=False)
    op.create_index(op.f('ix_crew_seminar_id'), 'crew', ['seminar_id'], unique=False)
    with op.batch_alter_table('facilitator') as batch_op:
        batch_op.add_column(sa.Column('password_at', sa.Double(), nullable=False, server_default='0'))
    with op.batch_alter_table('invitation') as batch_op:
        batch_op.add_column(sa.Column('facilitator_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_invitation_facilitator_id'), 'facilitator', ['facilitator_id'], ['id'])
    with op.batch_alter_table('group_') as batch_op:
        batch_op.add_column(sa.Column('help_by', sa.String(), nullable=False, server_default=""))
