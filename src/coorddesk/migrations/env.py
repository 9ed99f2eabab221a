"""Runs migrations inside the transaction that core.schema has begun; Alembic neither begins nor commits."""

from __future__ import annotations

from alembic import context

from coorddesk.core.orm import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,  # names constraints by convention; models are not needed, nor loaded
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
