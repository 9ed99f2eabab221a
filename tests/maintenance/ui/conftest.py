"""The screens of maintenance on a desk of their own."""

from tests.screens import desk, desk_database, driver, theme

__all__ = ["desk", "desk_database", "driver", "theme"]
