"""Saved views beside a list: the panel that offers them, and what it does to the list and the desk."""
