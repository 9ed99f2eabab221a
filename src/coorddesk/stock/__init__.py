"""Consumables and accessories: what is there, what went out, what to order."""
