"""What screens, papers and the command line read of the forecast."""
