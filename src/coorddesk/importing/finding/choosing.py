"""The sheet of a file that is meant: as people say, or the one whose headers are known best."""

from __future__ import annotations

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.finding.heading import known_words
from coorddesk.importing.reading.opening import open_sheet
from coorddesk.importing.reading.parts import Part, parsed_part
from coorddesk.importing.reading.pasted import Origin, called
from coorddesk.importing.reading.sheet import Sheet, Source
from coorddesk.importing.words import HeaderWords


def choose_sheet(source: Source, origin: Origin, named: str | None, words: HeaderWords) -> Sheet:
    """The sheet that was named, some of its columns ("Parc!F:H"), or the one whose headers are known best."""
    if not source.names:
        raise UserError(_("{file} has no sheet.", file=called(origin)))
    if named is None:
        return _best_sheet(source, origin, words)
    part = None if named in source.names else parsed_part(named)
    if part is None:
        return open_sheet(source, named, origin)
    name, first, last = part
    sheet = open_sheet(source, name, origin) if name else _best_sheet(source, origin, words)
    return Part(sheet, first, last)


def _best_sheet(source: Source, origin: Origin, words: HeaderWords) -> Sheet:
    """The sheet that people see whose headers are known best, then the longest; hidden ones where no other is known."""
    best: tuple[tuple[int, int], Sheet] | None = None
    for names in (source.visible, [name for name in source.names if name not in source.visible]):
        for name in names:
            sheet = open_sheet(source, name, origin)
            if len(source.names) == 1:
                return sheet
            worth = known_words(sheet, words), sheet.extent.height or 0
            if best is None or worth > best[0]:
                best = worth, sheet
        if best and best[0][0]:
            break
    assert best is not None
    return best[1]
