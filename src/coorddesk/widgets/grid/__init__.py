"""A grid of lines made for the keyboard: the lines of an order, of an invoice, of a decision."""
