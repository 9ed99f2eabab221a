from tests.screens import desk, desk_database, driver, theme

__all__ = ["desk", "desk_database", "driver", "theme"]
