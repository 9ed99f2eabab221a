"""Says what an import found and did: in sentences that list things, and all at once for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message
from coorddesk.core.texts import Texts

if TYPE_CHECKING:
    from coorddesk.importing.look import Look, SeenColumn
    from coorddesk.importing.plan import Summary


def in_a_row(messages: Sequence[Message], between: str = ", ") -> Message:
    """The messages as one, each said in the reader's language; `between` is the same in all of them."""
    values = tuple((f"part{place}", message) for place, message in enumerate(messages))
    return Message(between.join(f"{{{name}}}" for name, _message in values), values)


def as_json(look: Look, summary: Summary, texts: Texts, change_set: int | None = None) -> dict[str, Any]:
    """Everything as plain data for `--json`; reasons and warnings are in the language of `texts`."""
    return {
        "sheet": look.sheet,
        "header_row": look.header_row,
        "header_depth": look.header_depth,
        "last_row": look.last_row,
        "encoding": look.encoding,
        "delimiter": look.delimiter,
        "preset": look.preset,
        "mapping": look.mapping,
        "unmapped": look.unmapped,
        "columns": [_column(column, texts) for column in look.columns],
        "counts": {verdict.value: count for verdict, count in summary.counts.items()},
        "refused": [
            {"row": row.row, "column": cell.column, "value": cell.value, "reason": texts.say(cell.reason)}
            for row in summary.refused
            for cell in row.refusals
        ],
        "creates": {field_key: list(names) for field_key, names in summary.creates.items()},
        "unknown": {
            field_key: [asdict(unknown) for unknown in unknowns] for field_key, unknowns in summary.unknowns.items()
        },
        "warnings": [texts.say(warning) for warning in summary.warnings],
        "change_set": change_set,
    }


def _column(column: SeenColumn, texts: Texts) -> dict[str, Any]:
    return {
        "header": column.label,
        "letter": column.letter,
        "fields": list(column.fields),
        "why": column.why and texts.say(column.why),
        "reads": column.reads and texts.say(column.reads),
        "reading": column.reading,
        "readings": list(column.readings),
    }
