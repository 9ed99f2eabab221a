"""Rows onto paper and into sheets: Report -> pdf, xlsx, csv. No database, no Qt."""
