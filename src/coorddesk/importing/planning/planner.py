"""Plans an import: finds the record that each row is about, and says what would become of it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from functools import partial
from hashlib import blake2b
from typing import Any

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.jobs import Progress
from coorddesk.core.messages import Message, _, digits
from coorddesk.core.tables import HIDDEN
from coorddesk.importing.cells.nearest import nearest_in
from coorddesk.importing.finding.ending import HeadersAgain, is_total
from coorddesk.importing.found import Found
from coorddesk.importing.kind import FINGERPRINT, FieldType, ImportKind, Key, Known, NewRows, RowChange, Target
from coorddesk.importing.plan import Refusal, RefusedRow, Summary, Tally, Unknown, Verdict
from coorddesk.importing.planning.identity import Identities, RowRefused
from coorddesk.importing.planning.rows import CHUNK, Chunk, RowReader, Values
from coorddesk.importing.planning.together import Broken, Together
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.saying import in_a_row

_WIDE = 4  # columns that feed something

Step = NewRows | RowChange
"""Records to create, or one to change."""


class Planner:
    """One pass over a table: `steps()` gives what is to be written, `summary()` what it all comes to afterwards."""

    def __init__(
        self,
        kind: ImportKind,
        target: Target,
        found: Found,
        key: str | None,
        *,
        tells_unchanged: bool = False,
        withheld: Broken | None = None,
    ) -> None:
        """Plan with the records of `target`; `key` is the field by which people want records found.

        Where it `tells_unchanged`, a record that a row leaves as it is makes a step without values. New rows of what is
        `withheld`, as `together.broken` of an earlier plan has it, are refused.
        """
        self.together = Together(kind, [one.field for one in found.fed], withheld)
        self._tells_unchanged = tells_unchanged
        self._kind = kind
        self._target = target
        self._found = found
        self._tally = Tally(found.warnings, range(found.table.first_row, found.survey.last_row + 1))
        self._reader = RowReader(found, target)
        self._keys = [field.key for field in self._reader.fields]
        created = {field.key for field in kind.fields if field.link is not None}
        self._links = [(link_key, link.new) for link_key, link in self._reader.links.items() if link_key in created]
        self._required = [field.key for field in kind.fields if field.required]
        self._key_fields = {field_key for one in kind.keys for field_key in one.fields}
        self._secrets = {field.key for field in kind.fields if field.secret}
        self._asides = {field.key for field in kind.fields if field.aside}
        places = [header.index for one in found.fed for header in one.headers]
        self._headers = HeadersAgain(found.table.header_rows, places)
        self._identities = self._identities_by(key)

    def steps(self, progress: Progress, *, counts_unknown: bool = False) -> Iterator[Step]:
        """Each record to create or to change, in the order of the rows; where wanted, for `unknowns` afterwards."""
        self._remember(progress)
        for chunk in self._reader.chunks():
            progress(chunk.first, self._found.survey.last_row, _("Comparing with the desk"))
            rows = self._all_new(chunk)
            if rows is None:
                yield from self._row_by_row(chunk)
            else:
                yield self._take_all(chunk, rows)
            if counts_unknown:
                self._reader.count_unknown(chunk, self._tally.verdicts_of(chunk.numbers))

    def summary(self) -> Summary:
        """What it all comes to; complete once all steps were taken."""
        return self._tally.summary(link.digest for link in self._reader.links.values())

    def unknowns(self) -> dict[str, tuple[Unknown, ...]]:
        """The texts that no field understands, or that name nothing, with the nearest that do; where they counted."""
        fields = {field.key: field for field in self._reader.fields}
        near = partial(nearest_in, target=self._target, languages=self._found.languages)
        return self._reader.unknowns.listed(lambda key, texts: near(fields[key], texts))

    def _all_new(self, chunk: Chunk) -> NewRows | None:
        """The rows if each is plainly a new record, so that they can be taken together; their keys are then taken."""
        remarks = self._found.survey.remarks
        if (
            chunk.columns is None
            or _has_bare_rows(chunk.columns[: len(self._keys) - self._reader.unfed])
            or (remarks and remarks[0] < chunk.numbers.stop)
        ):
            return None
        if self._headers.are_in(chunk.rows) or max(map(len, chunk.rows)) > self._found.table.width:
            return None
        filled = self._reader.fill_columns(chunk.columns)
        columns = dict(zip(self._keys, filled, strict=True))
        if any(None in columns.get(key, (None,)) for key in self._required):
            return None
        if self._kind.keyless:
            columns[FINGERPRINT] = [None] * len(chunk.rows)
        rows = NewRows(columns)
        return rows if self._target.accepts(rows) and self._identities.take_new(chunk.numbers, filled) else None

    def _take_all(self, chunk: Chunk, rows: NewRows) -> NewRows:
        """Rows that are all new; it comes to the same as `_row_by_row` in a fifth of the time."""
        for key, new in self._links:
            if new:
                for name in dict.fromkeys(rows.column(key)):
                    self._note_creations({key: name})
        self._tally.count_new(chunk.numbers, rows)
        return rows

    def _row_by_row(self, chunk: Chunk) -> Iterator[Step]:
        for number, row, values in zip(chunk.numbers, chunk.rows, chunk.read(), strict=True):
            try:
                if self._is_no_record(number, row, values):
                    self._tally.count(Verdict.SKIPPED, number)
                elif values is None:
                    self._refuse(number, row, self._reader.refusals(row))
                elif step := self._step(number, row, values):
                    yield step
            except RowRefused as refused:
                self._refuse(number, row, [self._reader.refusal(row, refused.field_key, refused.reason)], refused)
                if refused.first_row is not None:
                    self._tally.note(refused.first_row, _has_double(self._kind, number, refused.field_key))

    def _step(self, number: int, row: Sequence[Cell], values: Values) -> Step | None:
        """What is to be written for a row, if anything."""
        filled = self._reader.fill(values)
        has_key, known = self._identities.find(number, filled)
        if known:
            return self._changed(number, filled, known)
        fingerprint = None if has_key else self._fingerprint(row, values)
        own = filled
        if self._asides:
            own = tuple(None if key in self._asides else value for key, value in zip(self._keys, filled, strict=True))
        if fingerprint is not None and self._identities.recognise(number, own, fingerprint):
            self._tally.count(Verdict.UNCHANGED, number)
            return None
        return self._new(number, filled, fingerprint, said=values)

    def _refuse_heading(self, values: Values) -> None:
        """Refuse a row that says one thing only, like the name of a room above what is in it: "SALLE 101"."""
        said = [place for place, value in enumerate(values) if value is not None]
        if len(said) != 1 or not isinstance(text := values[said[0]], str):
            return
        fed = len(values) - self._reader.unfed
        wide = fed >= _WIDE and self._kind.keyless  # of people, a name may be all
        if (fed > 1 and ":" in text) or (wide and " " in text):
            reason = _("Nothing else in this row is filled, as in a heading. If it is a record, say more about it.")
            raise RowRefused(self._keys[said[0]], reason)

    def _is_no_record(self, number: int, row: Sequence[Cell], values: Values | None) -> bool:
        """Whether a row is blank, a remark, a total, or the headers once more; refuses one longer than the headers."""
        if number in self._found.survey.remarks:
            return True
        width = self._found.table.width
        if len(row) > width and any(row[width:]):
            raise RowRefused("", _("This row has more cells than there are headers."))
        if values is None:  # a cell is refused; the row may be no record all the same
            values = tuple(None if _is_blank(cell) else cell for cell in self._reader.cells(row))
        blanks, width = values.count(None) - self._reader.unfed, len(values) - self._reader.unfed
        if 2 * blanks < width:
            return row in self._headers
        if blanks == width or row in self._headers:
            return True
        if is_total(row):
            self._tally.warn(_("Row {row} is a total and was left out.", row=digits(number)))
            return True
        return False

    def _new(self, number: int, values: Values, fingerprint: str | None, *, said: Values) -> Step:
        """A new record of some values; the row itself has `said` less where others are the same for all rows."""
        record = dict(zip(self._keys, values, strict=True))
        for key in self._required:
            if record.get(key) is None:
                raise RowRefused(key, _("A new record needs this."))
        if self._kind.keyless:
            record[FINGERPRINT] = fingerprint
        self.together.refuse(number, values)
        self._ask_target(number, record, None)
        self._refuse_heading(said)
        self._note_creations(record)
        self._tally.count(Verdict.NEW, number, record)
        return NewRows({key: (value,) for key, value in record.items()})

    def _changed(self, number: int, values: Values, known: Known) -> Step | None:
        """What differs from the record; a blank cell never erases."""
        changes, old, asides = {}, {}, {}
        for key, new, before in zip(self._keys, values, known.values, strict=False):
            if key in self._asides:
                asides[key] = new
            elif new is not None and new != before and not self._same(key, new, before):
                changes[key], old[key] = new, HIDDEN if before is not None and key in self._secrets else before
        if not changes:
            self._tally.count(Verdict.UNCHANGED, number)
            return RowChange(known.id, known.version, {}) if self._tells_unchanged else None
        told = changes | asides
        self._ask_target(number, told, known)
        self._note_creations(changes)
        self._tally.count(Verdict.CHANGED, number, changes, old)
        return RowChange(known.id, known.version, told)

    def _same(self, key: str, new: Any, before: Any) -> bool:
        """Whether two texts differ only in blanks, two keys only in what does not tell keys apart.

        A day alone says nothing of the hour.
        """
        if isinstance(before, datetime) and isinstance(new, datetime):
            return new.time() == time() and new.date() == before.date()
        if not isinstance(before, str):
            return False
        if key in self._key_fields:
            return fold_code(before) == fold_code(new)
        return before.split() == str(new).split()

    def _ask_target(self, number: int, values: Mapping[str, Any], known: Known | None) -> None:
        refused = self._target.refuse(values, known)
        if refused:
            raise RowRefused(*refused)
        if self._kind.remark is not None and (remark := self._kind.remark(values)) is not None:
            self._tally.note(number, remark)

    def _note_creations(self, values: Mapping[str, Any]) -> None:
        for key, new in self._links:
            if new and (name := values.get(key)) in new:
                new.remove(name)
                self._tally.create(key, name)

    def _fingerprint(self, row: Sequence[Cell], values: Values) -> str:
        """What a row without any key is known by: what its cells say, whatever is called how in the desk by now."""
        if not self._kind.keyless:
            raise RowRefused(self._kind.keys[0].fields[0], _needs_key(self._kind))
        said = [
            f"{field.key}={fold(str(cell if field.type is FieldType.LINK else value))}"
            for field, cell, value in zip(self._reader.fields, self._reader.cells(row), values, strict=True)
            if value is not None and not field.aside
        ]
        return blake2b("\n".join(sorted(said)).encode(), digest_size=16).hexdigest()

    def _identities_by(self, key: str | None) -> Identities:
        unique = [one for one in self._kind.keys if one.unique]
        finding = self._kind.keys if key is None else [Key((key,))]
        identities = Identities(self._reader.fields, finding, unique)
        if not identities.can_find and (key is not None or not self._kind.keyless):
            raise UserError(_needs_key(self._kind, key))
        return identities

    def _remember(self, progress: Progress) -> None:
        """Read the records that are there, with the values that the sheet brings and those that tell keys."""
        keyless = self._kind.keyless
        asked = [*self._keys, *(sorted(self._key_fields.difference(self._keys)) if keyless else ())]
        key_places = [place for place, key in enumerate(asked) if key in self._key_fields]
        with _ended(self._target.existing([*asked, FINGERPRINT] if keyless else asked)) as records:
            for number, record in enumerate(records):
                if number % CHUNK == 0:
                    progress(number, None, _("Reading the desk"))
                values = record.values
                without_key = keyless and all(values[place] is None for place in key_places)
                self._identities.remember(record, values[-1] if keyless else None, keyless=without_key)

    def _refuse(
        self, number: int, row: Sequence[Cell], refusals: Sequence[Refusal], whole: RowRefused | None = None
    ) -> None:
        if self.together.is_asked:
            self.together.keep(number, self._reader.fill(self._reader.understood(row)), whole)
        self._tally.refuse(RefusedRow(number, tuple(row), tuple(refusals)))


@contextmanager
def _ended(records: Iterable[Known]) -> Iterator[Iterable[Known]]:
    """Leave nothing open on the database where the work is stopped in between."""
    try:
        yield records
    finally:
        if isinstance(records, Generator):
            records.close()


def _needs_key(kind: ImportKind, key: str | None = None) -> Message:
    wanted = [key] if key else [one.fields[0] for one in kind.keys]
    titles = [field.title for field in kind.fields if field.key in wanted]
    return _("To know which record this is about, one of these is needed: {titles}.", titles=in_a_row(titles))


def _has_double(kind: ImportKind, number: int, field_key: str) -> Message:
    title = next(field.title for field in kind.fields if field.key == field_key)
    return _("Row {row} says the same in “{field}” and is refused.", row=digits(number), field=title)


def _is_blank(cell: Any) -> bool:
    return all(map(_is_blank, cell)) if isinstance(cell, tuple) else isinstance(cell, str) and not cell.strip()


def _has_bare_rows(columns: Sequence[Sequence[Any]]) -> bool:
    """Whether half of a row may be blank, which wants a closer look."""
    with_blanks = [column for column in columns if None in column]
    if 2 * len(with_blanks) < len(columns):
        return False
    return any(2 * values.count(None) >= len(columns) for values in zip(*with_blanks, strict=True))
