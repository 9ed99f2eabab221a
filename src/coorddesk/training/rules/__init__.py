"""Truths of training that need no database: places, attendance, hours, headcounts, states and slots."""
