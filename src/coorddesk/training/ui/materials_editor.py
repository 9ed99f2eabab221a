"""The editor of what is handed out or shown in a course: a line for each, with its edition."""

from __future__ import annotations

from typing import Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.training.service import Material
from coorddesk.widgets.forms.lines_editor import LinesEditor


class MaterialsEditor(LinesEditor):
    """Its value is a tuple of `Material`, from top to bottom."""

    columns = (
        ("name", _p("material", "Name")),
        ("edition", _p("material", "Version")),
        ("note", _("Note")),
    )
    widths = (320, 120)
    lines_seen = 3

    def value(self) -> tuple[Material, ...]:
        """The materials. Raises `UserError` if one has no name."""
        found = []
        for row, line in self.typed():
            said = self.said(line)
            if not said["name"]:
                self.table.setCurrentCell(row, 0)
                raise UserError(_("Say what it is called, or take the line out."))
            found.append(Material(said["name"], said["edition"], said["note"], line[0]))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show materials."""
        self.set_state([(each.id, (each.name, each.edition, each.note)) for each in value or ()])

    def shown(self, value: Any) -> str:
        """The materials, a line each."""
        return value if isinstance(value, str) else "\n".join(f"{each.name} {each.edition}" for each in value or ())


def hint_of_materials() -> Message:
    """How materials are typed and get their files, for the form."""
    return _("Type in the blank line; Del takes one out. Files are attached to each from the course's card.")
