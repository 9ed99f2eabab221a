"""The head of a session's people: what is held, when and where, how full it is, and what should be seen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.reports.saying import dates_said
from coorddesk.training.rules.words import COMING, SESSION_STATE_TITLES, SessionState
from coorddesk.widgets.badge import Badge
from coorddesk.widgets.controls import label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coorddesk.training.queries.participants import Gathering
    from coorddesk.widgets.desk import Look

_TONES = {
    SessionState.OPEN: Tone.ACCENT,
    SessionState.CONFIRMED: Tone.SUCCESS,
    SessionState.CANCELLED: Tone.DANGER,
}


class ParticipantsHead(QWidget):
    """Stands over the list; the sentence below says what the next registration would come to."""

    def __init__(self, look: Look) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._look = look
        self.title = label(look, scale=TypeScale.TITLE)
        self.state = Badge(look)
        self.about = label(look, kind="muted", wrap=True)
        self.taken = label(look, scale=TypeScale.TITLE)
        self.left = label(look, kind="muted")
        self.typed = label(look, kind="muted", wrap=True)
        self.hint = Notice(look, Tone.WARNING)
        self._lay_out()

    def _lay_out(self) -> None:
        named, told = QHBoxLayout(), QVBoxLayout()
        named.setSpacing(SNUG)
        named.addWidget(self.title)
        named.addWidget(self.state, alignment=Qt.AlignmentFlag.AlignVCenter)
        named.addStretch()
        told.setSpacing(HAIR)
        told.addLayout(named)
        told.addWidget(self.about)
        told.addWidget(self.typed)
        places = QVBoxLayout()
        places.setSpacing(HAIR)
        for part in (self.taken, self.left):
            places.addWidget(part, alignment=Qt.AlignmentFlag.AlignRight)
        places.addStretch()
        above = QHBoxLayout()
        above.setSpacing(ROOM)
        above.addLayout(told, 1)
        above.addLayout(places)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, SNUG, ROOM, TIGHT)
        layout.setSpacing(TIGHT)
        layout.addLayout(above)
        layout.addWidget(self.hint)

    def show_session(self, seen: Gathering, today: date) -> None:
        """Say how it stands by now."""
        say = self._look.texts.say
        self.title.setText(seen.title)
        self.state.show_word(SESSION_STATE_TITLES[seen.state], _TONES.get(seen.state, Tone.MUTED))
        days = dates_said(list(dict.fromkeys(each.day for each in seen.half_days)))
        parts = (seen.reference, "" if days is None else say(days), seen.place, ", ".join(seen.trainers))
        self.about.setText(" · ".join(filter(None, parts)))
        self.taken.setText(say(_taken(seen)))
        self.left.setText(" · ".join(map(say, _left(seen))))
        self.typed.setText(" · ".join(map(say, _typed(seen, today))))
        self.typed.setVisible(bool(self.typed.text()))
        self.hint.say(_hint(seen))


def _taken(seen: Gathering) -> Message:
    places = seen.places
    if places.most is None:
        return _n("{count} registered", "{count} registered", places.registered)
    return _p("places", "{registered} of {most}", registered=places.registered, most=places.most)


def _left(seen: Gathering) -> Iterator[Message]:
    """Places that are left, who waits, who was counted without a name."""
    places = seen.places
    if places.left is not None:
        yield _n("{count} place left", "{count} places left", places.left) if places.left else _("full")
    if places.overbooking:
        yield _n("{count} of them overbooked", "{count} of them overbooked", places.overbooking)
    if places.offered:
        yield _n("{count} place offered", "{count} places offered", places.offered)
    if places.waiting:
        yield _n("{count} waits", "{count} wait", places.waiting)
    if seen.counted:
        yield _n("{count} counted without a name", "{count} counted without a name", seen.counted)


def _typed(seen: Gathering, today: date) -> Iterator[Message]:
    """By whom the attendance was typed last, and what is missing of it."""
    if seen.typed_at is not None:
        yield _("Attendance typed by {name}, {moment}", name=seen.typed_by, moment=seen.typed_at)
    if seen.files:
        yield _n("{count} file attached", "{count} files attached", seen.files)
    if seen.untyped and (seen.typed_at is not None or (seen.first_day is not None and seen.first_day <= today)):
        yield _n("{count} cell is not typed yet", "{count} cells are not typed yet", seen.untyped)


def _hint(seen: Gathering) -> Message | None:
    """What whoever registers people should know first."""
    places = seen.places
    if seen.state not in COMING:
        return _("Nobody registers any more. Who came without a place is typed with the attendance.")
    if seen.lapsed:
        return _n(
            "{count} place was offered and not answered in time: offer it to the next one.",
            "{count} places were offered and not answered in time: offer them to the next ones.",
            seen.lapsed,
        )
    if places.left and places.waiting > places.offered:
        return _("A place is free and somebody waits for one: offer it.")
    if places.is_full:
        return _("Every place is taken: who registers now waits for one. Or raise the capacity of the session.")
    return None
