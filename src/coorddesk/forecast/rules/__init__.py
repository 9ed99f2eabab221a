"""Truths of the forecast that need no database: what is expected, what if, where a year lands."""
