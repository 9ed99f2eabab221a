"""About: the version, the licence, and whose work it stands on."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from coorddesk import __version__
from coorddesk.core.messages import _, _p, verbatim
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Look

_WIDTH, _HEIGHT = 620, 520
_LOGO = 56
_STANDS_ON = {
    "PySide6-Essentials": "LGPL-3.0",
    "SQLAlchemy": "MIT",
    "alembic": "MIT",
    "babel": "BSD-3-Clause",
    "orjson": "Apache-2.0 or MIT, MPL-2.0",
    "platformdirs": "MIT",
    "python-calamine": "MIT",
    "openpyxl": "MIT",
    "charset-normalizer": "MIT",
    "RapidFuzz": "MIT",
    "xlsxwriter": "BSD-2-Clause",
    "reportlab": "BSD-3-Clause",
    "keyring": "MIT",
    "segno": "BSD-3-Clause",
    "pillow": "MIT-CMU",
    "pypdfium2": "BSD-3-Clause, Apache-2.0",
    "holidays": "MIT",
    "icalendar": "BSD-2-Clause",
    "python-dateutil": "Apache-2.0 or BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "psycopg": "LGPL-3.0",
    "zxing-cpp": "Apache-2.0",
}
"""The packages that the program needs, as they are called where they are published, and their licences."""


class AboutDialog(QDialog):
    """Says which version this is, under which licence it comes, and what it is made with."""

    def __init__(self, look: Look, owner: QWidget) -> None:
        """Build it."""
        super().__init__(owner)
        say = look.texts.say
        self.setWindowTitle(say(_("About CoordDesk")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        made_with = QPlainTextEdit(say(_("CoordDesk is made with:")) + "\n\n" + "\n".join(_parts()))
        made_with.setReadOnly(True)
        made_with.setTabChangesFocus(True)
        made_with.setAccessibleName(say(_("What CoordDesk is made with")))
        close = button(look, _p("dismiss a message", "Close"), ButtonKind.PRIMARY)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(self._head(look))
        layout.addWidget(made_with, 1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        close.setFocus()

    def _head(self, look: Look) -> QHBoxLayout:
        version = _(
            "Version {version} · Python {python} · Qt {qt}",
            version=__version__,
            python=platform.python_version(),
            qt=qVersion(),
        )
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(label(look, verbatim("CoordDesk"), TypeScale.TITLE))
        words.addWidget(label(look, _("The daily desk of a technology coordinator."), wrap=True))
        words.addWidget(label(look, version, kind="muted"))
        words.addWidget(
            label(
                look,
                _(
                    "Free software under the GNU General Public License, version 3 or later: use it, study it, "
                    "change it and pass it on. It comes without any warranty. It sends nothing anywhere."
                ),
                wrap=True,
            )
        )
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(Picture(look, "coorddesk", _LOGO, Tone.ACCENT), alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head


def _parts() -> list[str]:
    """A line for each part: its name, the version that runs here, its licence."""
    parts = [f"Python {platform.python_version()} — PSF-2.0"]
    for name, licence in _STANDS_ON.items():
        parts.append(" ".join(part for part in (name, _version(name), "—", licence) if part))
    return [*parts, "Lucide — ISC", "DejaVu — Bitstream Vera"]


def _version(name: str) -> str:
    from importlib import metadata  # 30 ms that only this dialog needs

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""  # a frozen build without it, or an optional part that is not installed
