"""Labels printed ahead, and signed pages that come back: dialogs that belong to no page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


def print_labels_ahead(desk: Desk, window: QWidget) -> None:
    """Ask how many numbers to draw."""
    from coorddesk.labels.ui.ahead_dialog import AheadDialog  # each dialog loads when it is first wanted

    AheadDialog(desk, window).open()


def file_papers(
    desk: Desk, window: QWidget, paths: Sequence[Path] | None = None, about: tuple[Subject, str] | None = None
) -> None:
    """File scans by the codes on their pages; without paths, they are asked for. What is open takes more.

    `about` is a record and what it is called, to which a page without a code may be given by hand.
    """
    from coorddesk.labels.ui.filing_dialog import FilingDialog

    open_ones = (dialog for dialog in window.findChildren(FilingDialog) if dialog.isVisible())
    dialog = next(open_ones, None) or FilingDialog(desk, window, about)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    if paths is None:
        dialog.choose()
    else:
        dialog.look_at(paths)
