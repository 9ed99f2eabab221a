"""The screens of the budget."""
