"""Labels and badges on sheets of paper, and what their codes lead to."""
