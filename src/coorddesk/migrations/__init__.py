"""Changes of the schema (Alembic), inside the package so that a frozen program has them.

A revision is a number of four digits, so that older and newer can be told apart without Alembic; HEAD
holds the newest as plain text. There is no way down but a backup. `make migration` drafts the next one.
"""
