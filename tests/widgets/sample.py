"""A desk, and a list of suppliers on it, for the tests of widgets and for the gallery."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select

from coorddesk.core.access import Actor
from coorddesk.core.clock import Clock, FixedClock
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import Option
from coorddesk.core.records import Alert, Subject
from coorddesk.core.resources import resource
from coorddesk.core.tables import Column, Kind
from coorddesk.core.texts import Texts
from coorddesk.directory.models import Supplier
from coorddesk.feature import Feature
from coorddesk.shell.offers import make_offers
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.reporting.kind import ReportKind
    from coorddesk.widgets.card_part import CardPart
    from coorddesk.widgets.operations import Operations
    from coorddesk.widgets.theme import Theme


class Memory:
    """Remembers for as long as the test runs."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def recall(self, key: str, default: Any = None) -> Any:
        return self.kept.get(key, default)

    def remember(self, key: str, value: Any) -> None:
        self.kept[key] = value


@dataclass
class SampleDesk:
    """A desk without a window: keeps what it was told, and answers questions with `answer`."""

    texts: Texts
    operations: Operations
    theme: Theme
    actor: Actor = field(default_factory=lambda: Actor("Camille Martin"))
    clock: Clock = field(default_factory=lambda: FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC)))
    settings: Memory = field(default_factory=Memory)
    features: tuple[Feature, ...] = ()
    answer: bool = True
    told: list[Any] = field(default_factory=list)
    parts: Callable[[SampleDesk, QWidget], Sequence[CardPart]] = lambda _desk, _card: ()

    def say(self, message: Message, undo: int | None = None) -> None:
        self.told.append(("say", self.texts.say(message)))

    def warn(self, owner: QWidget | None, error: UserError) -> None:
        self.told.append(("warn", self.texts.say(error.message)))

    def ask(
        self, owner: QWidget, question: Message, detail: Message | None, yes: Message, *, dangerous: bool = False
    ) -> bool:
        self.told.append(("ask", self.texts.say(question)))
        return self.answer

    def card_parts(self, card: QWidget) -> Sequence[CardPart]:
        return self.parts(self, card)

    def offers(
        self, owner: QWidget, kind: str, chosen: Callable[[], Sequence[int]], *, first: bool = False
    ) -> list[QAction]:
        return make_offers(self, owner, kind, chosen, first=first)

    def open_record(self, subject: Subject) -> None:
        self.told.append(("open", subject))

    def show_alert(self, alert: Alert) -> None:
        self.told.append(("alert", alert.key))

    def open_list(self, kind: str, about: Subject) -> None:
        self.told.append(("list", kind, about))

    def start_import(self, kind_key: str, path: Path | None = None) -> None:
        self.told.append(("import", kind_key))

    def file_scans(self, owner: QWidget, paths: Sequence[Path], about: Subject, called: str) -> None:
        self.told.append(("scans", list(paths), about, called))

    def preview_report(self, kind: ReportKind, choice: object) -> None:
        self.told.append(("report", kind.key))

    def print_report(self, kind: ReportKind, choice: object) -> None:
        self.told.append(("print", kind.key))

    def export_report(self, kind: ReportKind, choice: object) -> None:
        self.told.append(("export", kind.key))


def texts_in(language: str) -> Texts:
    """Texts of a language, from the checkout's own catalogue."""
    return Texts(language, resource("locale"))


class SupplierRow(NamedTuple):
    id: int
    name: str
    contact: str
    number: str


@dataclass(frozen=True)
class SupplierQuery:
    text: str = ""
    sort: str = "name"
    descending: bool = False


SUPPLIER_COLUMNS: tuple[Column[SupplierRow], ...] = (
    Column("name", _("Name"), lambda row: row.name, width=32),
    Column("contact", _("Contact"), lambda row: row.contact, width=20),
    Column("number", _("Customer number"), lambda row: row.number, Kind.CODE, width=12),
    Column("id", _("Number"), lambda row: row.id, Kind.NUMBER, width=10),
)
_SORTS = {"name": Supplier.name_folded, "contact": Supplier.contact, "number": Supplier.customer_number}


class Suppliers(Source[SupplierRow, SupplierQuery]):
    """Keeps the ids of each page that it was asked for."""

    columns = SUPPLIER_COLUMNS
    shown = ("name", "contact", "id")
    unsortable = frozenset({"id"})

    def __init__(self) -> None:
        self.pages: list[list[int]] = []

    def noun(self, count: int) -> Message:
        return _n("{count} supplier", "{count} suppliers", count)

    def ids(self, session: Session, query: SupplierQuery) -> Sequence[int]:
        column = _SORTS[query.sort]
        order = column.desc() if query.descending else column.asc()
        found = select(Supplier.id).order_by(order, Supplier.id)
        if query.text:
            found = found.where(Supplier.name_folded.contains(fold(query.text)))
        return array("q", session.scalars(found))

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SupplierRow]:
        self.pages.append(list(ids))
        rows = session.execute(
            select(Supplier.id, Supplier.name, Supplier.contact, Supplier.customer_number).where(Supplier.id.in_(ids))
        )
        return {row.id: SupplierRow(*row) for row in rows}

    def is_narrowed(self, query: SupplierQuery) -> bool:
        return bool(query.text)

    def dots(self) -> Mapping[str, Callable[[SupplierRow], Tone | None]]:
        return {"contact": lambda row: Tone.SUCCESS if row.id % 2 else None}


def search_suppliers(session: Session, text: str, limit: int) -> Sequence[Option]:
    """What a picker of suppliers finds."""
    found = select(Supplier.id, Supplier.name, Supplier.contact).where(Supplier.name_folded.contains(fold(text)))
    return [Option(*row) for row in session.execute(found.order_by(Supplier.name_folded).limit(limit))]


def suppliers_among(session: Session, ids: Sequence[int]) -> list[SupplierRow]:
    """The rows of ids, in their order."""
    rows = Suppliers().page(session, ids)
    return [rows[row_id] for row_id in ids]


def add_suppliers(session: Session, names: Sequence[str]) -> None:
    """Write suppliers behind the history's back, fast."""
    first = (session.scalar(select(func.max(Supplier.id))) or 0) + 1
    session.connection().execute(
        insert(Supplier.__table__),  # type: ignore[arg-type]  # a declared table is a Table
        [
            {
                "id": row_id,
                "name": name,
                "name_folded": fold(name),
                "contact": f"Contact {row_id}",
                "customer_number": f"{row_id:05}",
            }
            for row_id, name in enumerate(names, first)
        ],
    )
