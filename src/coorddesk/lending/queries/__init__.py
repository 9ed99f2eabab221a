"""What screens and papers read about loans."""
