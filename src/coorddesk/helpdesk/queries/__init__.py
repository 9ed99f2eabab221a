"""What screens, papers and imports read of the help desk."""
