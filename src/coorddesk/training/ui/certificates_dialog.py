"""The dialog of certificates: what each has learnt, who is given one, and those to be printed again as duplicates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.queries.certificates import ToCertify, to_certify
from coorddesk.training.rules.words import DOCUMENT_KIND_TITLES, RESULT_TITLES, DocumentKind, Result
from coorddesk.training.service import Issued, Issuing, Learnt, issue, reprint, set_results
from coorddesk.training.ui.certificates_list import CertificatesList
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes, Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.desk import Desk

_KIND = "training.certificate"
_KINDS = frozenset({"registration", "attendance", "issued_document", "training_session"})
_RESULTS = {
    Result.ACQUIRED: ("circle-check", "1"),
    Result.IN_PROGRESS: ("clock", "2"),
    Result.NOT_ACQUIRED: ("circle-x", "3"),
}


class CertificatesDialog(QDialog):
    """Ticked are those of `wanted`, or else all who may have one and have none that says the same."""

    def __init__(self, desk: Desk, owner: QWidget, session_id: int, wanted: Collection[int] = ()) -> None:
        """Of a session; `open` reads who came."""
        super().__init__(owner)
        self._desk, self._session_id, self._wanted = desk, session_id, frozenset(wanted)
        self._is_busy = False
        self.setWindowTitle(desk.texts.say(_("Certificates")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kind = ChoiceEditor(desk, list(DOCUMENT_KIND_TITLES.items()))
        self.kind.set_value(_recalled(desk))
        self.list = CertificatesList(desk)
        self.told, self.trouble = Notice(desk, Tone.SUCCESS), Notice(desk, Tone.DANGER)
        new = partial(make_action, desk, self.list)
        self.results = [
            new(RESULT_TITLES[result], icon, keys, partial(self._on_learnt, result))
            for result, (icon, keys) in _RESULTS.items()
        ]
        self.issue = button(desk, _("Issue"), ButtonKind.PRIMARY)
        self.again = button(desk, _("Print again, as duplicates…"), icon="printer")
        self._close = button(desk, _p("dismiss a message", "Close"))
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it, and read."""
        self.resize(self.sizeHint())
        super().open()
        self._read()
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        """Most of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.85 if owner is not None else QSize(960, 640)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(HAIR)
        kind = label(self._desk, _p("certificate", "Kind"), kind="field")
        self.kind.describe(kind, kind.text())
        above.addWidget(kind)
        above.addSpacing(TIGHT)
        above.addWidget(self.kind)
        above.addStretch()
        above.addWidget(label(self._desk, _("What those selected have learnt:"), kind="muted"))
        for action in self.results:
            above.addWidget(tool_button(action))
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        below.addWidget(self.again)
        below.addStretch()
        below.addWidget(self.issue)
        below.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addLayout(above)
        for part in (self.told, self.trouble):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind_chosen)
        self.list.ticked.connect(self._refresh)
        self.issue.clicked.connect(self._on_issue)
        self.again.clicked.connect(self._on_again)
        self._close.clicked.connect(self.reject)
        self._desk.operations.committed.connect(self._on_committed)

    def _read(self) -> None:
        work = partial(_read, self.kind.value(), self._session_id)
        self._desk.operations.read(self, work, self._show, self._on_refused, replaces="certificates")

    def _show(self, rows: Sequence[ToCertify]) -> None:
        self.list.show_people(rows, self._wanted)
        self._refresh()

    def _refresh(self) -> None:
        say, ticked = self._desk.texts.say, self.list.ticked_rows()
        fresh = [each for each in ticked if not each.is_same and each.trouble is None]
        issued = [each for each in ticked if each.document is not None]
        count = len(fresh)
        self.issue.setText(say(_n("Issue {count} certificate", "Issue {count} certificates", count)))
        self.issue.setEnabled(bool(fresh) and not self._is_busy)
        self.again.setEnabled(bool(issued) and not self._is_busy)

    def _on_kind_chosen(self) -> None:
        self._desk.settings.remember(_KIND, self.kind.value().value)
        self._say(None)
        self._read()

    def _on_learnt(self, result: Result) -> None:
        chosen = tuple(each.registration for each in self.list.selected_rows())
        if chosen:
            wish = Learnt(chosen, result)
            self._desk.operations.change(self, partial(_learn, wish), None, self._on_refused)

    def _on_issue(self) -> None:
        rows = [each for each in self.list.ticked_rows() if not each.is_same and each.trouble is None]
        wish = Issuing(self.kind.value(), tuple(each.registration for each in rows))
        title = _n("Issuing {count} certificate", "Issuing {count} certificates", len(rows))
        self._set_busy(busy=True)
        settled = partial(self._set_busy, busy=False)
        work = partial(_issue, wish)
        self._desk.operations.job(self, title, work, self._on_issued, self._on_refused, settled=settled)

    def _on_issued(self, done: Issued) -> None:
        count = len(done.new)
        self._say(_n("{count} certificate issued.", "{count} certificates issued.", count))
        self._preview(done.new)

    def _on_again(self) -> None:
        documents = tuple(each.document for each in self.list.ticked_rows() if each.document is not None)
        title = _n("Printing {count} duplicate", "Printing {count} duplicates", len(documents))
        self._set_busy(busy=True)
        settled = partial(self._set_busy, busy=False)
        done = partial(self._preview, documents)
        work = partial(_reprint, documents)
        self._desk.operations.job(self, title, work, lambda _none: done(), self._on_refused, settled=settled)

    def _preview(self, documents: Sequence[int]) -> None:
        from coorddesk.training.reports.certificates import CERTIFICATES  # papers load when they are wanted

        self._desk.preview_report(CERTIFICATES, tuple(documents))

    def _say(self, done: Message | None, trouble: Message | None = None) -> None:
        self.told.say(done)
        self.trouble.say(trouble)

    def _on_refused(self, error: UserError) -> None:
        self._say(None, error.message)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._refresh()

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._read()


def _recalled(desk: Desk) -> DocumentKind:
    kept = desk.settings.recall(_KIND)
    return next((kind for kind in DocumentKind if kind.value == kept), DocumentKind.ATTENDANCE)


def _read(kind: DocumentKind, session_id: int, session: Session) -> Sequence[ToCertify]:
    """In the lane."""
    return to_certify(session, kind, session_id)


def _learn(wish: Learnt, session: Session) -> None:
    """In the lane."""
    set_results(session, wish)


def _issue(wish: Issuing, database: Database, progress: Progress) -> Issued:
    """As a job: many are drawn at once."""
    from coorddesk.core.database import Lane  # SQL is loaded by now

    progress(0, None, None)
    with database.transaction(lane=Lane.JOBS) as session:
        return issue(session, wish)


def _reprint(documents: tuple[int, ...], database: Database, progress: Progress) -> None:
    """As a job: what is printed after this says that it is a duplicate."""
    from coorddesk.core.database import Lane

    progress(0, None, None)
    with database.transaction(lane=Lane.JOBS) as session:
        reprint(session, documents)
