"""Help given to one person, logged in seconds: about what, how long, Ctrl+Enter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.directory.queries import person, place, place_options
from coorddesk.training.queries import SupportRow, from_ticket, support, support_words
from coorddesk.training.rules.words import AUDIENCE_TITLES, Audience
from coorddesk.training.service import SupportDetails, SupportEdit, edit_support, log_support
from coorddesk.training.service.support import LONGEST
from coorddesk.training.ui.typed_editors import WhoEditor, WordEditor
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 700
_USUAL_MINUTES = 15
_LAST = "training.support"
"""The desk's memory of where help is given, and to whom: mostly the same as the last time."""


@dataclass(frozen=True)
class Begun:
    """What is known of help before somebody logs it, by the fields of the form; and the ticket that asked for it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    ticket_id: int | None = None


class SupportDialog(RecordDialog):
    """Logs help, or changes what is said of it; everything but what it was about has a good answer already."""

    def __init__(self, desk: Desk, owner: QWidget, edited: SupportRow | None, begun: Begun | None = None) -> None:
        """`edited` is the help to change, None for new one, which may begin with what is known of it."""
        self._edited, self._begun = edited, begun or Begun()
        self._ticket_id = self._begun.ticket_id if edited is None else edited.ticket_id
        title = _("One-to-one support") if edited is None else _("Edit “{title}”", title=edited.theme)
        super().__init__(desk, owner, title, _p("support", "Log") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field, what must be said first."""
        desk = self.desk
        hint = _("As you would tell a colleague: “Mail on the telephone”")
        self._theme = form.add("theme", _p("support", "About"), WordEditor(desk), required=True, hint=hint, wide=True)
        minutes = NumberEditor(desk, 1, LONGEST, _p("unit", "minutes"))
        form.add("minutes", _("Duration"), minutes, required=True)
        audiences = ChoiceEditor(desk, list(AUDIENCE_TITLES.items()), _p("audience", "not said"))
        form.add("audience", _p("support", "Audience"), audiences)
        hint = _("Somebody of the directory, a name, or nobody.")
        form.add("who", _p("support", "Who was helped"), WhoEditor(desk), hint=hint)
        hint = _("Another service, a workshop, a website…")
        self._orientation = form.add("orientation", _p("support", "Sent on to"), WordEditor(desk), hint=hint)
        for words in (self._theme, self._orientation):
            words.finished.connect(self._on_save_clicked)
        form.add("place", _("Place"), RecordPicker(desk, place_options, hint=_("Site, building or room")))
        form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True)
        form.add("note", _("Note"), NotesEditor(desk, 2), wide=True)
        if self._edited is None:
            last = desk.settings.recall(_LAST) or {}
            known = {each.value: each for each in Audience}
            usual = {
                "minutes": _USUAL_MINUTES,
                "day": desk.clock.today(),
                "audience": known.get(last.get("audience", "")),
            }
            for key, value in (usual | dict(self._begun.values)).items():
                form.editor(key).set_value(value)

    def open(self) -> None:
        """Show the form, and read the words that were used before."""
        super().open()
        last = None if self._edited is not None or "place" in self._begun.values else self._last_place()
        self.desk.operations.read(self, partial(_read, last), self._offer, replaces="words")

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The help to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> SupportDetails | SupportEdit:
        """The wish."""
        values = self.form.values()
        who, place_id = values.pop("who"), values.pop("place")
        is_named = isinstance(who, str)
        details = SupportDetails(
            person_id=None if is_named else who,
            name=who if is_named else "",
            place_id=place_id,
            ticket_id=self._ticket_id,
            **values,
        )
        if self._edited is None:
            audience = None if details.audience is None else details.audience.value
            self.desk.settings.remember(_LAST, {"audience": audience, "place": place_id})
            return details
        assert self.version is not None
        return SupportEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """How long, and about what."""
        theme, minutes = (self.form.editor(key).value() for key in ("theme", "minutes"))
        return _n("“{theme}”: {count} minute logged.", "“{theme}”: {count} minutes logged.", minutes, theme=theme)

    def _last_place(self) -> int | None:
        last = (self.desk.settings.recall(_LAST) or {}).get("place")
        return last if isinstance(last, int) else None

    def _offer(self, known: tuple[tuple[str, ...], tuple[str, ...], Option | None]) -> None:
        themes, orientations, usual_place = known
        self._theme.offer(themes)
        self._orientation.offer(orientations)
        places = self.form.editor("place")
        if usual_place is not None and places.value() is None:
            is_untouched = not self.form.touched()
            places.set_value(usual_place)
            if is_untouched:
                self.form.settle()


def begun_with_ticket(session: Session, ticket_id: int) -> Begun:
    """What a ticket says of the help that it asked for; in the lane."""
    known = from_ticket(session, ticket_id)
    if known is None:
        raise UserError(_("This ticket is no longer there: somebody took it back."))
    who = _who(session, known.person_id, known.name)
    return Begun({"theme": known.theme, "who": who, "place": _place(session, known.place_id)}, ticket_id)


def begun_with_person(session: Session, person_id: int) -> Begun:
    """Help given to somebody; in the lane."""
    return Begun({"who": _who(session, person_id, "")})


def again(row: SupportRow, session: Session) -> Begun:
    """The same help once more, today; in the lane."""
    same = {field: getattr(row, field) for field in ("theme", "minutes", "audience", "orientation")}
    return Begun(
        same | {"who": _who(session, row.person_id, row.name), "place": _place(session, row.place_id)}, row.ticket_id
    )


def _read(place_id: int | None, session: Session) -> tuple[tuple[str, ...], tuple[str, ...], Option | None]:
    """In the lane."""
    return *support_words(session), _place(session, place_id)


def _load(support_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = support(session, support_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    own = {field: getattr(row, field) for field in ("theme", "minutes", "audience", "orientation", "day", "note")}
    links = {"who": _who(session, row.person_id, row.name), "place": _place(session, row.place_id)}
    return Loaded(row.version, own | links)


def _who(session: Session, person_id: int | None, name: str) -> Option | str | None:
    row = None if person_id is None else person(session, person_id)
    return (name or None) if row is None else Option(row.id, row.full_name)


def _place(session: Session, place_id: int | None) -> Option | None:
    row = None if place_id is None else place(session, place_id)
    return None if row is None else Option(row.id, row.path)


def _save(wish: SupportDetails | SupportEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, SupportDetails):
        return log_support(session, wish)
    edit_support(session, wish)
    return wish.id
