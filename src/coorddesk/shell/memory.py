"""The keys under which the window keeps its choices in the settings of this PC."""

from __future__ import annotations

APPEARANCE = "appearance"  # an `Appearance`
AUTHOR = "author"  # the name in the history and on paper
FOLDED = "navigation.folded"
GROUND = "ground"  # the colour of the window last time, #rrggbb
TAB = "navigation.tab"
