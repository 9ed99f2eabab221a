"""The rows of a dry run: what becomes of each, what each of its cells shows, and where the trouble is."""

from __future__ import annotations

from enum import Enum, auto
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import cell_text
from coorddesk.importing.exporting import columns_of
from coorddesk.importing.plan import Verdict
from coorddesk.shell.import_wizard.file_rows import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coorddesk.importing.plan import PlannedRow
    from coorddesk.shell.import_wizard.file_rows import Texts
    from coorddesk.shell.import_wizard.work import Planned
    from coorddesk.widgets.desk import Look

_LEAST, _MOST = 12, 28  # letters of a column
STATUS_LETTERS = 28
STATUS = 0
"""The column that says what becomes of a row."""


class Mark(Enum):
    """What a cell looks like, by colour and by shape."""

    PLAIN = auto()
    NEW = auto()
    CREATED = auto()  # a name of something that would be created too
    CHANGED = auto()
    SAME = auto()
    REFUSED = auto()
    OUT = auto()
    TYPED = auto()  # corrected, and not counted yet


_OF_VERDICT = {
    Verdict.NEW: Mark.NEW,
    Verdict.CHANGED: Mark.PLAIN,
    Verdict.UNCHANGED: Mark.SAME,
    Verdict.REFUSED: Mark.PLAIN,
    Verdict.SKIPPED: Mark.OUT,
}
SAID: dict[Verdict, Message] = {
    Verdict.NEW: _p("a row", "New"),
    Verdict.CHANGED: _p("a row", "Changed"),
    Verdict.UNCHANGED: _p("a row", "Unchanged"),
    Verdict.REFUSED: _p("a row", "Refused"),
    Verdict.SKIPPED: _p("a row", "Left out"),
}


class PlanCell(NamedTuple):
    """What a cell shows; `old` is what a changed one says now, `tip` the whole of it in words."""

    text: str
    mark: Mark = Mark.PLAIN
    old: str | None = None
    tip: str = ""


class PlanColumn(NamedTuple):
    """A column of the grid: the fields that it feeds, and its place in a row of the file, if it has one."""

    title: str
    keys: tuple[str, ...]
    place: int | None
    label: str
    letters: int


