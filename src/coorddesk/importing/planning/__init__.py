"""What becomes of each row: which record it is about, what would change, and the writing of it."""
