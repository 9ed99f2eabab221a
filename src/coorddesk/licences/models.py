"""Licences as stored."""
