"""The tables of surveys."""
