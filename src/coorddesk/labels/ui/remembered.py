"""What the dialog of labels remembers on this PC: the sheet in the tray, where it is free, the style, the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.labels.rules import FIRST_FORMAT, PUBLISHED, Run, Style, decode_style, encode_style, first_fields

if TYPE_CHECKING:
    from coorddesk.labels.ui.work import Choices
    from coorddesk.widgets.desk import Memory

_FORMAT, _STARTS, _SHIFT, _STYLE = "labels.format", "labels.starts", "labels.shift", "labels.style"


def recalled_style(memory: Memory, kind: str, choices: Choices) -> Style:
    """How labels of a kind looked last."""
    first = Style(fields=first_fields(kind), owner=choices.owner)
    return decode_style(memory.recall(f"{_STYLE}.{kind}"), first)


def recalled_run(memory: Memory, choices: Choices) -> Run:
    """The sheet that was printed on last, and its first free label."""
    sheet = choices.formats.get(memory.recall(_FORMAT, FIRST_FORMAT)) or PUBLISHED[FIRST_FORMAT]
    start = _starts(memory).get(sheet.key, 1)
    return Run(sheet, start if 1 <= start <= sheet.count else 1, 1, recalled_shift(memory))


def recalled_shift(memory: Memory) -> tuple[int, int]:
    """What the printer of this PC is led by, in tenths of a millimetre."""
    kept = memory.recall(_SHIFT)
    if isinstance(kept, list) and len(kept) == 2 and all(isinstance(each, int) for each in kept):
        return kept[0], kept[1]
    return 0, 0


def remember_choice(memory: Memory, kind: str, style: Style, run: Run) -> None:
    """Keep what is chosen now."""
    memory.remember(f"{_STYLE}.{kind}", encode_style(style))
    memory.remember(_FORMAT, run.sheet.key)
    memory.remember(_STARTS, _starts(memory) | {run.sheet.key: run.start})


def remember_shift(memory: Memory, shift: tuple[int, int]) -> None:
    """Keep what the printer must be led by."""
    memory.remember(_SHIFT, list(shift))


def _starts(memory: Memory) -> dict[str, int]:
    kept = memory.recall(_STARTS)
    return {key: start for key, start in kept.items() if isinstance(start, int)} if isinstance(kept, dict) else {}
