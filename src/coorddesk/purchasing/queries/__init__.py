"""What screens, papers and other features read of purchasing."""
