"""From an empty window to a desk to work at: opening it, what stands in the way, and the first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.core.messages import _, verbatim
from coorddesk.shell.backups import backing_up, is_to_be_restored, told
from coorddesk.shell.opening_desk import NotOpened, facts_of, open_desk
from coorddesk.shell.settling import when_settled

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.backup import Made
    from coorddesk.core.database import Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.shell.main_window import MainWindow
    from coorddesk.shell.opening import Opening
    from coorddesk.shell.opening_desk import Facts

_MILLISECONDS_TO_BACKUP = 3_000


class Start(QObject):
    """Follows one window until there is a desk in it.

    Signals:
        settled: the first page shows its first rows; carries the window.
        failed: there is trouble, and the window says it.
    """

    settled = Signal(object)
    failed = Signal()

    def __init__(self, window: MainWindow, opening: Opening) -> None:
        """Wait for `begin`."""
        super().__init__(window)
        self._window = window
        self._desk = window.desk
        self._opening = opening

    def begin(self) -> None:
        """Open the desk in the lane."""
        opening, actor, clock = self._opening, self._desk.actor, self._desk.clock
        self._window.wait(_("Putting the backup in place…") if opening.backup else _("Opening the desk…"))
        self._desk.operations.open(self, lambda: open_desk(opening, actor, clock), self._on_opened, self._on_not_opened)

    def resume(self) -> None:
        """The desk is open already; go on from there."""
        self._desk.operations.read(self, facts_of, self._on_facts, self._on_not_opened)

    def _on_opened(self, _database: Database) -> None:
        settings = self._desk.settings
        if self._opening.instead_of is not None:
            settings.forget_recent("desk", self._opening.instead_of)
        if self._opening.remember:
            settings.desk = self._opening.url
            settings.add_recent("desk", self._opening.url)
        self.resume()

    def _on_not_opened(self, error: UserError) -> None:
        from coorddesk.shell.trouble_page import TroublePage  # seldom needed

        trouble = error if isinstance(error, NotOpened) else NotOpened(error, can_upgrade=False, backups=())
        page = TroublePage(self._desk, trouble, self._opening.url)
        page.retry_asked.connect(self._on_retry_asked)
        page.upgrade_asked.connect(self._on_upgrade_asked)
        page.backup_chosen.connect(self._on_backup_chosen)
        page.other_desk_asked.connect(lambda: self._window.ask_for("other_desk"))
        self._window.stand_in(page)
        self.failed.emit()

    def _on_retry_asked(self) -> None:
        self._begin_again(self._opening.once_more())

    def _on_upgrade_asked(self) -> None:
        sure = self._desk.ask(
            self._window.frame,
            _("Upgrade the desk now?"),
            _(
                "It is backed up first. Everybody else must have closed CoordDesk, and will need this version of "
                "the program from then on."
            ),
            _("Upgrade the desk"),
        )
        if sure:
            self._begin_again(self._opening.anew(upgrade=True))

    def _on_backup_chosen(self, backup: Path) -> None:
        self._begin_again(self._opening.anew(backup=backup))

    def _begin_again(self, opening: Opening) -> None:
        self._opening = opening
        self.begin()

    def _on_facts(self, facts: Facts) -> None:
        self._window.show_facts(facts)
        is_new = facts.is_empty and not facts.organisation
        if is_new and self._opening.archive is not None:
            self._put_in_place(self._opening.archive)
        elif self._opening.demo and facts.is_empty:
            self._fill_demo()
        elif is_new:
            self._greet()
        else:
            self._work()

    def _put_in_place(self, archive: Path) -> None:
        """Begin anew with an archive as the desk, once this desk's lane has come to its end."""
        opening = self._opening.anew(backup=archive)
        QTimer.singleShot(0, self, lambda: self._window.opening_asked.emit(opening))

    def _fill_demo(self) -> None:
        self._window.wait(_("Making up a school and its library…"))
        texts = self._desk.texts

        def fill(database: Database, progress: Progress) -> None:
            from coorddesk import opening  # SQL, loaded by now

            opening.fill_with_demo(database, texts, progress)

        self._desk.operations.job(self, _("Making the demo"), fill, settled=self._work)

    def _greet(self) -> None:
        from coorddesk.shell.first_run import FirstRun  # once in the life of a desk

        greeting = FirstRun(self._desk)
        greeting.language_chosen.connect(self._window.language_chosen)
        greeting.finished.connect(self._on_first_run_finished)
        greeting.opening_asked.connect(self._window.opening_asked)
        self._window.take_over(greeting)

    def _on_first_run_finished(self, wanted: str) -> None:
        self._work()
        if wanted != "empty":
            self._window.ask_for(wanted)

    def _work(self) -> None:
        self._window.start()
        if self._opening.backup is not None:
            self._desk.say(_("The backup is in place; the desk as it was before is kept among the backups."))
        if not self._opening.demo:
            QTimer.singleShot(_MILLISECONDS_TO_BACKUP, self, self._back_up)
        when_settled(self, self._desk.operations, self._settle)

    def _settle(self) -> None:
        self._window.settle()
        self.settled.emit(self._window)
        archive = self._opening.archive
        if archive is not None and is_to_be_restored(self._desk, self._window.frame, verbatim(archive.name)):
            self._put_in_place(archive)

    def _back_up(self) -> None:
        """Once a day, in the jobs lane."""
        work = backing_up(self._desk, if_due=True)
        self._desk.operations.job(self, _("Today’s backup"), work, self._on_backed_up, self._on_not_backed_up)

    def _on_backed_up(self, made: Made | None) -> None:
        if made is not None and made.troubles:
            self._desk.say(told(made))

    def _on_not_backed_up(self, error: UserError) -> None:
        """A quiet line: nobody asked for it, and tomorrow is another day."""
        self._desk.say(_("Today’s backup was not made. {reason}", reason=error.message))
