"""Tickets: what is asked for, how far it is, and until when it is promised."""
