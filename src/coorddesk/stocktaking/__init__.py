"""Stocktakes: what ought to be somewhere, and what was found."""
