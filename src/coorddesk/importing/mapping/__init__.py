"""Which column feeds which field, and why."""
