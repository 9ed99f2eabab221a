"""Licences: who and what uses how many of their seats, and until when."""
