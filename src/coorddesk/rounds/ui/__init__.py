"""The screens of rounds."""
