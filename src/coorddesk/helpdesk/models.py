"""Help desk as stored."""
