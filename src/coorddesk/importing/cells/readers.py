"""One reader for each field: what its cells mean, remembered, so that what comes a thousand times is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.texts import Texts
from coorddesk.importing.cells.linking import LinkReader
from coorddesk.importing.cells.several import single_code_reader, single_name_reader
from coorddesk.importing.cells.unknown import Unknowns
from coorddesk.importing.found import Found
from coorddesk.importing.kind import FieldType, ImportField
from coorddesk.importing.mapping.columns import Fed
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.saying import in_a_row
from coorddesk.importing.splitting import Cutter
from coorddesk.importing.values.dates import LATEST_SHORT_YEAR, date_reader, moment_reader
from coorddesk.importing.values.numbers import amount_reader, decimal_reader, whole_reader
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import (
    choice_reader,
    counts_years,
    fold_word,
    months_reader,
    read_code,
    read_text,
    read_yes_no,
    show,
)

_NUMBERS = {
    FieldType.NUMBER: whole_reader,
    FieldType.DECIMAL: decimal_reader,
    FieldType.AMOUNT: amount_reader,
}
_REMEMBERED = 20_000  # cells of a column
_OFTEN_ALIKE = frozenset(
    {FieldType.DATE, FieldType.MOMENT, FieldType.MONTHS, FieldType.YES_NO, FieldType.CHOICE, FieldType.LINK}
)

Read = Callable[[Any], Any]
"""What a cell means: its value, None for a blank; raises CellRefused."""


class _Memory(dict[Any, Any]):
    """Reads what it does not hold yet: a cell that came before costs no call."""

    __slots__ = ("_read",)

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Any:
        value = self._read(cell)
        if cell.__class__ is not str and cell in {0, 1}:
            return value  # True and 1 would be one key
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = value
        return value


def reader_of(one: Fed, link: LinkReader | None, found: Found, unknowns: Unknowns) -> Read:
    """How the cells that feed a field are read, one or several at a time; names that nothing has are met."""
    read = _decided(one, link, found)
    if len(one.headers) > 1:
        read = _joined(read, one.field.joint)
    elif one.split is not None:
        read = _cut(read, Cutter(one.split, one.heads), one.split.fields.index(one.field.key), link)
    if link is not None:
        read = _meeting(read, link, one.field.key, unknowns)
    often_alike = one.split or one.field.type in _OFTEN_ALIKE or one.field.key in found.options.values
    return _Memory(read).__getitem__ if often_alike else read


def fixed_value(one: Fed, link: LinkReader | None, found: Found) -> Any:
    """What rows have in a field that say nothing there, read like a cell; None where nobody said."""
    if not one.fixed:
        return None
    try:
        return _decided(one, link, found)(one.fixed)
    except CellRefused as refused:
        title = one.field.title
        raise UserError(
            _(
                "“{value}” cannot be the value of “{field}” for all rows: {reason}",
                value=one.fixed,
                field=title,
                reason=refused.reason,
            )
        ) from refused


def _decided(one: Fed, link: LinkReader | None, found: Found) -> Read:
    """Read a text, or what people decided to read in its place."""
    read = link or reading_of(one, found)
    if link is not None and one.field.several is not None:
        read = single_name_reader(read, link.knows, one.field.several)
    instead = {fold(text): meant for text, meant in found.options.values.get(one.field.key, {}).items()}
    if not instead:
        return read

    def read_decided(cell: Cell) -> Any:
        meant = instead.get(fold(show(cell)))
        return read(cell if meant is None else meant)

    return read_decided


def _meeting(read: Read, link: LinkReader, field_key: str, unknowns: Unknowns) -> Read:
    """Read a cell, and take down the name in it where nothing is called so."""

    def read_meeting(cell: Any) -> Any:
        try:
            return read(cell)
        finally:
            unknown = link.take_unknown()
            if unknown is not None:
                unknowns.meet(field_key, cell, unknown)

    return read_meeting


def reading_of(one: Fed, found: Found) -> Read:
    """How the texts of a field are read, in the style of its column; a name is any text."""
    field = one.field
    if field.spelt is not None:
        return _spelt_reader(field.spelt)
    match field.type:
        case FieldType.CODE:
            return read_code if field.several is None else single_code_reader(field.several)
        case FieldType.NUMBER | FieldType.DECIMAL | FieldType.AMOUNT:
            read = _NUMBERS[field.type]
            return read(found.survey.marks.get(field.key), found.survey.units.get(field.key))
        case FieldType.DATE | FieldType.MOMENT:
            order = found.survey.orders.get(field.key)
            latest = found.today.year if field.past and found.today else LATEST_SHORT_YEAR
            return (date_reader if field.type is FieldType.DATE else moment_reader)(
                order, epoch_1904=found.table.sheet.extent.epoch_1904, latest_short_year=min(latest, LATEST_SHORT_YEAR)
            )
        case FieldType.MONTHS:
            return months_reader(bare_years=any(counts_years(header.text) for header in one.headers))
        case FieldType.YES_NO:
            return read_yes_no
        case FieldType.CHOICE:
            return choice_reader(_choices(field, found.languages), in_a_row([choice.title for choice in field.choices]))
    return read_text


def _spelt_reader(spelt: Callable[[str], str]) -> Read:
    """Read a text as it is kept."""

    def read_spelt(cell: Cell) -> str | None:
        try:
            return spelt(read_text(cell) or "") or None
        except UserError as error:
            raise CellRefused(error.message) from error

    return read_spelt


def _joined(read: Read, joint: str) -> Read:
    """Read several cells as one text, the joint between those that are not blank.

    Along a path, a cell that the next one repeats is left out: "Site A", "Site A / Salle 1".
    """

    def read_joined(cells: tuple[Cell, ...]) -> Any:
        texts = [text for text in map(read_text, cells) if text]
        if joint != " ":
            texts = [text for text, after in zip_longest(texts, texts[1:]) if not _begins(after, text, joint)]
        return read(joint.join(texts))

    return read_joined


def _begins(path: str | None, text: str, joint: str) -> bool:
    folded = "" if path is None else fold(path)
    return folded == fold(text) or folded.startswith(fold(text) + joint)


def _cut(read: Read, cutter: Cutter, place: int, link: LinkReader | None) -> Read:
    """Read the text at one place of a cell that is taken apart; what is not clear is refused once, by the first.

    A name that is not clear how to spell is taken as it stands if somebody bears it.
    """

    def read_cut(cell: Cell) -> Any:
        try:
            return read(cutter(cell)[place])
        except CellRefused:
            text = read_text(cell) or ""
            if link is not None and link.knows(text):
                return read(text)
            if place:
                return None
            raise

    return read_cut


def _choices(field: ImportField, languages: Sequence[Texts]) -> dict[str, str]:
    """Each choice by its folded words."""
    return {
        fold_word(word): choice.value
        for choice in reversed(field.choices)
        for word in (*choice.spellings, choice.value, *(texts.say(choice.title) for texts in languages))
    }
