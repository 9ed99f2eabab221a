"""Signed pages that come back scanned or photographed: their codes read, and the record found that each belongs to."""

from coorddesk.labels.imports.belonging import Filing, Part, file_of, filings, parts_of
from coorddesk.labels.imports.scans import ScannedPage, page_picture, read_scan

__all__ = ["Filing", "Part", "ScannedPage", "file_of", "filings", "page_picture", "parts_of", "read_scan"]
