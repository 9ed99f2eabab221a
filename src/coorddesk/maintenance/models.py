"""Maintenance and repairs as stored."""
