"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('facilitator',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('created_at', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_facilitator')),
    sa.UniqueConstraint('email', name=op.f('uq_facilitator_email'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('created_at', sa.Double(), nullable=False),
    sa.Column('used_at', sa.Double(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_invitation_token_hash'))
    )
    op.create_table('seminar',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('facilitator_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('screen_token', sa.String(), nullable=False),
    sa.Column('method_id', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('question', sa.String(), nullable=False),
    sa.Column('sponsor', sa.String(), nullable=False),
    sa.Column('promise', sa.String(), nullable=False),
    sa.Column('contact', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('current_id', sa.Integer(), nullable=True),
    sa.Column('notice', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.Double(), nullable=False),
    sa.Column('opened_at', sa.Double(), nullable=True),
    sa.Column('ended_at', sa.Double(), nullable=True),
    sa.ForeignKeyConstraint(['facilitator_id'], ['facilitator.id'], name=op.f('fk_seminar_facilitator_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seminar')),
    sa.UniqueConstraint('code', name=op.f('uq_seminar_code')),
    sa.UniqueConstraint('screen_token', name=op.f('uq_seminar_screen_token')),
    sa.UniqueConstraint('token', name=op.f('uq_seminar_token'))
    )
    op.create_table('step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('activity', sa.String(), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('lead', sa.JSON(), nullable=False),
    sa.Column('settings', sa.JSON(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('take', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('phase', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.Double(), nullable=True),
    sa.Column('deadline', sa.Double(), nullable=True),
    sa.Column('paused_left', sa.Double(), nullable=True),
    sa.Column('closed_at', sa.Double(), nullable=True),
    sa.Column('published_at', sa.Double(), nullable=True),
    sa.Column('round_key', sa.LargeBinary(), nullable=True),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=True),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_step_seminar_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step')),
    sa.UniqueConstraint('seminar_id', 'key', 'round', name=op.f('uq_step_seminar_id_key_round'))
    )
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_seminar_id'), ['seminar_id'], unique=False)

    op.create_table('entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.Double(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('verb', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_entry_seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_entry_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry'))
    )
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_seminar_id'), ['seminar_id'], unique=False)

    op.create_table('group_',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('help_at', sa.Double(), nullable=True),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_group__item_id'), use_alter=True),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_group__seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_group__step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_group_'))
    )
    with op.batch_alter_table('group_', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_group__seminar_id'), ['seminar_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_group__step_id'), ['step_id'], unique=False)

    op.create_table('receipt',
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('op_id', sa.String(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('reply', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_receipt_seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_receipt_step_id')),
    sa.PrimaryKeyConstraint('actor', 'op_id', name=op.f('pk_receipt'))
    )
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_step_id'), ['step_id'], unique=False)

    op.create_table('ballot',
    sa.Column('id', sa.BigInteger(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('phase', sa.Integer(), nullable=False),
    sa.Column('slot', sa.String(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_ballot_group_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_ballot_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot')),
    sa.UniqueConstraint('step_id', 'phase', 'slot', name=op.f('uq_ballot_step_id_phase_slot'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_step_id'), ['step_id'], unique=False)

    op.create_table('item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('merged_at', sa.Double(), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('forward', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_item_group_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['item.id'], name=op.f('fk_item_merged_into_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['item.id'], name=op.f('fk_item_parent_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_item_seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_item_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_item')),
    sa.UniqueConstraint('step_id', 'number', name=op.f('uq_item_step_id_number'))
    )
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_item_seminar_id'), ['seminar_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_item_step_id'), ['step_id'], unique=False)

    op.create_table('line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_line_group_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_line_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_line')),
    sa.UniqueConstraint('step_id', 'group_id', 'field', name=op.f('uq_line_step_id_group_id_field'))
    )
    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_line_step_id'), ['step_id'], unique=False)

    op.create_table('participant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('table_id', sa.Integer(), nullable=True),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('joined_at', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_participant_seminar_id')),
    sa.ForeignKeyConstraint(['table_id'], ['group_.id'], name=op.f('fk_participant_table_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participant'))
    )
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participant_seminar_id'), ['seminar_id'], unique=False)

    op.create_table('agreement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seminar_id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(), nullable=False),
    sa.Column('first_step', sa.String(), nullable=False),
    sa.Column('next_date', sa.String(), nullable=False),
    sa.Column('collector_id', sa.Integer(), nullable=True),
    sa.Column('collector_name', sa.String(), nullable=False),
    sa.Column('collector_contact', sa.String(), nullable=False),
    sa.Column('consent_group', sa.Boolean(), nullable=False),
    sa.Column('consent_public', sa.Boolean(), nullable=False),
    sa.Column('deputy_id', sa.Integer(), nullable=True),
    sa.Column('deputy_name', sa.String(), nullable=False),
    sa.Column('owner_now', sa.String(), nullable=False),
    sa.Column('owner_later', sa.String(), nullable=False),
    sa.Column('handover_when', sa.String(), nullable=False),
    sa.Column('handover_state', sa.String(), nullable=False),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['collector_id'], ['participant.id'], name=op.f('fk_agreement_collector_id')),
    sa.ForeignKeyConstraint(['deputy_id'], ['participant.id'], name=op.f('fk_agreement_deputy_id')),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_agreement_item_id')),
    sa.ForeignKeyConstraint(['seminar_id'], ['seminar.id'], name=op.f('fk_agreement_seminar_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_agreement_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sa.UniqueConstraint('step_id', 'number', name=op.f('uq_agreement_step_id_number'))
    )
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_seminar_id'), ['seminar_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agreement_step_id'), ['step_id'], unique=False)

    op.create_table('device',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_device_participant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_device_token_hash'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_participant_id'), ['participant_id'], unique=False)

    op.create_table('likeness',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_likeness_item_id')),
    sa.ForeignKeyConstraint(['other_id'], ['item.id'], name=op.f('fk_likeness_other_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_likeness_participant_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_likeness_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_likeness')),
    sa.UniqueConstraint('step_id', 'participant_id', 'item_id', 'other_id', name=op.f('uq_likeness_step_id_participant_id_item_id_other_id'))
    )
    with op.batch_alter_table('likeness', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_likeness_step_id'), ['step_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('joined_at', sa.Double(), nullable=False),
    sa.Column('left_at', sa.Double(), nullable=True),
    sa.Column('host', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_membership_group_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_membership_participant_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_membership_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_group_id'), ['group_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_participant_id'), ['participant_id'], unique=False)
        batch_op.create_index('uq_membership_current', ['step_id', 'participant_id'], unique=True, sqlite_where=sa.text('left_at IS NULL'), postgresql_where=sa.text('left_at IS NULL'))

    op.create_table('note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['group_.id'], name=op.f('fk_note_group_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_note_participant_id')),
    sa.ForeignKeyConstraint(['step_id'], ['step.id'], name=op.f('fk_note_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note'))
    )
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_participant_id'), ['participant_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_note_step_id'), ['step_id'], unique=False)

    op.create_table('score',
    sa.Column('ballot_id', sa.BigInteger(), nullable=False),
    sa.Column('criterion', sa.String(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_score_ballot_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('ballot_id', 'criterion', name=op.f('pk_score'))
    )
    op.create_table('tick',
    sa.Column('ballot_id', sa.BigInteger(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['ballot_id'], ['ballot.id'], name=op.f('fk_tick_ballot_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['item.id'], name=op.f('fk_tick_item_id')),
    sa.PrimaryKeyConstraint('ballot_id', 'item_id', name=op.f('pk_tick'))
    )
    op.create_table('member',
    sa.Column('agreement_id', sa.Integer(), nullable=False),
    sa.Column('participant_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['agreement.id'], name=op.f('fk_member_agreement_id')),
    sa.ForeignKeyConstraint(['participant_id'], ['participant.id'], name=op.f('fk_member_participant_id')),
    sa.PrimaryKeyConstraint('agreement_id', 'participant_id', name=op.f('pk_member'))
    )
    if op.get_bind().dialect.name != "sqlite":  # SQLite has it in the table already
        op.create_foreign_key(op.f("fk_group__item_id"), "group_", "item", ["item_id"], ["id"])


def downgrade() -> None:
    op.drop_table('member')
    op.drop_table('tick')
    op.drop_table('score')
    with op.batch_alter_table('note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_step_id'))
        batch_op.drop_index(batch_op.f('ix_note_participant_id'))

    op.drop_table('note')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index('uq_membership_current', sqlite_where=sa.text('left_at IS NULL'), postgresql_where=sa.text('left_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_membership_participant_id'))
        batch_op.drop_index(batch_op.f('ix_membership_group_id'))

    op.drop_table('membership')
    with op.batch_alter_table('likeness', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_likeness_step_id'))

    op.drop_table('likeness')
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_participant_id'))

    op.drop_table('device')
    with op.batch_alter_table('agreement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agreement_step_id'))
        batch_op.drop_index(batch_op.f('ix_agreement_seminar_id'))

    op.drop_table('agreement')
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_participant_seminar_id'))

    op.drop_table('participant')
    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_line_step_id'))

    op.drop_table('line')
    with op.batch_alter_table('item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_item_step_id'))
        batch_op.drop_index(batch_op.f('ix_item_seminar_id'))

    op.drop_table('item')
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ballot_step_id'))

    op.drop_table('ballot')
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_receipt_step_id'))

    op.drop_table('receipt')
    with op.batch_alter_table('group_', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_group__step_id'))
        batch_op.drop_index(batch_op.f('ix_group__seminar_id'))

    op.drop_table('group_')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_seminar_id'))

    op.drop_table('entry')
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_seminar_id'))

    op.drop_table('step')
    op.drop_table('seminar')
    op.drop_table('invitation')
    op.drop_table('facilitator')
