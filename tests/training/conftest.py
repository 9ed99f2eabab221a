"""Every table is known: what training stores points to tickets, loans, people and places."""

import coorddesk.migrations.models  # noqa: F401 - its tables are wanted, not its name
