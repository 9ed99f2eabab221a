"""Which column feeds which field: as people say, as last time, as a known program calls it, by words, by values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.finding.table import Header, Table
from coorddesk.importing.headers import folded_header
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Target
from coorddesk.importing.mapping.by_values import ByValues, texts_of
from coorddesk.importing.mapping.by_words import Chosen, Decision, choose_by_words
from coorddesk.importing.splitting import Split, cut_at_marks, frequent_heads
from coorddesk.importing.words import HeaderWords

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Decision", "Desk", "Fed", "Mapped", "Said", "field_called", "map_columns", "map_table"]

_JOINED = frozenset({FieldType.TEXT, FieldType.LINK})


@dataclass(frozen=True)
class Fed:
    """A field and the columns that feed it; several are joined by the field's joint, in this order.

    With a `split`, one column feeds it and others, and it takes the text at its place. `heads` are the folded names
    that are known of the split's first field. Rows that say nothing take the `fixed` text; a field may have only that.
    """

    field: ImportField
    headers: tuple[Header, ...]
    split: Split | None = None
    heads: frozenset[str] = frozenset()
    fixed: str = ""

    def on(self, session: Session) -> Fed:
        """The same, with the words that a desk's users have for it."""
        return replace(self, field=replace(self.field, choices=self.field.choices_on(session)))


@dataclass(frozen=True)
class Said:
    """What somebody says that headers feed (see `Options.mapping`), and why that is.

    What people say of this file is `binding`: a header that is not there is a mistake. Whatever else knows of headers
    counts where they are there, and their fields are not fed yet. What was `kept` is kept again.
    """

    mapping: Mapping[str, str]
    why: Message
    binding: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Desk:
    """The desk that names are known of, and in whose words choices are."""

    session: Session
    target: Target


@dataclass(frozen=True)
class Mapped:
    """What feeds what, by column the keys of its fields and why it does (or might), and what people should know of it.

    `decided` is what a file of the same shape would not show again, as in `Options.mapping`.
    """

    fed: tuple[Fed, ...]
    feeds: Mapping[Header, tuple[str, ...]]
    whys: Mapping[Header, Message]
    decisions: tuple[Decision, ...]
    decided: Mapping[str, str]


def map_table(
    table: Table,
    kind: ImportKind,
    words: HeaderWords,
    said: Sequence[Said],
    fixed: Mapping[str, str],
    desk: Desk | None,
) -> Mapped:
    """Feed the fields of a kind from a table, those of `said` first; `fixed` are texts for rows that say nothing."""
    chosen = map_columns(table.headers, kind, words, said)
    told = [(one, header) for one in said for label in one.mapping for header in _called(label, table.headers)]
    free = [one for one in table.headers if not one.beside and one not in chosen.used]
    settled = {header for _one, header in told}
    worded = [header for header in chosen.feeds if header not in settled]
    shown = [] if desk is None else _reconsider(table, kind, words, worded, chosen, desk)
    shown += _guess(table, kind, words, [one for one in free if one not in settled], chosen, desk)
    constants = {field_called(key, kind.fields, words).key: text for key, text in fixed.items() if text.strip()}
    fed = [
        _fed(field, chosen, table, constants.get(field.key, ""), _names(field, chosen, kind, desk))
        for field in kind.fields
        if field.key in chosen.headers or field.key in constants
    ]
    fed.sort(key=lambda one: not one.headers)
    decided = dict.fromkeys([*(header for one, header in told if one.binding or one.kept), *shown])
    feeds = {header.label: "+".join(chosen.feeds.get(header, ())) for header in decided}
    return Mapped(tuple(fed), chosen.feeds, chosen.whys, tuple(chosen.decisions), feeds)


def map_columns(headers: Sequence[Header], kind: ImportKind, words: HeaderWords, said: Sequence[Said]) -> Chosen:
    """Feed fields by what is said of headers, and then by their words."""
    chosen = Chosen()
    free = dict.fromkeys(header for header in headers if header.text and not header.beside)
    for one in said:
        before = frozenset(chosen.headers)
        for label, keys in one.mapping.items():
            for header in _called(label, headers, binding=one.binding):
                if not one.binding and header not in free:
                    continue
                free.pop(header, None)
                fields = [field_called(key, kind.fields, words) for key in keys.split("+") if key.strip()]
                if fields and not any(field.key in before for field in fields):
                    _feed(fields, header, one, kind, words, chosen)
    choose_by_words(list(free), kind.fields, words, chosen)
    return chosen


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


