"""One import on its way through the lanes: what is known of it so far, and one piece of work at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.resources import texts_for
from coorddesk.importing.options import Options
from coorddesk.importing.reading.pasted import called
from coorddesk.shell.import_wizard import work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.reading.pasted import Origin
    from coorddesk.shell.import_wizard.work import Looked, Planned
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.running_job import RunningJob


class ImportFlow(QObject):
    """Does the wizard's work; a new piece replaces the one under way, except while the desk is being written.

    Signals:
        started: the `RunningJob` of a piece of work, and whether the pages wait for it.
        settled: it is over, however it went.
        listed: the paths of the sheets in a folder.
        looked: a file was looked at; the `Looked` and the `Options` with which.
        planned: the `Planned` and the `Options` with which.
        applied: the `Planned`.
        saved: the path of a sheet that was written.
        refused: the `UserError` that stopped the work.
    """

    started = Signal(object, bool)
    settled = Signal()
    listed = Signal(object)
    looked = Signal(object, object)
    planned = Signal(object, object)
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
        self._job: RunningJob | None = None
        self._piece = 0
        self.is_applying = False
        self.change_set: int | None = None
        self._told: int | None = None
        desk.operations.told.connect(self._on_told)

    @property
    def plan_shown(self) -> Planned:
        """The plan that was shown last."""
        assert self._planned is not None
        return self._planned

    def list_folder(self, folder: Path) -> None:
        """Find the sheets of a folder."""
        self._start(_("Looking into {file}", file=folder.name), work.listing(folder), self.listed.emit)

    def look_at(self, origin: Origin, kinds: Sequence[ImportKind], options: Options | None = None) -> None:
        """Look at a file, or at pasted cells, as the one of `kinds` that it fits best."""
        said = options or Options()
        looking = work.looking(origin, kinds, self._languages, self._desk.texts, said)
        self._start(_("Looking at {file}", file=called(origin)), looking, self._with(self._on_looked, said))

    def look_as(self, kind: ImportKind, said: Options) -> None:
        """Look at the same file as another kind; what was said of where its table is stays."""
        if self._looked is not None:
            self.look_at(self._looked.origin, [kind], _of_the_table(said))

    def look_again(self, options: Options) -> None:
        """Look at the same file with other options, while people go on."""
        if self._looked is not None:
            looking = work.looking_again(self._looked, options)
            done = self._with(self._on_looked, options)
            self._start(_("Looking at the sheet"), looking, done, waits=False)

    def forget(self, options: Options) -> None:
        """Look at the same file as if none of its shape had come before."""
        if self._looked is not None:
            forgetting = work.forgetting(self._looked, options)
            self._start(_("Looking at the sheet"), forgetting, self._with(self._on_looked, options))

    def plan(self, options: Options, *, waits: bool = True) -> None:
        """Work out what taking it in would do; with `waits`, the pages do until it is known."""
        if self._looked is not None:
            planning = work.planning(self._looked, options)
            done = self._with(self._on_planned, options)
            self._start(_("Working out what it would do"), planning, done, waits=waits)

    def apply(self) -> None:
        """Do what was shown."""
        planned = self.plan_shown
        title = _("Import of {file}", file=called(planned.looked.origin))
        self._start(title, work.applying(planned), self._on_applied, said=_said)
        self.is_applying = True

    def save_refused(self, path: Path) -> None:
        """Save the refused rows of what was done, with the reasons."""
        saving = work.saving_refused(self.plan_shown, path, self._desk.texts)
        self._start(_("Saving the refused rows"), saving, self.saved.emit)

    def save_template(self, kind: ImportKind, path: Path) -> None:
        """Save an empty sheet that people may fill in."""
        self._start(_("Writing an empty sheet"), work.saving_template(kind, path, self._desk.texts), self.saved.emit)

    def stop(self) -> None:
        """Stop what is under way, unless it is writing."""
        if self._job is not None and not self.is_applying:
            self._job.cancel()

    def _with(self, done: Callable[[Any, Options], None], options: Options) -> Callable[[Any], None]:
        return lambda answer: done(answer, options)

    def _start(
        self,
        title: Message,
        piece: Callable[..., Any],
        done: Callable[[Any], None],
        *,
        said: Callable[[Any], Message] | None = None,
        waits: bool = True,
    ) -> None:
        """Begin a piece of work in place of the one under way, whose answer nobody wants any more."""
        self._piece += 1
        self.stop()
        number = self._piece

        def latest(then: Callable[..., None]) -> Callable[..., None]:
            return lambda *answer: then(*answer) if number == self._piece else None

        self._job = self._desk.operations.job(
            self,
            title,
            piece,
            latest(done),
            latest(self.refused.emit),
            settled=latest(self._on_settled),
            said=said,
        )
        self.started.emit(self._job, waits)

    def _on_settled(self) -> None:
        self._job = None
        self.is_applying = False
        self.settled.emit()

    def _on_looked(self, looked: Looked, options: Options) -> None:
        self._looked = looked
        self.looked.emit(looked, options)

    def _on_planned(self, planned: Planned, options: Options) -> None:
        self._looked, self._planned = planned.looked, planned
        self.planned.emit(planned, options)

    def _on_applied(self, done: Planned) -> None:
        self._planned, self.change_set = done, self._told
        self.applied.emit(done)

    def _on_told(self, _message: Message, change_set: int | None) -> None:
        """Comes just before the answer to an import, with its change set; and of whatever else is done meanwhile."""
        self._told = change_set


def _of_the_table(said: Options) -> Options:
    """What was said of how the file is read and what its cells say, whatever its rows are."""
    return Options(
        sheet=said.sheet,
        encoding=said.encoding,
        delimiter=said.delimiter,
        header_row=said.header_row,
        header_depth=said.header_depth,
        last_row=said.last_row,
        corrections=said.corrections,
    )


def _said(done: Planned) -> Message:
    writes = done.summary.writes
    return _n(
        "{count} row of {file} was taken in.",
        "{count} rows of {file} were taken in.",
        writes,
        file=called(done.looked.origin),
    )
