"""The measures of the frame, which its first sketch and its real parts share; in device-independent pixels."""

from __future__ import annotations

HAIR, TIGHT, SNUG, ROOM = 4, 8, 12, 16  # as in widgets.tokens, which are not loaded for the sketch
CONTROL, ICON = 32, 16

RAIL_WIDTH, FOLDED_WIDTH = 212, 60
RAIL_TOP = 16  # above the organisation
BADGE = 28
LINE_HEIGHT = 36
LINE_ICON = 18
WORD_LEFT = 40  # of a line's word, from the left edge of the line
BAR_HEIGHT = 49  # with the hairline below
SEARCH_WIDTH = 460
