"""Drafts of e-mails, written where the mail program finds them, and opened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.report_work import drafts_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coorddesk.reporting.mail import DraftFile

_FORBIDDEN = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))
_LONGEST = 80


def write_drafts(drafts: Sequence[DraftFile]) -> list[Path]:
    """As part of a job: write drafts into a folder of their own; those of yesterday and before go."""
    folder, paths = drafts_folder(), []
    for number, draft in enumerate(drafts, 1):  # two people may have one name
        stem = draft.name.removesuffix(".eml").translate(_FORBIDDEN)[:_LONGEST].strip()
        path = folder / f"{number} {stem}.eml"
        path.write_bytes(draft.data)
        paths.append(path)
    return paths


def open_drafts(paths: Sequence[Path]) -> tuple[bool, Message | None]:
    """Open drafts in the mail program; whether it did, and what to tell of it."""
    if not paths:
        return False, None
    if all(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) for path in paths):
        return True, _n("{count} draft is open.", "{count} drafts are open.", len(paths))
    folder = str(paths[0].parent)
    return False, _("No program here opens drafts of e-mails. They lie in {folder}.", folder=folder)
