"""An empty sheet of a kind to fill in: headers that are understood, what belongs under each, lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind, cell_text
from coorddesk.core.whole_file import whole_file
from coorddesk.importing.kind import FieldType, ImportField, ImportKind
from coorddesk.importing.reading.sheet import column_letter

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from coorddesk.core.texts import Texts

_ROWS = 2000
"""Rows that are made ready to be filled in."""

_NAMES_LISTED = 5000
_WIDEST, _NARROWEST = 40, 12  # characters
_LONGEST_TITLE, _LONGEST_HINT = 32, 255  # what Excel shows beside a cell
_SHEET_NAME = 31
_GUIDE_WIDTHS = (20, 40, 24, 40, 56)  # characters
_LISTED, _SPELLINGS = 12, 8
_LINE_POINTS = 15
_DAY_ZERO, _MOMENT_ZERO = date(1899, 12, 30), datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones

_FORMATS = {
    FieldType.CODE: "@",
    FieldType.NUMBER: "0",
    FieldType.AMOUNT: "#,##0.00",
    FieldType.DATE: "dd/mm/yyyy",
    FieldType.MOMENT: "dd/mm/yyyy hh:mm",
    FieldType.MONTHS: "0",
}
_WHAT: dict[FieldType, Message] = {
    FieldType.TEXT: _("Any text."),
    FieldType.CODE: _("A number or code; zeros at its beginning stay."),
    FieldType.NUMBER: _("A whole number."),
    FieldType.DECIMAL: _("A number, with decimals or without."),
    FieldType.AMOUNT: _("An amount of money."),
    FieldType.DATE: _("A date."),
    FieldType.MOMENT: _("A date, with the time if it is known."),
    FieldType.MONTHS: _("A duration in months, or “2 years”."),
    FieldType.YES_NO: _("Yes or no."),
    FieldType.CHOICE: _("One of the list; other usual words are understood too."),
    FieldType.LINK: _("A name. One that the desk does not know yet is shown before anything is created."),
}


class _Column(NamedTuple):
    """A field as the sheet shows it, in one language."""

    field: ImportField
    title: str
    what: str
    example: Any  # as the cell holds it: a text, a number, a date
    listed: Sequence[str]


def write_template(kind: ImportKind, path: Path, texts: Texts, session: Session | None = None) -> None:
    """Write an .xlsx with one column for each field of `kind`, in the language of `texts`.

    With `session`, lists hold what the desk knows: its own statuses, its places, its people. The sheet itself holds
    nothing but headers: filled in, it is imported as it is; examples stand on a sheet of their own. Raises what
    `whole_file` raises.
    """
    from xlsxwriter import Workbook  # on first use

    columns = _columns(kind if session is None else kind.on(session), texts, session)
    with whole_file(path) as stream:
        target: Any = stream  # the hints of xlsxwriter know no stream of bytes
        workbook = Workbook(target, {"in_memory": True, "strings_to_formulas": False})
        sheet = workbook.add_worksheet(texts.say(kind.title)[:_SHEET_NAME])
        guide = workbook.add_worksheet(texts.say(_("How to fill it in"))[:_SHEET_NAME])
        lists = workbook.add_worksheet(texts.say(_p("lists to choose from", "Lists")))
        _fill_sheet(workbook, sheet, columns, _write_lists(lists, columns))
        _fill_guide(workbook, guide, columns, texts)
        lists.hide()
        workbook.close()


def _columns(kind: ImportKind, texts: Texts, session: Session | None) -> list[_Column]:
    target = None if session is None else kind.open(session)
    columns = []
    for field in kind.kept:
        listed: Sequence[str] = ()
        if field.type is FieldType.CHOICE:
            listed = [texts.say(choice.title) for choice in field.choices_on(session)]
        elif field.type is FieldType.YES_NO:
            listed = [cell_text(value, Kind.YES_NO, texts) for value in (True, False)]
        elif field.type is FieldType.LINK and target is not None:
            listed = sorted(target.names(field.key), key=str.casefold)[:_NAMES_LISTED]
        example = listed[0] if field.example is None and field.type is FieldType.CHOICE else field.example
        columns.append(_Column(field, texts.say(field.title), _what(field, texts), _as_cell(example, texts), listed))
    return columns


def _what(field: ImportField, texts: Texts) -> str:
    need = [_("Every row needs this.")] if field.required else []
    return " ".join(texts.say(said) for said in (_WHAT[field.type], *need))


def _as_cell(example: Any, texts: Texts) -> Any:
    return texts.say(example) if isinstance(example, Message) else example


def _fill_sheet(workbook: Workbook, sheet: Worksheet, columns: Sequence[_Column], ranges: Sequence[str | None]) -> None:
    """The headers, each with its explanation, over rows whose cells are ready for what belongs there."""
    look = {"bold": True, "bottom": 1, "bg_color": "#EDEDED", "text_wrap": True, "valign": "vcenter"}
    header, needed = workbook.add_format(look), workbook.add_format({**look, "bg_color": "#D6E4F5"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 32)
    for place, (column, listed) in enumerate(zip(columns, ranges, strict=True)):
        sheet.write_string(0, place, column.title, needed if column.field.required else header)
        sheet.write_comment(0, place, column.what, {"x_scale": 1.6})
        sheet.set_column(place, place, _width(column), _format_of(workbook, column))
        hint = {"input_title": column.title[:_LONGEST_TITLE], "input_message": column.what[:_LONGEST_HINT]}
        rule: dict[str, Any] = {"validate": "any"}
        if listed is not None:
            rule = {"validate": "list", "source": listed, "error_type": "information", "show_error": False}
        sheet.data_validation(1, place, _ROWS, place, {**rule, **hint})


def _write_lists(sheet: Worksheet, columns: Sequence[_Column]) -> list[str | None]:
    """Write what there is to choose from; returns where, or None for a column without a list."""
    from xlsxwriter.utility import xl_range_abs  # with the rest of xlsxwriter

    ranges: list[str | None] = []
    for column in columns:
        if not column.listed:
            ranges.append(None)
            continue
        place = sum(1 for found in ranges if found)
        for row, name in enumerate(column.listed):
            sheet.write_string(row, place, name)
        cells = xl_range_abs(0, place, len(column.listed) - 1, place)
        ranges.append(f"='{sheet.name}'!{cells}")
    return ranges


def _fill_guide(workbook: Workbook, sheet: Worksheet, columns: Sequence[_Column], texts: Texts) -> None:
    """A line for each field: what belongs there, an example, what to choose from, other headers it is known by."""
    head = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#EDEDED"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    titles = (_("Column"), _("What belongs there"), _("Example"), _("List"), _("Also understood as a header"))
    for place, (title, width) in enumerate(zip(titles, _GUIDE_WIDTHS, strict=True)):
        sheet.write_string(0, place, texts.say(title), head)
        sheet.set_column(place, place, width, plain)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for row, column in enumerate(columns, start=1):
        looks = {"num_format": _FORMATS.get(column.field.type, "General"), "align": "left", "valign": "top"}
        listed = ", ".join(column.listed[:_LISTED]) + (" …" if len(column.listed) > _LISTED else "")
        named = f"{column_letter(row - 1)} \N{MIDDLE DOT} {column.title}"  # alone, it would be taken for a header
        said = (named, column.what, "", listed, ", ".join(column.field.spellings[:_SPELLINGS]))
        for place, text in enumerate(said):
            sheet.write_string(row, place, text, plain)
        _write_example(sheet, row, column, workbook.add_format(looks))
        lines = max(ceil(len(text) / width) for text, width in zip(said, _GUIDE_WIDTHS, strict=True))
        sheet.set_row(row, _LINE_POINTS * max(lines, 1))


def _write_example(sheet: Worksheet, row: int, column: _Column, form: Format) -> None:
    match column.example:
        case None:
            return
        case datetime():
            days = (column.example - _MOMENT_ZERO) / timedelta(days=1)
            sheet.write_number(row, 2, days, form)
        case date():
            sheet.write_number(row, 2, (column.example - _DAY_ZERO).days, form)
        case int() if column.field.type is FieldType.AMOUNT:
            sheet.write_number(row, 2, column.example / 100, form)
        case int():
            sheet.write_number(row, 2, column.example, form)
        case _:
            sheet.write_string(row, 2, column.example, form)


def _format_of(workbook: Workbook, column: _Column) -> Format | None:
    form = _FORMATS.get(column.field.type)
    return None if form is None else workbook.add_format({"num_format": form})


def _width(column: _Column) -> int:
    longest = max((len(name) for name in column.listed), default=0)
    return max(_NARROWEST, min(_WIDEST, max(len(column.title) + 2, longest)))
