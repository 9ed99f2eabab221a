"""Settings of the desk: the kiosks there are, what they ask, and what they sent that nobody could read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.directory.queries import place_options
from coorddesk.directory.service import Deletion
from coorddesk.kiosk.imports.desk_round import set_up_folder
from coorddesk.kiosk.queries import AskedRow, KioskRow, asides, asked_at_kiosks, kiosks
from coorddesk.kiosk.service import KioskDetails, KioskEdit, create_kiosk, delete_kiosk, edit_kiosk, stop_asking
from coorddesk.kiosk.ui.asides_list import AsidesList
from coorddesk.kiosk.ui.asking_dialog import AskingDialog, Wanted
from coorddesk.kiosk.ui.folder_editor import FolderEditor
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.names_list import Name, Names, NamesList
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_LIST_HEIGHT = 200
_GONE = _("This is no longer there: somebody deleted it.")


class KiosksPage(QWidget):
    """Kiosks are added and changed here; their folders are emptied while this program is open."""

    def __init__(self, desk: Desk) -> None:
        """Read the lists."""
        super().__init__()
        about = _(
            "On the PC of a kiosk, start CoordDesk with --kiosk: it asks for its name, this folder and a PIN."
            " Its reports come in every half minute while this program is open."
        )
        self.kiosks = NamesList(desk, kiosk_names())
        self.asked = NamesList(desk, asked_names())
        self.asides = AsidesList(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, about, kind="muted", wrap=True))
        layout.addSpacing(TIGHT)
        layout.addWidget(self.kiosks)
        layout.addSpacing(ROOM)
        layout.addWidget(label(desk, _("Questionnaires at kiosks"), TypeScale.STRONG))
        layout.addWidget(self.asked)
        layout.addSpacing(ROOM)
        layout.addWidget(self.asides)
        layout.addStretch()
        self.kiosks.setMinimumHeight(_LIST_HEIGHT)
        self.asked.setMinimumHeight(_LIST_HEIGHT)
        self.kiosks.begin()
        self.asked.begin()
        self.asides.begin()


class KioskDialog(RecordDialog):
    """Adds a kiosk or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None) -> None:
        """`edited` is the kiosk to change, None for a new one."""
        self._edited = edited
        title = _("New kiosk") if edited is None else _("Edit “{name}”", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def build(self, form: Form) -> None:
        """What it is called, where it stands, and the folder."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)
        form.add("place", _("Place"), RecordPicker(self.desk, place_options))
        hint = _("One that both PCs see; it is made if need be. Leave it blank for a kiosk on the desk's own server.")
        form.add("folder", _("Shared folder"), FolderEditor(self.desk), hint=hint, wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The kiosk to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> KioskDetails | KioskEdit:
        """The wish."""
        values = self.form.values()
        details = KioskDetails(values["name"], values["place"], values["folder"])
        if self._edited is None:
            return details
        assert self.version is not None
        return KioskEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _row(session: Session, kiosk_id: int) -> KioskRow:
    found = next((row for row in kiosks(session) if row.id == kiosk_id), None)
    if found is None:
        raise UserError(_GONE)
    return found


def _load(kiosk_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = _row(session, kiosk_id)
    place = None if row.place_id is None else Option(row.place_id, row.place or "")
    return Loaded(row.version, {"name": row.name, "place": place, "folder": row.folder})


def _save(wish: KioskDetails | KioskEdit, session: Session) -> None:
    """In the lane."""
    if isinstance(wish, KioskDetails):
        create_kiosk(session, wish)
    else:
        is_same = _row(session, wish.id).folder == wish.details.folder
        edit_kiosk(session, wish)
        if is_same:
            return  # it may be away today, and keeps nobody from renaming
    details = wish if isinstance(wish, KioskDetails) else wish.details
    if details.folder:
        set_up_folder(session, details.name, details.folder)


def _read(session: Session) -> Sequence[Name]:
    unread = Counter(each.kiosk for each in asides(session))
    return [
        Name(row.id, row.version, row.name, unread[row.name], verbatim(row.folder or row.place or ""))
        for row in kiosks(session)
    ]


def _rename(session: Session, each: Name, name: str) -> None:
    row = _row(session, each.id)
    details = KioskDetails(row.name, row.place_id, row.folder)
    edit_kiosk(session, KioskEdit(each.id, each.version, replace(details, name=name)))


def _delete(session: Session, each: Name) -> None:
    delete_kiosk(session, Deletion(each.id, each.version))


def kiosk_names() -> Names:
    """The list of the kiosks."""
    return Names(
        _("Kiosks"),
        read=_read,
        rename=_rename,
        delete=_delete,
        about=_("Folder or place"),
        counted=_p("how many", "Unreadable"),
        form=lambda desk, owner, name: KioskDialog(desk, owner, name).open(),
    )


def _read_asked(session: Session) -> Sequence[Name]:
    today = clock_of(session).today()
    asked = sorted(asked_at_kiosks(session), key=lambda row: row.last_on is not None and row.last_on < today)
    return [Name(row.id, row.version, row.name, about=_asked_where(row, today)) for row in asked]


def _asked_where(row: AskedRow, today: date) -> Message:
    where = _("every kiosk") if row.kiosk is None else verbatim(row.kiosk)
    if row.last_on is not None:
        is_over = row.last_on < today
        said = _("{where}, ended {day}", where=where, day=row.last_on)
        where = said if is_over else _("{where}, until {day}", where=where, day=row.last_on)
    return _("{where} · {title}", where=where, title=row.title) if row.title else where


def _stop_asking(session: Session, each: Name) -> None:
    stop_asking(session, Deletion(each.id, each.version))


def _asking(desk: Desk, owner: QWidget, name: Name | None) -> AskingDialog:
    return AskingDialog(desk, owner, Wanted(asked_id=None if name is None else name.id))


def asked_names() -> Names:
    """The list of what kiosks ask."""
    return Names(
        _("Questionnaires at kiosks"),
        read=_read_asked,
        delete=_stop_asking,
        called=_p("survey", "Questionnaire"),
        about=_("Where, and about what"),
        counted=None,
        form=lambda desk, owner, name: _asking(desk, owner, name).open(),
    )
