"""Notices as stored."""
