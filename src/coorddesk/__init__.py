"""CoordDesk: the daily desk of a lone technology coordinator."""

__version__ = "0.1.0"
