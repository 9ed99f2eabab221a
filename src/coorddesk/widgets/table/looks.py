"""How the columns of a list look: their titles, at which side their texts stand, which bear a dot, which are cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from coorddesk.core.tables import RIGHT_ALIGNED, heading

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.table.source import Source

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Looks:
    """What is asked of columns at every painting, answered from lists; columns go by their place in the source."""

    def __init__(self, source: Source[Any, Any], texts: Texts) -> None:
        """Look at the columns as they are now."""
        columns, dots = source.columns, source.dots()
        self.titles = [heading(column, texts) for column in columns]
        self.alignments = [RIGHT if column.kind in RIGHT_ALIGNED else LEFT for column in columns]
        self.is_path = [column.key in source.paths for column in columns]
        self.dots = {place: dots[column.key] for place, column in enumerate(columns) if column.key in dots}
        summed = {column.key for column in columns if column.total} | source.reckoned
        self.totals = {column.key: place for place, column in enumerate(columns) if column.key in summed}
        self.explained = {place for place, column in enumerate(columns) if column.key in source.explained}
        self.columns = columns

    def is_right_aligned(self, place: int) -> bool:
        """Whether a column holds numbers."""
        return self.alignments[place] == RIGHT
