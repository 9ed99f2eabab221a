"""Truths of the help desk that need no database: its words, states, priorities, deadlines and figures."""
