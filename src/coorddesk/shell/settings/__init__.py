"""The settings: language and looks, the organisation, backups, and where the desk lies."""
