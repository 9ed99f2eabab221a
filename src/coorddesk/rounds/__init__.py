"""Rounds: what is looked at each day, and what was found."""
