"""Which kinds of record a file may be of, told at a glance by its headers, so that only those are looked for in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.importing.finding.heading import known_words
from coorddesk.importing.headers import folded_header
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.words import HeaderWords

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.look import Look
    from coorddesk.importing.options import Options
    from coorddesk.importing.reading.pasted import Origin


def likely_kinds(
    origin: Origin, kinds: Sequence[ImportKind], languages: Sequence[Texts], options: Options
) -> list[ImportKind]:
    """The kinds that know half as many of its headers as the one that knows most, and those of known programs."""
    source = open_source(origin, options.encoding, options.delimiter)
    sheets = [open_sheet(source, name, origin) for name in source.visible or source.names]
    known = []
    for kind in kinds:
        words = HeaderWords(kind.fields, languages, kind.splits)
        known.append(max((known_words(sheet, words) for sheet in sheets), default=0))
    most = max(known, default=0)
    return [kind for kind, count in zip(kinds, known, strict=True) if kind.presets or 2 * count >= most]


def fitting(look: Look, kind: ImportKind, languages: Sequence[Texts]) -> tuple[bool, int, int, int]:
    """How well a file fits a kind, to be compared with others.

    First whether it is known whose file it is, then how many fields are found there and of how many columns they are
    made, then how many of its headers are our own: of two kinds with a column "Department", the one that writes it so.
    """
    own = {folded_header(texts.say(field.title)) for field in kind.fields for texts in languages}
    fed = [column for column in look.columns if column.fields]
    titled = sum(folded_header(column.label) in own for column in fed)
    return look.preset is not None, len({key for column in fed for key in column.fields}), len(fed), titled
