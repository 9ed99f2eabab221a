"""Stocktakes as stored."""
