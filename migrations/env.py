"""Alembic's entry: the connection is handed in by storage.migrate, or made from DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine

from models import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    migrate(handed)
    handed.commit()
else:
    with create_engine(os.environ["DATABASE_URL"]).connect() as made:
        migrate(made)
        made.commit()
