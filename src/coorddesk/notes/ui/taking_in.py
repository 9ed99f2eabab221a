"""Files on their way to a record: chosen, dropped or pasted, read beside the screens, attached as one change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.notes.imports import made, read_file
from coorddesk.notes.service import About, NewFile, attach_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.desk import Desk

_FOLDER = "notes.taken_from"


@dataclass(frozen=True)
class Pasted:
    """A picture of the clipboard, as the bytes of a PNG."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Taken:
    """How many files were attached, and why others were not."""

    count: int
    refused: tuple[Message, ...]


def choose_files(desk: Desk, owner: QWidget) -> list[Path]:
    """Ask for files."""
    folder = str(desk.settings.recall(_FOLDER, ""))
    names, _pattern = QFileDialog.getOpenFileNames(owner, desk.texts.say(_("Attach files")), folder)
    if names:
        desk.settings.remember(_FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]


def sources_in(desk: Desk, data: QMimeData) -> list[Path | Pasted]:
    """The files or the picture that are dragged or in the clipboard."""
    paths: list[Path | Pasted] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths or not data.hasImage():
        return paths
    picture = QImage(data.imageData())
    if picture.isNull():
        return []
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt takes both
    now = desk.clock.local(desk.clock.now())
    name = desk.texts.say(_("Picture of {moment}", moment=f"{now:%Y-%m-%d %H.%M.%S}"))
    return [Pasted(f"{name}.png", bytes(encoded.data()))]


def attach(desk: Desk, owner: QWidget, about: About, sources: Sequence[Path | Pasted]) -> None:
    """Attach what can be, and say why the rest cannot."""

    def on_taken(taken: Taken) -> None:
        if taken.refused:
            desk.warn(owner, UserError(_joined(taken.refused)))

    title = _n("Attaching {count} file", "Attaching {count} files", len(sources))
    work = partial(_attach, about, tuple(sources))
    desk.operations.job(owner, title, work, on_taken, said=partial(_said, about))


def _attach(about: About, sources: Sequence[Path | Pasted], database: Database, progress: Progress) -> Taken:
    """In the lane: read everything first, since a disk may be slow and a transaction should be short."""
    from coorddesk.core.database import Lane  # SQL, loaded by now

    files: list[NewFile] = []
    refused: list[Message] = []
    for done, source in enumerate(sources):
        progress(done, len(sources))
        try:
            files.append(_read(source, about))
        except UserError as error:
            refused.append(error.message)
    if files:
        with database.transaction(lane=Lane.JOBS) as session:
            attach_files(session, about, files)
    return Taken(len(files), tuple(refused))


def _read(source: Path | Pasted, about: About) -> NewFile:
    if isinstance(source, Pasted):
        return made(source.name, source.data, about.subject)
    return read_file(source, about.subject)


def _said(about: About, taken: Taken) -> Message | None:
    if not taken.count:
        return None
    return _n(
        "{count} file attached to {record}.", "{count} files attached to {record}.", taken.count, record=about.called
    )


def _joined(messages: Sequence[Message]) -> Message:
    first, *others = messages
    for other in others:
        first = _("{one}\n{other}", one=first, other=other)
    return first
