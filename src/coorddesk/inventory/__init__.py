"""Assets and everything that happens to them."""
