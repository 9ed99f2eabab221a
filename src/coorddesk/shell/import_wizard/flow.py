"""One import on its way through the lanes: what is known of it so far, and one piece of work at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.resources import texts_for
from coorddesk.importing.options import Options
from coorddesk.shell.import_wizard import work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.import_wizard.work import Looked, Planned
    from coorddesk.shell.window_desk import WindowDesk


class ImportFlow(QObject):
    """Does the wizard's work; a new piece replaces the one under way, except while the desk is being written.

    Signals:
        started: the `RunningJob` of a piece of work.
        settled: it is over, however it went.
        looked: a file was looked at; the `Looked` and the `Options` with which.
        planned, applied: the `Planned`.
        saved: the path of the sheet with the refused rows.
        refused: the `UserError` that stopped the work.
    """

    started = Signal(object)
    settled = Signal()
    looked = Signal(object, object)
    planned = Signal(object)
    applied = Signal(object)
    saved = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: WindowDesk, parent: QObject) -> None:
        """Know nothing yet."""
        super().__init__(parent)
        self._desk = desk
        self._languages = [texts_for(language) for language in LANGUAGES]
        self._looked: Looked | None = None
        self._planned: Planned | None = None
        self.is_applying = False
        self.change_set: int | None = None
        desk.operations.told.connect(self._on_told)

    @property
    def plan_shown(self) -> Planned:
        """The plan that was shown last."""
        assert self._planned is not None
        return self._planned

    def look_at(self, path: Path, kinds: Sequence[ImportKind]) -> None:
        """Look at a file as the one of `kinds` that it fits best."""
        options = Options()
        self._start(
            _("Looking at {file}", file=path.name),
            work.looking(path, kinds, self._languages),
            lambda looked: self._on_looked(looked, options),
        )

    def look_as(self, kind: ImportKind) -> None:
        """Look at the same file as another kind."""
        if self._looked is not None:
            self.look_at(self._looked.path, [kind])

    def look_in(self, sheet: str) -> None:
        """Look at another sheet of the same workbook."""
        if self._looked is not None:
            options = Options(sheet=sheet)
            looking = work.looking_again(self._looked, options)
            self._start(_("Looking at the sheet"), looking, lambda looked: self._on_looked(looked, options))

    def plan(self, options: Options) -> None:
        """Work out what taking it in would do."""
        if self._looked is not None:
            self._start(_("Working out what it would do"), work.planning(self._looked, options), self._on_planned)

    def apply(self) -> None:
        """Do what was shown."""
        planned = self.plan_shown
        self.is_applying = True
        title = _("Import of {file}", file=planned.looked.path.name)
        self._start(title, work.applying(planned), self._on_applied, said=_said)

    def save_refused(self, path: Path) -> None:
        """Save the refused rows of what was done, with the reasons."""
        saving = work.saving_refused(self.plan_shown, path, self._desk.texts)
        self._start(_("Saving the refused rows"), saving, self.saved.emit)

    def _start(
        self,
        title: Message,
        piece: Callable[..., Any],
        done: Callable[[Any], None],
        said: Callable[[Any], Message] | None = None,
    ) -> None:
        operations = self._desk.operations
        job = operations.job(self, title, piece, done, self.refused.emit, settled=self._on_settled, said=said)
        self.started.emit(job)

    def _on_settled(self) -> None:
        self.is_applying = False
        self.settled.emit()

    def _on_looked(self, looked: Looked, options: Options) -> None:
        self._looked = looked
        self.looked.emit(looked, options)

    def _on_planned(self, planned: Planned) -> None:
        self._looked, self._planned = planned.looked, planned
        self.planned.emit(planned)

    def _on_applied(self, done: Planned) -> None:
        self._planned = done
        self.applied.emit(done)

    def _on_told(self, _message: Message, change_set: int | None) -> None:
        """Comes just before the answer to an import, with its change set."""
        self.change_set = change_set


def _said(done: Planned) -> Message:
    writes = done.summary.writes
    return _n(
        "{count} row of {file} was taken in.",
        "{count} rows of {file} were taken in.",
        writes,
        file=done.looked.path.name,
    )
