"""The tables of the forecast."""