def _feed(
    fields: Sequence[ImportField], header: Header, said: Said, kind: ImportKind, words: HeaderWords, chosen: Chosen
) -> None:
    """Let a column feed what was said of it; only texts and names are joined from several."""
    keys = tuple(field.key for field in fields)
    for field in fields:
        if field.key not in chosen.headers:
            continue
        if said.binding and (len(fields) > 1 or field.type not in _JOINED):
            raise UserError(_("Only one column can be taken as “{field}”.", field=field.title))
        if not said.binding and (len(fields) > 1 or field.key not in words.parts(header.text)) and not said.kept:
            return  # a program that knows two words for one thing
    split = _split_of(header, keys, kind)
    if split is None and len(keys) > 1:
        split = Split(keys, (), cut_at_marks(len(keys)))
    chosen.feed(keys if split is None else split.fields, header, said.why, split)


def _split_of(header: Header, keys: tuple[str, ...], kind: ImportKind) -> Split | None:
    """How a column's cells are taken apart; for one field only where its header says so: "Nom Prénom"."""
    folded = folded_header(header.text)
    alike = [split for split in kind.splits if split.fields == keys]
    named = (split for split in alike if folded in map(folded_header, split.spellings))
    other_order = (split for split in kind.splits if set(split.fields) == set(keys)) if len(keys) > 1 else iter(())
    return next(named, alike[0] if alike and len(keys) > 1 else next(other_order, None))


def _reconsider(
    table: Table, kind: ImportKind, words: HeaderWords, headers: Sequence[Header], chosen: Chosen, desk: Desk
) -> list[Header]:
    """Let columns with headers of two meanings feed the other one, where that is what their values name."""
    changed = []
    by_key = {field.key: field for field in kind.fields}
    for field in kind.fields:
        meant = set(map(folded_header, field.perhaps))
        for header in headers:
            usual, *more = chosen.feeds[header]
            if folded_header(header.text) not in meant or more or field.key in chosen.headers:
                continue
            (texts,) = texts_of(table, [header]).values()
            why = ByValues(words, desk.target).means_rather(texts, field, by_key[usual])
            if why is not None and chosen.headers[usual] == [header]:
                chosen.feed_instead(field.key, header, why)
                changed.append(header)
    return changed


def _guess(
    table: Table, kind: ImportKind, words: HeaderWords, free: Sequence[Header], chosen: Chosen, desk: Desk | None
) -> list[Header]:
    """Feed what is free by the values of columns, which are returned, and offer what others might be."""
    fields = [field for field in kind.fields if field.key not in chosen.headers]
    if not free or not fields:
        return []
    if desk is not None:
        fields = [Fed(field, ()).on(desk.session).field for field in fields]
    by_values = ByValues(words, None if desk is None else desk.target)
    guesses = by_values.guesses(texts_of(table, free), fields)
    for guess in guesses:
        if guess.sure:
            chosen.feed([guess.field.key], guess.header, guess.why)
        else:
            chosen.whys[guess.header] = guess.why
    return [guess.header for guess in guesses if guess.sure]


def _fed(field: ImportField, chosen: Chosen, table: Table, fixed: str, names: Iterable[str]) -> Fed:
    headers = tuple(chosen.headers.get(field.key, ()))
    split = chosen.splits.get(field.key)
    if split is None or len(headers) != 1:
        return Fed(field, headers, fixed=fixed)
    (texts,) = texts_of(table, headers).values()
    return Fed(field, headers, split, frequent_heads(texts).union(map(fold, names)), fixed)


def _names(field: ImportField, chosen: Chosen, kind: ImportKind, desk: Desk | None) -> Iterable[str]:
    """What is known of the first of the fields between which a column is split."""
    split = chosen.splits.get(field.key)
    if split is None or desk is None:
        return ()
    first = next(one for one in kind.fields if one.key == split.fields[0])
    return desk.target.names(first.key) if first.type is FieldType.LINK else ()


def _called(label: str, headers: Sequence[Header], *, binding: bool = False) -> list[Header]:
    """The column of that name, or of that letter in square brackets; the first, where several are called alike."""
    alike = [header for header in headers if label in {header.label, f"[{header.letter}]"}]
    alike = alike or [header for header in headers if fold(header.label) == fold(label)]
    if not alike and binding:
        labels = ", ".join(header.label for header in headers)
        raise UserError(
            _("The sheet has no column “{label}”. Its columns are: {labels}.", label=label, labels=verbatim(labels))
        )
    if not alike:
        alike = [header for header in headers if header.text and folded_header(header.text) == folded_header(label)]
    return alike[:1]
