"""Training: courses, sessions, who came, and what they are handed."""
