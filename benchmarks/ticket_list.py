"""The list of 200,000 tickets in real lanes, beside a bare model over sqlite3 on the same desk in the same window."""

from __future__ import annotations

import os
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QApplication

from benchmarks.asset_list import Contender, Seen, contender, floor, jump, turn_wheel
from benchmarks.bare_list import BareModel
from benchmarks.desks import new_desk, rows_wanted
from benchmarks.large_desk import open_desk
from benchmarks.measuring import Ratio
from benchmarks.tickets import BARE_PAGE, LIMIT, fill_tickets
from coorddesk.core.clock import SystemClock
from coorddesk.core.resources import texts_for
from coorddesk.helpdesk.queries import TicketQuery
from coorddesk.helpdesk.rules import Source
from coorddesk.helpdesk.ui.source import Tickets
from coorddesk.widgets.desk import Desk
from coorddesk.widgets.operations import Operations
from coorddesk.widgets.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROUNDS = 5
_COLUMNS = 9
_TYPED = ("p", "pa", "panne", "panne1", "panne17", "panne171", "appareil 12")
_SORTS = {"number": "id DESC", "opened": "opened_at DESC, id", "resolve_by": "resolve_by IS NULL, resolve_by DESC, id"}
_FILTERS = (
    (TicketQuery(past=True, sort="number", category=3), "WHERE category_id = 3 ORDER BY id DESC"),
    (
        TicketQuery(past=True, sort="opened", sources=frozenset({Source.KIOSK})),
        "WHERE source = 'kiosk' ORDER BY opened_at DESC, id",
    ),
)
_WHEEL_STEPS = 300
_JUMPS = (0.5, 1.0, 0.1, 0.9, 0.33, 0.66, 0.0, 0.77)


def main() -> None:
    """Print a line for each ratio."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = 2 * rows_wanted()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        database = new_desk(str(path))
        fill_tickets(database, rows)
        database.close()
        for ratio in measure(path, rows):
            print(f"  {ratio}", flush=True)


def measure(path: Path, rows: int) -> Iterator[Ratio]:
    """Every ratio on that desk."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = Theme(app, Appearance.LIGHT)
    desk = cast(
        Desk, SimpleNamespace(texts=texts_for("fr"), theme=theme, operations=Operations(), settings=_Remembered())
    )
    desk.operations.open(desk.operations, lambda: open_desk(path))
    makers = {"ours": partial(_ours, desk), "floor": partial(_floor, path)}
    figures: dict[str, dict[str, list[float]]] = {"ours": {}, "floor": {}}
    dress = app.styleSheet()
    for _round in range(_ROUNDS):
        for name, maker in makers.items():  # by turns, so that noise meets both
            app.setStyleSheet(dress if name == "ours" else "")  # the floor is bare
            for deed, seconds in _run(maker).items():
                figures[name].setdefault(deed, []).extend(seconds)
    desk.operations.close()
    for deed, ours in figures["ours"].items():
        bare = figures["floor"][deed]
        yield Ratio(f"list of {rows:,} tickets: {deed}", _typical(ours), _typical(bare), LIMIT)


def _typical(seconds: list[float]) -> float:
    """What a deed takes of those that were done in each round: each the median of its rounds, then their mean.

    A median of them all would tell which word or place stands in the middle: some are found at once, some not.
    """
    count = len(seconds) // _ROUNDS
    return statistics.mean(statistics.median(seconds[place::count]) for place in range(count))


def _run(maker: Callable[[], Contender]) -> dict[str, list[float]]:
    """All deeds on a new list, in seconds."""
    seen, start = Seen(), time.perf_counter()
    made = maker()

    def each(deeds: list[Callable[[], object]]) -> list[float]:
        return [seen.until_painted(made, deed) for deed in deeds]

    figures = {"first paint": [seen.until_painted(made, made.show, start)]}
    figures["a letter typed"] = each([partial(made.search, text) for text in _TYPED])
    each([partial(made.search, "")])
    figures["sorted"] = each([partial(made.sort, key) for key in _SORTS])
    figures["filtered"] = each([partial(made.filter, place) for place in range(len(_FILTERS))])
    each([partial(made.search, "")])
    figures["a step of the wheel"] = each([partial(turn_wheel, made.table)] * _WHEEL_STEPS)
    figures["a jump"] = each([partial(jump, made.table, to) for to in _JUMPS])
    made.close()
    return figures


def _ours(desk: Desk) -> Contender:
    return contender(
        desk,
        Tickets("bench", SystemClock()),
        TicketQuery(past=True),
        search=lambda text: TicketQuery(past=True, text=text),
        sort=lambda key: TicketQuery(past=True, sort=key),
        narrow=lambda place: _FILTERS[place][0],
    )


def _floor(path: Path) -> Contender:
    model = BareModel(path, "SELECT id FROM ticket", BARE_PAGE, _COLUMNS)
    by_priority = "ORDER BY priority DESC, id"
    model.load(by_priority)

    def search(text: str) -> None:
        found = " AND ".join("search LIKE ?" for _word in text.split())
        model.load(f"{'WHERE' if found else ''} {found} {by_priority}", *(f"%{word}%" for word in text.split()))

    return floor(
        model,
        search,
        lambda key: model.load(f"ORDER BY {_SORTS[key]}"),
        lambda place: model.load(_FILTERS[place][1]),
    )


class _Remembered:
    """The desk's memory: nothing was ever arranged."""

    def recall(self, key: str, default: Any = None) -> Any:
        """What the list asks for."""
        return default

    def remember(self, key: str, value: Any) -> None:
        """Nothing is kept."""


if __name__ == "__main__":
    main()
