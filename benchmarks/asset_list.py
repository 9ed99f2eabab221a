"""The list of 100,000 devices, in real lanes, beside a bare model over sqlite3 on the same desk in the same window.

Each figure is the time from the deed until what it asks for stands painted, the median of several.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.bare_list import HERE, BareModel, bare_devices
from benchmarks.large_desk import FIELDS, large_desk, open_desk
from benchmarks.measuring import Ratio
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.messages import verbatim
from coorddesk.core.resources import texts_for
from coorddesk.inventory.queries import AssetQuery, AssetRow, asset_columns
from coorddesk.inventory.ui.source import Devices
from coorddesk.widgets.desk import Desk
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.operations import Operations
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from coorddesk.core.tables import Column
    from coorddesk.widgets.table.model import RecordModel
    from coorddesk.widgets.table.source import Source

LIMIT = 1.5
_ROWS = 100_000
_SIZE = (1400, 900)
_COLUMN_WIDTH = 104
_COLUMNS = (
    "tag", "serial", "name", "category", "manufacturer", "model", "status", "place", "holder", "purchase_date", "price",
    "supplier", "condition",
)  # fmt: skip
_TYPED = ("e", "ec", "ecr", "ecra", "ecran", "pc-0", "pc-01", "pc-012", "salle 12", "tablette")
_SORTS = {"name": "name_folded", "serial": "serial_folded", "purchase_date": "purchase_date", "price": "price"}
_BY_FIELD = (
    "LEFT JOIN custom_value f ON f.asset_id = asset.id AND f.field_id = {field} "
    + HERE
    + " {asked} ORDER BY f.{column} IS NULL, f.{column}, asset.id"
)
_SAYS = "AND asset.id IN (SELECT asset_id FROM custom_value WHERE field_id = {field} AND {said})"
CUSTOM_SORTS = {
    "custom:1": _BY_FIELD.format(field=1, column="folded", asked=""),
    "custom:2": _BY_FIELD.format(field=2, column="number", asked=""),
    "custom:3": _BY_FIELD.format(field=3, column="day", asked=""),
}
CUSTOM_FILTERS = (
    (
        Criterion("custom:2", Ask.AT_LEAST, (3_500_000,)),
        "custom:3",
        _BY_FIELD.format(field=3, column="day", asked=_SAYS.format(field=2, said="number >= 3500000")),
    ),
    (
        Criterion("custom:4", Ask.IS, ("Linux",)),
        "custom:2",
        _BY_FIELD.format(field=2, column="number", asked=_SAYS.format(field=4, said="text = 'Linux'")),
    ),
    (
        Criterion("custom:1", Ask.CONTAINS, ("1b:0f",)),
        "custom:1",
        _BY_FIELD.format(field=1, column="folded", asked=_SAYS.format(field=1, said="folded LIKE '%1b:0f%'")),
    ),
)
"""What is asked, by which field what is found is sorted, and how the floor asks it."""
_WHEEL_STEPS = 300
_JUMPS = (0.5, 1.0, 0.1, 0.9, 0.33, 0.66, 0.0, 0.77, 0.21, 0.48, 0.05, 0.98)
_PATIENCE_SECONDS = 60


class Contender(NamedTuple):
    """A list to be measured: its table, and the deeds by which it is asked for something."""

    table: QTableView
    show: Callable[[], object]
    is_ready: Callable[[], bool]
    search: Callable[[str], object]
    sort: Callable[[str], object]
    filter: Callable[[int], object]
    close: Callable[[], object]


def main() -> None:
    """Print a line for each ratio."""
    for with_fields in (False, True):
        for ratio in measure(int(os.environ.get("COORDDESK_BENCH_ROWS", _ROWS)), with_fields=with_fields):
            print(f"  {ratio}", flush=True)


def measure(rows: int, *, with_fields: bool = False) -> Iterable[Ratio]:
    """Every ratio, at that many devices; with five fields of the desk's own shown, sorted by and filtered by."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    path = large_desk(rows, with_fields=with_fields)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(app, Appearance.LIGHT)
    desk = cast(
        Desk, SimpleNamespace(texts=texts_for("fr"), theme=theme, operations=Operations(), settings=Remembered())
    )
    desk.operations.open(desk.operations, lambda: open_desk(path))
    columns = read_columns(path)
    makers = {"ours": partial(make_ours, desk, columns), "floor": partial(make_floor, path, with_fields=with_fields)}
    name_of_list = f"list of {rows:,} with {len(FIELDS)} fields" if with_fields else f"list of {rows:,}"
    figures: dict[str, dict[str, list[float]]] = {"ours": {}, "floor": {}}
    dress = app.styleSheet()
    for _round in range(5):
        for name, maker in makers.items():  # by turns, so that noise meets both
            app.setStyleSheet(dress if name == "ours" else "")  # the floor is bare
            for deed, seconds in run(maker, with_fields=with_fields).items():
                figures[name].setdefault(deed, []).extend(seconds)
    desk.operations.close()
    for deed, ours in figures["ours"].items():
        floor = figures["floor"][deed]
        yield Ratio(f"{name_of_list}: {deed}", statistics.median(ours), statistics.median(floor), LIMIT)


