"""Forecast: where this year lands, what the next ones cost, and what if."""
