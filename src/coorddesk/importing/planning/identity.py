"""Which record a row is about: found by its keys, by its fingerprint, or by values that are all alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coorddesk.core.fold import fold, fold_code, fold_codes
from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.importing.kind import FieldType, ImportField, Key, Known

Folding = Callable[[Any], Any]


class RowRefused(Exception):
    """A row that cannot be taken, with the key of the field to blame, the reason, and the row that came first."""

    def __init__(self, field_key: str, reason: Message, first_row: int | None = None) -> None:
        """Keep all of it."""
        super().__init__(reason.text)
        self.field_key = field_key
        self.reason = reason
        self.first_row = first_row


class _Index:
    """Where the records and the rows with a key are."""

    def __init__(self, key: Key, fields: Sequence[ImportField], *, finds: bool) -> None:
        """Index by `key`, whose fields are among the row's; `finds` says that rows find records by it."""
        keys = [field.key for field in fields]
        places = tuple(keys.index(field_key) for field_key in key.fields)
        self.key = key
        self.finds = finds
        self.place = places[0]
        self.of = _of_values(places, tuple(_folding(fields[place].type) for place in places))
        self.known: dict[Any, list[int]] = {}
        self.seen: dict[Any, int] = {}
        self._places = places
        self._type = fields[places[0]].type
        self._folding = _folding(self._type)

    def of_columns(self, columns: Sequence[Sequence[Any]]) -> list[Any]:
        """The same as `of` for each row of some columns."""
        column = columns[self.place]
        if len(self._places) > 1:
            return list(map(self.of, zip(*columns, strict=True)))
        if self._type is not FieldType.CODE:
            return [None if value is None else self._folding(value) or None for value in column]
        folded = fold_codes([code or "" for code in column])
        return [code or None for code in folded]

    def refused(self, reason: Message, first_row: int | None = None) -> RowRefused:
        """What to raise when this key is to blame."""
        return RowRefused(self.key.fields[0], reason, first_row)


def _of_values(places: tuple[int, ...], foldings: tuple[Folding, ...]) -> Callable[[Sequence[Any]], Any]:
    """What the values of a row or record are found by; None if the first of the key's fields is blank."""
    if len(places) == 1:
        (place,), (folding,) = places, foldings
        return lambda values: None if (value := values[place]) is None else folding(value) or None
    first = places[0]
    return lambda values: (
        None
        if values[first] is None
        else tuple(
            None if (value := values[place]) is None else folding(value)
            for place, folding in zip(places, foldings, strict=True)
        )
    )


def _folding(type_: FieldType) -> Folding:
    """What makes two spellings of a key one."""
    match type_:
        case FieldType.CODE:
            return fold_code
        case FieldType.TEXT | FieldType.LINK:
            return fold
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


