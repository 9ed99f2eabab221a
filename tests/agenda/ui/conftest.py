"""The screens of the agenda on a desk of their own."""

from tests.screens import desk, desk_database, driver, theme

__all__ = ["desk", "desk_database", "driver", "theme"]
