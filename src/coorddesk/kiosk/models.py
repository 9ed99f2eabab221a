"""Kiosk as stored."""
