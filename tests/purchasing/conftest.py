"""Every table is known: what purchasing stores points to people, places, lots and the budget."""

import coorddesk.migrations.models  # noqa: F401 - its tables are wanted, not its name
