"""The first tables: records, what sources and editors say of them, identity, history, change log, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.dialect import Id, Moment, Sequence

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def index_where_filled(column: str) -> None:
    """Index only the rows of `record` that have the column."""
    filled = sa.text(f"{column} IS NOT NULL")
    op.create_index(f"ix_record_{column}", "record", [column], sqlite_where=filled, postgresql_where=filled)


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "change_log",
        sa.Column("seq", Sequence, nullable=False),
        sa.Column("record_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("operation", sa.String(length=6), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_change_log"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_log_record_id", "change_log", ["record_id"])
    op.create_table(
        "consumer",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("seq", Sequence, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_consumer"),
    )
    op.create_table(
        "history",
        sa.Column("seq", Sequence, nullable=False),
        sa.Column("record_id", Id, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("run", Sequence, nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_history"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_record_id_seq", "history", ["record_id", "seq"])
    op.create_table(
        "record",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("organisation", Id, nullable=True),
        sa.Column("offer", Id, nullable=True),
        sa.Column("location", Id, nullable=True),
        sa.Column("partnership", Id, nullable=True),
        sa.Column("parent", Id, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location"], ["record.id"], name="fk_record_location", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["offer"], ["record.id"], name="fk_record_offer", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation"], ["record.id"], name="fk_record_organisation", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["parent"], ["record.id"], name="fk_record_parent", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["partnership"], ["record.id"], name="fk_record_partnership", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )
    op.create_index("ix_record_kind_state_id", "record", ["kind", "state", "id"])
    index_where_filled("location")
    index_where_filled("offer")
    index_where_filled("organisation")
    index_where_filled("parent")
    index_where_filled("partnership")
    op.create_table(
        "source_run",
        sa.Column("id", Sequence, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("finished", Moment, nullable=True),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source_run"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alias",
        sa.Column("alias", Id, nullable=False),
        sa.Column("record_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_alias_record_id"),
        sa.PrimaryKeyConstraint("alias", name="pk_alias"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_alias_record_id", "alias", ["record_id"])
    op.create_table(
        "editor_value",
        sa.Column("record_id", Id, nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("source_value", sa.Text(), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_editor_value_record_id"),
        sa.PrimaryKeyConstraint("record_id", "field", name="pk_editor_value"),
    )
    op.create_table(
        "join_key",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("record_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_join_key_record_id"),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_join_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_join_key_record_id", "join_key", ["record_id"])
    op.create_table(
        "source_value",
        sa.Column("record_id", Id, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("own_id", Id, nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("source_date", sa.Date(), nullable=True),
        sa.Column("run", Sequence, nullable=False),
        sa.Column("hash", sa.String(length=32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name="fk_source_value_record_id"),
        sa.ForeignKeyConstraint(["run"], ["source_run.id"], name="fk_source_value_run"),
        sa.PrimaryKeyConstraint("record_id", "source", name="pk_source_value"),
    )
    op.create_index("ix_source_value_source_state", "source_value", ["source", "state"])


def downgrade() -> None:
    """Bring the schema back to none at all."""
    for table in (
        "source_value",
        "join_key",
        "editor_value",
        "alias",
        "source_run",
        "record",
        "history",
        "consumer",
        "change_log",
    ):
        op.drop_table(table)
