"""Pure rules of the budget: what its figures mean, and what a year and a line allow."""