def read_columns(path: Path) -> tuple[Column[AssetRow], ...]:
    """The columns of that desk."""
    database = open_desk(path)
    with database.reading() as session:
        columns = asset_columns(session)
    database.close()
    return columns


def run(maker: Callable[[], Contender], *, with_fields: bool) -> dict[str, list[float]]:
    """All deeds on a new list, in seconds."""
    sorts = CUSTOM_SORTS if with_fields else _SORTS
    seen = Seen()
    start = time.perf_counter()
    contender = maker()
    figures = {"first paint": [seen.until_painted(contender, contender.show, start)]}
    figures["a letter typed"] = [seen.until_painted(contender, partial(contender.search, text)) for text in _TYPED]
    seen.until_painted(contender, partial(contender.search, ""))
    figures["sorted"] = [seen.until_painted(contender, partial(contender.sort, key)) for key in sorts]
    if with_fields:
        deeds = [partial(contender.filter, place) for place in range(len(CUSTOM_FILTERS))]
        figures["filtered and sorted"] = [seen.until_painted(contender, deed) for deed in deeds]
        seen.until_painted(contender, partial(contender.search, ""))
    figures["a step of the wheel"] = [
        seen.until_painted(contender, partial(turn_wheel, contender.table)) for _step in range(_WHEEL_STEPS)
    ]
    figures["a jump"] = [seen.until_painted(contender, partial(jump, contender.table, to)) for to in _JUMPS]
    contender.close()
    return figures


def make_ours(desk: Desk, columns: tuple[Column[AssetRow], ...]) -> Contender:
    """The program's own list."""
    devices = Devices()
    devices.columns = columns
    return contender(
        desk,
        devices,
        AssetQuery(),
        search=lambda text: AssetQuery(text=text),
        sort=lambda key: AssetQuery(sort=key),
        narrow=lambda place: AssetQuery(criteria=(CUSTOM_FILTERS[place][0],), sort=CUSTOM_FILTERS[place][1]),
    )


def contender(
    desk: Desk,
    source: Source[Any, Any],
    first: object,
    *,
    search: Callable[[str], object],
    sort: Callable[[str], object],
    narrow: Callable[[int], object],
) -> Contender:
    """A list of the program's own; each deed is the query that it asks for."""
    nothing = Emptiness("inbox", verbatim("-"))
    listing = RecordList(desk, "bench", source, verbatim("Records"), (nothing, nothing))
    listing.resize(*_SIZE)
    model: RecordModel = listing.table.model()  # type: ignore[assignment]  # the one it was made with
    arrived = [False]
    model.arrived.connect(lambda: arrived.__setitem__(0, True))

    def ask(query: object) -> None:
        arrived[0] = False
        listing.show_query(query)

    def show() -> None:
        ask(first)
        listing.show()

    def is_ready() -> bool:
        table = listing.table
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        last = len(model.ids) - 1 if last < 0 else last
        return arrived[0] and model.pages.rows_of(list(model.ids[max(0, first) : last + 1])) is not None

    return Contender(
        listing.table,
        show,
        is_ready,
        lambda text: ask(search(text)),
        lambda key: ask(sort(key)),
        lambda place: ask(narrow(place)),
        listing.deleteLater,
    )


