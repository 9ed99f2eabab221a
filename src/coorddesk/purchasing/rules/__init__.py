"""Pure rules of purchasing: amounts, what is left of an order, differences between documents, and what each commits."""
