"""Strict reading of cells: a value is understood, or refused with a reason; never guessed."""
