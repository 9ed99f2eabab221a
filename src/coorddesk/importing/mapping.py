"""Which column feeds which field: by header words, and as people say themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.kind import FieldType, ImportField
from coorddesk.importing.table import Header
from coorddesk.importing.words import HeaderWords

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_JOINED = frozenset({FieldType.TEXT, FieldType.LINK})


@dataclass(frozen=True)
class Fed:
    """A field and the columns that feed it; several are joined by a space, in this order."""

    field: ImportField
    headers: tuple[Header, ...]

    def on(self, session: Session) -> Fed:
        """The same, with the words that a desk's users have for it."""
        if self.field.own_choices is None:
            return self
        return replace(self, field=replace(self.field, choices=self.field.own_choices(session)))


@dataclass(frozen=True)
class Decision:
    """Something that was decided about a column, for people to see."""

    column: str
    text: Message


def map_columns(
    headers: Sequence[Header], fields: Sequence[ImportField], words: HeaderWords, told: Mapping[str, str]
) -> tuple[tuple[Fed, ...], tuple[Decision, ...]]:
    """Feed fields from columns, in the order of `fields`.

    `told` says of some headers which field they feed ("" none); it goes before what the words say.
    """
    chosen: dict[str, list[Header]] = {}
    free = dict.fromkeys(header for header in headers if header.text and not header.beside)
    for label, key in told.items():
        header = _header_called(label, headers)
        free.pop(header, None)
        if key:
            chosen.setdefault(field_called(key, fields, words).key, []).append(header)
    decisions = _map_by_words(list(free), words, chosen)
    fed = tuple(Fed(field, tuple(chosen[field.key])) for field in fields if field.key in chosen)
    for one in fed:
        if len(one.headers) > 1 and one.field.type not in _JOINED:
            raise UserError(_("Only one column can feed the field “{field}”.", field=one.field.title))
    return fed, decisions


def _map_by_words(
    headers: Sequence[Header], words: HeaderWords, chosen: dict[str, list[Header]]
) -> tuple[Decision, ...]:
    """Add to `chosen` what the words of headers say, the surest first; a field is fed once, whole or by its parts."""
    found = [(match, header) for header in headers if (match := words.match(header.text) or words.near(header.text))]
    decisions = []
    for match, header in sorted(found, key=lambda pair: (pair[0].rank, pair[1].index)):
        if match.part is None and match.field.key not in chosen:
            chosen[match.field.key] = [header]
            if match.near:
                decisions.append(Decision(header.label, _("read as “{field}”", field=match.field.title)))
    parts = {(match.field.key, match.part): header for match, header in reversed(found) if match.part is not None}
    whole = frozenset(chosen)
    for key, part in sorted(parts):
        if key not in whole:
            chosen.setdefault(key, []).append(parts[key, part])
    return tuple(decisions)


def _header_called(label: str, headers: Sequence[Header]) -> Header:
    """The column of that name, or of that letter in square brackets."""
    alike = [header for header in headers if label in {header.label, f"[{header.letter}]"}]
    alike = alike or [header for header in headers if fold(header.label) == fold(label)]
    if not alike:
        labels = ", ".join(header.label for header in headers)
        raise UserError(
            _("The sheet has no column “{label}”. Its columns are: {labels}.", label=label, labels=verbatim(labels))
        )
    return alike[0]


def field_called(key: str, fields: Sequence[ImportField], words: HeaderWords) -> ImportField:
    """The field of that key, or that people call so."""
    named = next((field for field in fields if field.key == key.strip()), None)
    if named:
        return named
    match = words.match(key)
    if match is None or match.part is not None:
        keys = ", ".join(field.key for field in fields)
        raise UserError(_("There is no field “{key}”. The fields are: {keys}.", key=key, keys=verbatim(keys)))
    return match.field