class Identities:
    """The records that are there, and which of them each row is about."""

    def __init__(self, fields: Sequence[ImportField], finding: Sequence[Key], unique: Sequence[Key]) -> None:
        """Find by the keys of `finding`, in this order, and let no two rows or records share a `unique` one.

        `fields` are those of a row, in the order of its values; keys that have others are left aside.
        """
        mapped = {field.key for field in fields}
        every = dict.fromkeys([*finding, *unique])
        usable = [key for key in every if mapped.issuperset(key.fields) and mapped.isdisjoint(key.without)]
        self._indexes = [_Index(key, fields, finds=key in finding) for key in usable]
        self._all_unique = all(key.unique for key in usable)
        self._labels = sorted(self._indexes, key=lambda index: index.key not in unique)
        self._width = len(fields)
        self._records: list[Known] = []
        self._row_of: dict[int, int] = {}
        self._prints: dict[str, list[int]] = {}
        self._alike: dict[tuple[Any, ...], list[int]] = {}

    @property
    def can_find(self) -> bool:
        """Whether the sheet brings any key to find records by."""
        return any(index.finds for index in self._indexes)

    def remember(self, record: Known, fingerprint: str | None, *, keyless: bool) -> None:
        """Keep a record; a `keyless` one may also be recognised by its values alone."""
        place = len(self._records)
        self._records.append(record)
        for index in self._indexes:
            key = index.of(record.values)
            if key is not None:
                index.known.setdefault(key, []).append(place)
        if fingerprint:
            self._prints.setdefault(fingerprint, []).append(place)
        if keyless:
            self._alike.setdefault(record.values[: self._width], []).append(place)

    def find(self, number: int, values: Sequence[Any]) -> tuple[bool, Known | None]:
        """Whether a row has a key, and the record that it is about; refuses one that is in another row or record."""
        keys = []
        place: int | None = None
        has_key = False
        for index in self._indexes:
            key = index.of(values)
            if key is not None:
                keys.append((index, key))
                if index.finds:
                    has_key = True
                    if place is None and key in index.known:
                        find = self._likest if index.key.shared else self._place
                        place = find(index, key, values)
        self._check_rows(number, keys, place)
        return has_key, None if place is None else self._claimed(place, number, keys[0][0])

    def take_new(self, numbers: range, columns: Sequence[Sequence[Any]]) -> bool:
        """Take some rows at once if each has a unique key, and nothing in common with any record or other row.

        It comes to the same as `find` for each of them; False, and nothing is taken, where one wants a closer look.
        """
        keyed = [(index, index.of_columns(columns)) for index in self._indexes]
        if not any(index.key.unique and index.finds and None not in keys for index, keys in keyed):
            return False
        for index, keys in keyed:
            filled = [key for key in keys if key is not None]
            if not (index.known.keys().isdisjoint(filled) and index.seen.keys().isdisjoint(filled)):
                return False
            if index.key.unique and len(set(filled)) < len(filled):
                return False
        for index, keys in keyed:
            if index.key.unique:
                index.seen.update((key, number) for key, number in zip(keys, numbers, strict=True) if key is not None)
        return True

    def recognise(self, number: int, values: tuple[Any, ...], fingerprint: str) -> Known | None:
        """The record that a row without any key brought once before, or that is like it in all that the row says."""
        for places in (self._prints.get(fingerprint, []), self._alike.get(values, [])):
            while places:
                place = places.pop()
                if self._row_of.setdefault(place, number) == number:
                    return self._records[place]
        return None

    def _place(self, index: _Index, key: Any, values: Sequence[Any]) -> int | None:
        places = index.known[key]
        if not index.key.unique:
            places = [place for place in places if not self._says_otherwise(place, values)]
        if len(places) > 1:
            raise index.refused(_n("{count} record has this value.", "{count} records have this value.", len(places)))
        return places[0] if places else None

    def _likest(self, index: _Index, key: Any, values: Sequence[Any]) -> int | None:
        """The record that is most like a row, of those with its key that no row was about."""
        places = [place for place in index.known[key] if place not in self._row_of]
        places = [place for place in places if not self._says_otherwise(place, values)]
        return max(places, key=lambda place: self._likeness(place, values), default=None)

    def _likeness(self, place: int, values: Sequence[Any]) -> int:
        """How many values of a row the record has."""
        theirs = self._records[place].values
        return sum(ours is not None and ours == their for ours, their in zip(values, theirs, strict=False))

    def _says_otherwise(self, place: int, values: Sequence[Any]) -> bool:
        """Whether a unique key of the record is another than the row's."""
        record = self._records[place].values
        return any(
            index.key.unique and None not in {theirs := index.of(record), ours := index.of(values)} and theirs != ours
            for index in self._indexes
        )

    def _check_rows(self, number: int, keys: Sequence[tuple[_Index, Any]], place: int | None) -> None:
        """Refuse a key that another row of the file has, or another record."""
        if not self._all_unique and any(index.key.unique for index, _ in keys):
            keys = [(index, key) for index, key in keys if index.key.unique]
        for index, key in keys:
            if index.key.shared:
                continue
            first = index.seen.setdefault(key, number)
            if first != number:
                raise index.refused(_("Row {row} of the file has this value already.", row=digits(first)), first)
            others = index.known.get(key)
            if others and others[0] != place and index.key.unique:
                label = verbatim(self._label(others[0]))
                raise index.refused(_("Another record has this value already: {label}.", label=label))

    def _claimed(self, place: int, number: int, index: _Index) -> Known:
        first = self._row_of.setdefault(place, number)
        if first != number:
            raise index.refused(_("Row {row} of the file is about the same record.", row=digits(first)), first)
        return self._records[place]

    def _label(self, place: int) -> str:
        """What to call a record: its first key, as it is written."""
        values = self._records[place].values
        return next((str(value) for index in self._labels if (value := values[index.place]) is not None), "")
