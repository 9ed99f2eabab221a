"""Agenda as stored."""
