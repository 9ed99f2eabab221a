"""The screens of the forecast."""
