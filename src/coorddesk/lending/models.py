"""Loans, reservations and kits as stored."""
