"""Fiscal years, budget lines, and the one ledger of money moves."""
