"""Consumables and accessories as stored."""
