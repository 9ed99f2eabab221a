"""When the house is open, and the days on which it is closed."""
