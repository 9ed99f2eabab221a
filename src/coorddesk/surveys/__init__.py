"""Surveys: what people thought of it, on paper or on a screen."""
