"""Maintenance and repairs: what was done, what it cost, what is due."""
