"""How Alembic runs the migrations: on the connection it is given, else as SQL text for a named dialect."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from store.schema import metadata


def migrate(connection: Connection) -> None:
    """Run on a connection whose transaction the caller ends."""
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


def write_sql(dialect: str) -> None:
    """Write the migrations as SQL for a database administrator."""
    context.configure(dialect_name=dialect, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    write_sql(context.config.attributes["dialect"])
else:
    migrate(context.config.attributes["connection"])
