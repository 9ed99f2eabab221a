"""The screens of the inventory."""
