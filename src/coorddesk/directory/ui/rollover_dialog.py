"""The new school year: a class list is chosen, what it comes to is seen, and it is carried out as one change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.resources import texts_for
from coorddesk.directory.imports.passages import Fate, RolloverPlan
from coorddesk.directory.imports.rollover import ClassList, roll_over
from coorddesk.directory.rules import likely_school_year, school_year_title
from coorddesk.directory.ui.rollover_tree import RolloverTree
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.empty import Emptiness, EmptyState, Offer
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.feature import Feature
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.running_job import RunningJob

_SIZE = (960, 680)
_SHEETS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.html *.xml"
_FOLDER = "rollover.folder"
_LEAVING, _TICKS = _("Leave the new school year?"), _("Nothing is written yet. Whom you marked would be forgotten.")
_INTRO = _(
    "Choose the class list of the new school year or drop it here, as SIECLE, ONDE or Pronote write it, or a sheet of "
    "your own. You see who is new, who goes to which class and who is missing before anything is written."
)


class RolloverDialog(QDialog):
    """Reads the list beside the window, and writes only once people have seen what it comes to."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it, for the school year for which lists come these days."""
        super().__init__(owner)
        self._desk = desk
        self._path: Path | None = None
        self._sheet: ClassList | None = None
        self._plan: RolloverPlan | None = None
        self._job: RunningJob | None = None
        self._is_marked = False
        self.setWindowTitle(desk.texts.say(_("New school year")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        year = likely_school_year(desk.clock.today())
        years = [(each, verbatim(school_year_title(each))) for each in (year + 1, year, year - 1)]
        self._year = ChoiceEditor(desk, years)
        self._year.control.setAccessibleName(desk.texts.say(_("School year")))
        self._year.set_value(year)
        self._choose = button(desk, _("Another file…"), icon="folder-open")
        self._file = label(desk, kind="muted")
        offer = Offer(_("Choose the class list…"), self._on_choose, "folder-open")
        self._intro = EmptyState(desk, Emptiness("users", _("Who is in which class now?"), _INTRO, (offer,)))
        self._trouble, self._doubt = Notice(desk, Tone.DANGER), Notice(desk, Tone.WARNING)
        self._tree = RolloverTree(desk)
        self._import = button(desk, _("Sort its columns out…"), ButtonKind.LINK)
        self._all = button(desk, _("Mark all as having left"), ButtonKind.LINK)
        self._none = button(desk, _("Mark nobody"), ButtonKind.LINK)
        self._sum = label(desk, kind="muted", wrap=True)
        self._go, self._cancel = button(desk, _("Carry out"), ButtonKind.PRIMARY), button(desk, _("Cancel"))
        self._lay_out()
        self._connect()
        self._refresh()

    def open(self) -> None:
        """Show the dialog."""
        super().open()
        self._intro.buttons[0].setFocus()

    def take(self, path: Path) -> None:
        """Look at a class list."""
        self._path = path
        self._file.setText(path.name)
        self._look()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self._choose)
        top.addWidget(self._file, 1)
        top.addWidget(self._import)
        top.addWidget(label(self._desk, _("School year")))
        top.addWidget(self._year)
        ticks = QHBoxLayout()
        ticks.setSpacing(ROOM)
        ticks.addWidget(self._all)
        ticks.addWidget(self._none)
        ticks.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(TIGHT)
        foot.addWidget(self._sum, 1)
        foot.addWidget(self._go)
        foot.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(top)
        layout.addWidget(self._trouble)
        layout.addWidget(self._doubt)
        layout.addWidget(self._intro, 1)
        layout.addWidget(self._tree, 1)
        layout.addLayout(ticks)
        layout.addLayout(foot)
        self._go.setDefault(True)
        resize_on_screen(self, *_SIZE)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self._year.changed.connect(self._look)
        self._tree.marked.connect(self._on_marked)
        self._all.clicked.connect(lambda: self._tree.tick_all(ticked=True))
        self._none.clicked.connect(lambda: self._tree.tick_all(ticked=False))
        self._import.clicked.connect(self._on_import)
        self._go.clicked.connect(self._on_go)
        self._cancel.clicked.connect(self.reject)

    def _on_choose(self) -> None:
        say, settings = self._desk.texts.say, self._desk.settings
        sheets, every = say(_("Sheets")), say(_("All files"))
        folder = str(settings.recall(_FOLDER, ""))
        title = say(_("The class list of the new school year"))
        name, _filter = QFileDialog.getOpenFileName(self, title, folder, f"{sheets} ({_SHEETS});;{every} (*)")
        if name:
            settings.remember(_FOLDER, str(Path(name).parent))
            self.take(Path(name))

    def _look(self, done: Callable[[RolloverPlan], None] | None = None) -> None:
        """Work out what the list comes to for the year that is chosen."""
        if self._path is None or self._job is not None:
            return
        self._sheet = ClassList(self._path, self._year.value(), [texts_for(language) for language in LANGUAGES])
        work = _planning(self._sheet, self._desk.features)
        self._start(_("Reading the class list"), work, done or self._on_planned, self._on_refused)

    def _on_planned(
        self, plan: RolloverPlan, marked: frozenset[int] | None = None, trouble: Message | None = None
    ) -> None:
        self._plan = plan
        self._is_marked = marked is not None
        self._trouble.say(trouble)
        self._tree.show_plan(plan, marked)
        self._doubt.say(plan.doubt)
        self._refresh()
        self._tree.setFocus()

    def _on_marked(self) -> None:
        self._is_marked = True
        self._refresh()

    def _on_go(self) -> None:
        plan, sheet, leavers = self._plan, self._sheet, self._tree.leavers()
        if plan is not None and sheet is not None and self._job is None:
            year = school_year_title(plan.year)
            said = _("School year {year}: everybody is in the class of the list.", year=year)
            work = _carrying_out(sheet, plan, self._desk.features, leavers)
            title = _("New school year {year}", year=year)
            self._start(title, work, lambda _result: self.accept(), self._on_not_written, said)

    def _on_import(self) -> None:
        """Let the importer ask which column is what; it remembers that for this list."""
        path = self._path
        self.accept()
        self._desk.start_import("people", path)

    def _start(
        self,
        title: Message,
        work: Callable[..., object],
        done: Callable[..., None],
        failed: Callable[[UserError], None],
        said: Message | None = None,
    ) -> None:
        self._trouble.say(None)
        operations = self._desk.operations
        self._job = operations.job(self, title, work, done, failed, settled=self._on_settled, said=said)
        self._refresh()

    def _on_settled(self) -> None:
        self._job = None
        self._refresh()

    def _on_not_written(self, error: UserError) -> None:
        """Say why, beside what the list comes to now; whoever was marked stays so."""
        self._look(partial(self._on_planned, marked=self._tree.leavers(), trouble=error.message))

    def _on_refused(self, error: UserError) -> None:
        """Say it; what was shown before is of another list, or no longer so."""
        self._plan = None
        self._doubt.say(None)
        self._trouble.say(error.message)
        self._refresh()

    def _refresh(self) -> None:
        """Offer what can be done now, and say what would be."""
        plan, waits = self._plan, self._job is not None
        for part in (self._choose, self._year, self._tree, self._all, self._none, self._import):
            part.setDisabled(waits)
        self._intro.setHidden(plan is not None)
        self._tree.setHidden(plan is None)
        for link in (self._all, self._none):
            link.setHidden(plan is None or not plan.leavers)
        self._import.setHidden(self._path is None)
        self._choose.setHidden(self._path is None)
        self._go.setEnabled(plan is not None and not waits and _writes(plan, self._tree.leavers()))
        if waits and self._job is not None:
            self._sum.setText(self._desk.texts.say(self._job.title) + "…")
        else:
            self._sum.setText("" if plan is None else self._desk.texts.say(_sum_of(plan, self._tree.leavers())))

    def reject(self) -> None:
        """Stop reading, or ask before ticks are lost that people set."""
        if self._job is not None:
            self._job.cancel()
        elif self._is_marked and not self._desk.ask(self, _LEAVING, _TICKS, _("Leave it"), dangerous=True):
            return
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile() and self._job is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at it."""
        self.take(Path(event.mimeData().urls()[0].toLocalFile()))


def _sum_of(plan: RolloverPlan, leavers: frozenset[int]) -> Message:
    placed = sum(1 for each in plan.passages if each.after)
    said = _n("{count} person in a class", "{count} people in a class", placed)
    if not plan.leavers:
        return said
    gone = _n("{count} marked as having left", "{count} marked as having left", len(leavers))
    return _("{said}; {gone}, of {total} not in the list", said=said, gone=gone, total=len(plan.leavers))


def _writes(plan: RolloverPlan, leavers: frozenset[int]) -> bool:
    """Whether there is anything to carry out."""
    return bool(plan.summary.writes or leavers or plan.count(Fate.RETURNS))


def _planning(sheet: ClassList, features: Sequence[Feature]) -> Callable[[Database, Progress], RolloverPlan]:
    def work(database: Database, progress: Progress) -> RolloverPlan:
        from coorddesk.core.database import Lane  # SQL, loaded by now
        from coorddesk.core.trouble import told_apart

        with told_apart(), database.reading(Lane.JOBS) as session:
            return sheet.plan(session, features, progress)

    return work


def _carrying_out(
    sheet: ClassList, plan: RolloverPlan, features: Sequence[Feature], leavers: frozenset[int]
) -> Callable[[Database, Progress], None]:
    def work(database: Database, progress: Progress) -> None:
        from coorddesk.core.database import Lane  # as above

        with database.transaction(lane=Lane.JOBS) as session:
            roll_over(session, sheet, plan, features, leavers, progress)

    return work
