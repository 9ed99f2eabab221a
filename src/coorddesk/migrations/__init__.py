"""Changes of the schema (Alembic); inside the package so that a frozen program has them."""
