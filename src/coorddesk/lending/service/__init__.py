"""The verbs of lending."""
