"""Signed pages that come back: which files may hold some, and by which of several codes a page is filed."""

from __future__ import annotations

from collections.abc import Sequence

from coorddesk.core.codes import subject_of

SCAN_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp")
"""What scanners and telephones make."""

_PAPERS = ("loan", "repair", "stocktake", "lot", "kit", "training_session")
"""Records whose papers are signed, before what is named on them: a loan's page lists the codes of its devices."""


def filed_by(codes: Sequence[str]) -> str:
    """The code that a page is filed by: the only one, or the only one of a paper; none where there is a choice."""
    papers = [code for code in codes if (subject_of(code) or ("", 0))[0] in _PAPERS]
    if len(papers) == 1:
        return papers[0]
    return codes[0] if len(codes) == 1 else ""
