"""What people change of a report before it is printed: its title, its paper, its columns, its texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import verbatim
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.reporting.blocks import Document, TypedText
from coorddesk.reporting.page import MARGINS, Page, PaperSize
from coorddesk.reporting.report import Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.core.tables import Column

Printable = Report[Any] | Document
"""What can be put on paper."""


@dataclass(frozen=True)
class Setup:
    """Choices about one report; what is None or empty stays as the report has it.

    `columns` are the keys of those to show, in their order; `texts` what was typed in place of a document's own,
    where an empty one leaves it out.
    """

    title: str = ""
    size: PaperSize | None = None
    landscape: bool | None = None
    margin: int | None = None
    columns: tuple[str, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()

    def page(self, own: Page) -> Page:
        """The paper, by what was chosen and what the report has of its own."""
        return Page(
            own.size if self.size is None else self.size,
            own.landscape if self.landscape is None else self.landscape,
            own.margin if self.margin is None else self.margin,
            own.copies,
        )


def arranged(printable: Printable, setup: Setup) -> Printable:
    """The report as it was chosen; columns that it does not offer any more are passed over."""
    title = verbatim(setup.title) if setup.title else printable.title
    page = setup.page(printable.page)
    if isinstance(printable, Report):
        return replace(printable, title=title, page=page, columns=_columns(printable, setup))
    typed = dict(setup.texts)
    return replace(
        printable,
        title=title,
        page=page,
        table=replace(printable.table, title=title, columns=_columns(printable.table, setup)),
        typed=tuple(_said(each, typed) for each in printable.typed),
    )


def offered_columns(printable: Printable) -> tuple[Column[Any], ...]:
    """Those that people may choose from: first those that it shows of itself, in its order."""
    table = printable if isinstance(printable, Report) else printable.table
    shown = [column.key for column in table.columns]
    others = (column for column in table.offered if column.key not in shown)
    return (*table.columns, *others) if table.offered else ()


def own_columns(printable: Printable) -> tuple[str, ...]:
    """The keys of those that it shows of itself."""
    table = printable if isinstance(printable, Report) else printable.table
    return tuple(column.key for column in table.columns)


def encode(setup: Setup) -> dict[str, Any]:
    """As JSON can hold it; what was not chosen is not there."""
    data = {
        "title": setup.title,
        "size": setup.size,
        "landscape": setup.landscape,
        "margin": setup.margin,
        "columns": list(setup.columns),
        "texts": dict(setup.texts),
    }
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def decode(data: object) -> Setup:
    """Read back what `encode` wrote; whatever else is there counts as not chosen."""
    said: Mapping[str, Any] = data if isinstance(data, dict) else {}
    title, columns, texts = said.get("title"), said.get("columns"), said.get("texts")
    return Setup(
        title=tidy(title) if isinstance(title, str) else "",
        size=next((size for size in PaperSize if size == said.get("size")), None),
        landscape=next((lies for lies in (True, False) if said.get("landscape") is lies), None),
        margin=next((margin for margin in MARGINS if margin == said.get("margin")), None),
        columns=tuple(filter(_is_text, columns)) if isinstance(columns, list) else (),
        texts=tuple((key, tidy_lines(text)) for key, text in texts.items() if _is_text(text))
        if isinstance(texts, dict)
        else (),
    )


def _columns(table: Report[Any], setup: Setup) -> tuple[Column[Any], ...]:
    offered = {column.key: column for column in offered_columns(table)}
    chosen = tuple(offered[key] for key in dict.fromkeys(setup.columns) if key in offered)
    return chosen or table.columns


def _said(each: TypedText, typed: Mapping[str, str]) -> TypedText:
    return replace(each, text=verbatim(typed[each.key])) if each.key in typed else each


def _is_text(value: object) -> bool:
    return isinstance(value, str)
