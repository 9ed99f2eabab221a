"""Loans, reservations and kits: who has what, until when."""