def make_floor(path: Path, *, with_fields: bool) -> Contender:
    """As little as a list can be made of; its search looks through the same folded column."""
    model = bare_devices(path, with_fields=with_fields)

    def search(text: str) -> None:
        found = "".join("AND search LIKE ? " for _word in text.split())
        model.load(f"{HERE} {found} ORDER BY tag_folded, id", *(f"%{word}%" for word in text.split()))

    def sort(key: str) -> None:
        model.load(CUSTOM_SORTS[key] if with_fields else f"{HERE} ORDER BY {_SORTS[key]}, id")

    def narrow(place: int) -> None:
        model.load(CUSTOM_FILTERS[place][2])

    return floor(model, search, sort, narrow)


def floor(
    model: BareModel,
    search: Callable[[str], object],
    sort: Callable[[str], object],
    narrow: Callable[[int], object],
) -> Contender:
    """A bare table over a bare model."""
    table = QTableView()
    table.setModel(model)
    table.setWordWrap(False)
    table.resize(*_SIZE)

    def close() -> None:
        model.close()
        table.deleteLater()

    return Contender(table, table.show, lambda: True, search, sort, narrow, close)


def turn_wheel(table: QTableView) -> None:
    """One notch of the wheel, downwards."""
    middle = QPointF(table.viewport().rect().center())
    everywhere = QPointF(table.viewport().mapToGlobal(middle.toPoint()))
    down = QPoint(0, -120)
    nothing, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(middle, everywhere, QPoint(), down, Qt.MouseButton.NoButton, nothing, phase, False)
    QApplication.sendEvent(table.viewport(), event)


def jump(table: QTableView, to: float) -> None:
    """Put the scroll bar somewhere else at once."""
    bar = table.verticalScrollBar()
    bar.setValue(round(bar.maximum() * to))


class Seen(QObject):
    """Waits for the paint that shows what was asked for, without keeping the processor busy meanwhile."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        super().__init__()
        self._loop = QEventLoop()
        self._is_ready: Callable[[], bool] = bool
        self._end = 0.0
        self._turn = 0

    def until_painted(self, contender: Contender, deed: Callable[[], object], start: float | None = None) -> float:
        """Do it and wait; returns the seconds from `start`, or from now."""
        view = contender.table.viewport()
        self._turn += 1
        self._is_ready = contender.is_ready
        view.installEventFilter(self)
        tired = QTimer(interval=_PATIENCE_SECONDS * 1000, singleShot=True)
        tired.timeout.connect(partial(self._loop.exit, 1))
        tired.start()
        start = start or time.perf_counter()
        deed()
        view.update()
        gave_up = self._loop.exec()
        view.removeEventFilter(self)
        if gave_up:
            raise TimeoutError("never painted")
        return self._end - start

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After each paint, look whether it was the last."""
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, partial(self._look, self._turn))
        return False

    def _look(self, turn: int) -> None:
        if turn == self._turn and self._is_ready():
            self._end = time.perf_counter()
            self._loop.quit()


class Remembered:
    """The desk's memory: the same columns as the floor's, at the same width."""

    def recall(self, key: str, default: Any = None) -> Any:
        """What the list asks for."""
        if key == "columns.bench":
            own = tuple(f"custom:{field}" for field in range(1, 6))
            return [[column, _COLUMN_WIDTH, True] for column in (*_COLUMNS, *own)] + [
                [column.key, None, False] for column in Devices.columns if column.key not in _COLUMNS
            ]
        return default

    def remember(self, key: str, value: Any) -> None:
        """Nothing is kept."""


if __name__ == "__main__":
    main()
