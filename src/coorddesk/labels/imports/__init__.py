"""Signed pages that come back scanned or photographed: their codes read, and the record found that each belongs to."""

from coorddesk.labels.imports.belonging import Filing, Part, file_of, filings, parts_of
from coorddesk.labels.imports.scans import SCAN_SUFFIXES, ScannedPage, read_scan

__all__ = ["SCAN_SUFFIXES", "Filing", "Part", "ScannedPage", "file_of", "filings", "parts_of", "read_scan"]
