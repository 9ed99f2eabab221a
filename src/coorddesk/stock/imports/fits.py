"""Several models in one cell: the printers that a cartridge goes into, as people list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.importing.kind import Named
from coorddesk.inventory.models import Manufacturer, Model
from coorddesk.stock.models import StockFit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BETWEEN = ", "


class FitLink:
    """The models of a desk by their words: "Brother HL-L2350DW", or "HL-L2350DW" where it is the only one."""

    def __init__(self, session: Session) -> None:
        """Read all of them, and what they take."""
        self._session = session
        wanted = select(Model.id, Manufacturer.name, Model.name, Model.number)
        rows = session.execute(wanted.outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)).all()
        self._called = {row[0]: " ".join(word for word in row[1:] if word) for row in rows}
        self._ids: dict[str, set[int]] = {}
        for model_id, _maker, name, number in rows:
            for words in {self._called[model_id], name, number, f"{name} {number}".strip()} - {""}:
                self._ids.setdefault(fold(words), set()).add(model_id)
        self._fits: dict[int, dict[int, int]] = {}
        for fit_id, item_id, model_id in session.execute(select(StockFit.id, StockFit.item_id, StockFit.model_id)):
            self._fits.setdefault(item_id, {})[model_id] = fit_id

    @property
    def names(self) -> Iterable[str]:
        """What every model is called."""
        return self._called.values()

    def named(self, text: str) -> Named:
        """The models that a cell lists, each by its full name, in the order of an export."""
        return Named(self._joined(self._meant(text)), exists=True)

    def of(self, item_id: int) -> str | None:
        """The models that take an item, as a cell lists them."""
        return self._joined(self._fits.get(item_id, ())) or None

    def write(self, wanted: Mapping[int, str]) -> None:
        """Let items fit the models that cells list, and no others."""
        gone: list[int] = []
        new: list[dict[str, int]] = []
        for item_id, text in wanted.items():
            there, meant = self._fits.get(item_id, {}), self._meant(text)
            gone += [fit_id for model_id, fit_id in there.items() if model_id not in meant]
            new += [{"item_id": item_id, "model_id": each} for each in sorted(meant - there.keys())]
        table = table_named(StockFit.__tablename__)
        delete_rows(self._session, table, gone)
        insert_rows(self._session, table, new)

    def _meant(self, text: str) -> set[int]:
        whole = self._ids.get(fold(text))
        return whole if whole is not None and len(whole) == 1 else {self._one(part) for part in _parts(text)}

    def _one(self, text: str) -> int:
        found = self._ids.get(fold(text), set())
        if not found:
            raise UserError(_("There is no model “{name}”. Add it first, or write it as its devices do.", name=text))
        if len(found) > 1:
            raise UserError(_("“{name}” is several models: write the manufacturer too.", name=text))
        return next(iter(found))

    def _joined(self, model_ids: Iterable[int]) -> str:
        return _BETWEEN.join(sorted((self._called[each] for each in model_ids), key=fold))


def _parts(text: str) -> list[str]:
    for mark in ("\n", ";", "|"):
        text = text.replace(mark, ",")
    return [part.strip() for part in text.split(",") if part.strip()]