class PlanRows:
    """Puts rows together from what the file says and what the plan says of it."""

    def __init__(self, planned: Planned, look: Look) -> None:
        """Know a plan."""
        summary = planned.summary
        self.columns = _columns(planned, look)
        self._look = look
        self._planned = planned
        self._verdicts = summary.verdicts
        self._first = planned.looked.look.header_row + planned.looked.look.header_depth
        self._kinds = {column.key: column for column in columns_of(planned.looked.kind)}
        self._refused = {row.row: row for row in summary.refused}
        self._creates = {key: frozenset(map(fold, names)) for key, names in summary.creates.items()}

    def numbers(self, verdict: Verdict | None) -> Sequence[int]:
        """The numbers of all rows, or of those of one verdict."""
        every = range(self._first, self._first + len(self._verdicts))
        if verdict is None:
            return every
        wanted = bytes(code == verdict.code for code in range(256))
        return list(compress(every, self._verdicts.translate(wanted)))

    def verdict_of(self, number: int) -> Verdict:
        """What would become of a row of the file."""
        return Verdict.of_code(self._verdicts[number - self._first])

    def trouble_from(self, number: int, step: int) -> int | None:
        """The next refused row of the file after one, or before it where `step` is -1; the first follows the last."""
        code, place = bytes([Verdict.REFUSED.code]), max(number - self._first, -1)
        if step > 0:
            found = self._verdicts.find(code, place + 1)
            found = self._verdicts.find(code) if found < 0 else found
        else:
            found = self._verdicts.rfind(code, 0, max(place, 0))
            found = self._verdicts.rfind(code) if found < 0 else found
        return None if found < 0 else self._first + found

    def cells(self, number: int, texts: Texts | None, typed: Collection[int]) -> tuple[PlanCell, ...]:
        """What becomes of a row, then what its columns show; `typed` are places that were corrected since."""
        verdict, summary = self.verdict_of(number), self._planned.summary
        changed = summary.details.get(number) if verdict is Verdict.CHANGED else None
        reasons = self._reasons(number) if verdict is Verdict.REFUSED else {}
        cells = []
        for column in self.columns:
            text = "" if column.place is None else spread(texts, column.place)
            text = text or self._fixed(column, verdict)
            if column.place in typed:
                cells.append(PlanCell(text, Mark.TYPED, tip=self._say(_("{text} (being looked at)", text=text))))
            else:
                cells.append(self._cell(column, text, verdict, changed, reasons))
        return (self._status(number, verdict, reasons, cells), *cells)

    def _cell(
        self, column: PlanColumn, text: str, verdict: Verdict, changed: PlannedRow | None, reasons: Mapping[str, str]
    ) -> PlanCell:
        if column.label in reasons:
            return PlanCell(text, Mark.REFUSED, tip=f"{text}\n{reasons[column.label]}".strip())
        keys = [key for key in column.keys if changed is not None and key in changed.values]
        if changed is not None and keys:
            old, new = (self._values(keys, values) for values in (changed.old, changed.values))
            return PlanCell(new, Mark.CHANGED, old, self._say(_("now “{old}”, then “{new}”", old=old, new=new)))
        if text and verdict is not Verdict.REFUSED and self._is_created(column, text):
            return PlanCell(text, Mark.CREATED, tip=self._say(_("“{name}” would be created", name=text)))
        return PlanCell(text, _OF_VERDICT[verdict])

    def _status(self, number: int, verdict: Verdict, reasons: Mapping[str, str], cells: Sequence[PlanCell]) -> PlanCell:
        mark = {Verdict.CHANGED: Mark.CHANGED, Verdict.REFUSED: Mark.REFUSED}.get(verdict, _OF_VERDICT[verdict])
        parts = [beside(self._look, label, reason) if label else reason for label, reason in reasons.items()]
        note = self._planned.summary.notes.get(number)
        if note is not None:
            parts.append(self._say(note))
        said = " ".join(parts) or self._say(SAID[verdict])
        changes = [
            beside(self._look, column.title, cell.tip)
            for column, cell in zip(self.columns, cells, strict=True)
            if cell.mark is Mark.CHANGED
        ]
        return PlanCell(said, mark, tip="; ".join([said, *changes]))

    def _reasons(self, number: int) -> dict[str, str]:
        """Why a row is refused, by the label of the column; '' for the row as a whole."""
        refused, reasons = self._refused.get(number), dict[str, str]()
        for refusal in refused.refusals if refused is not None else ():
            for label in refusal.column.split(" + "):
                reasons[label] = self._say(refusal.reason)
        return reasons

    def _values(self, keys: Sequence[str], values: Mapping[str, Any]) -> str:
        columns = [self._kinds[key] for key in keys]
        return " ".join(cell_text(column.value(values), column.kind, self._look.texts) for column in columns).strip()

    def _fixed(self, column: PlanColumn, verdict: Verdict) -> str:
        """What rows that say nothing have in a field."""
        if verdict is Verdict.SKIPPED or len(column.keys) > 1:
            return ""
        return self._planned.looked.decided.fixed.get(column.keys[0], "")

    def _is_created(self, column: PlanColumn, text: str) -> bool:
        return any(fold(text) in self._creates.get(key, ()) for key in column.keys)

    def _say(self, message: Message) -> str:
        return self._look.texts.say(message)


def _columns(planned: Planned, look: Look) -> list[PlanColumn]:
    """The columns that feed fields, and after them fields that have one value for all rows and no column."""
    titles = {field.key: look.texts.say(field.title) for field in planned.looked.kind.fields}
    columns: list[PlanColumn] = []
    fed: set[str] = set()
    for column in planned.looked.look.columns:
        if column.fields:
            fed.update(column.fields)
            title = " + ".join(titles[key] for key in column.fields)
            longest = max(map(len, (title, *column.examples)), default=0)
            letters = min(_MOST, max(_LEAST, longest + 4))
            columns.append(PlanColumn(title, column.fields, column.index, column.label, letters))
    alone = [key for key, text in planned.looked.decided.fixed.items() if text and key not in fed and key in titles]
    return columns + [PlanColumn(titles[key], (key,), None, titles[key], _LEAST + 4) for key in alone]


def beside(look: Look, column: str, said: str) -> str:
    """What is said of a column, behind its name."""
    return look.texts.say(_("{column}: {reason}", column=column, reason=said))
