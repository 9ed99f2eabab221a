"""Purchasing: what is needed, asked, quoted, ordered, received, invoiced and paid."""
