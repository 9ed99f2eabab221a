"""Rounds as stored."""
