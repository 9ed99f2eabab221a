"""The screens of places, people and suppliers."""
