"""The form of one thing that is said once of tickets, and the question what takes the place of one that goes."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.service import ChoiceDetails, Save, Written, choice_written, replace_choice, save_choice
from coorddesk.helpdesk.ui.setup.part import Part
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.forms.records_editor import RecordsEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form
    from coorddesk.widgets.names_list import Name


class ChoiceDialog(RecordDialog):
    """Adds one of a part, or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, part: Part, edited: Name | None, day: int) -> None:
        """`edited` is the one to change, None for a new one; `day` the minutes of opening hours of a usual day."""
        self._part, self._edited, self._day = part, edited, day
        title = part.fresh if edited is None else _("Edit “{name}”", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"), part.columns)
        self.form.changed.connect(lambda: QTimer.singleShot(0, self, self.grow))  # once what came has its room

    def build(self, form: Form) -> None:
        """The fields of the part."""
        self._part.build(form, self.desk, self._day)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The one to change."""
        if self._edited is None:
            return None
        keys = [each.name for each in fields(self._part.details)]
        links = {key for key in keys if isinstance(self.form.editor(key), RecordPicker | RecordsEditor)}
        return partial(_load, self._part.details, self._edited.id, links)

    def data(self) -> Save:
        """The wish."""
        details = self._part.details(**self.form.values())
        return Save(details) if self._edited is None else Save(details, self._edited.id, self.version or 0)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        values = self.form.values()
        name = values.get("name", values.get("title"))
        if name is None:
            return _("Written down.")
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


class ReplaceDialog(RecordDialog):
    """What is used cannot go, unless another takes its place everywhere."""

    def __init__(self, desk: Desk, owner: QWidget, part: Part, gone: Name, why: Message) -> None:
        """`why` says what still uses it."""
        self._part, self._gone = part, gone
        super().__init__(desk, owner, _("Replace “{name}”", name=gone.name), _("Replace and delete"), columns=1)
        self.show_error(UserError(why))

    def build(self, form: Form) -> None:
        """Which one."""
        assert self._part.search is not None
        hint = _("It takes over all that the other one has; then the other one is deleted.")
        form.add("by", _("Put in its place"), RecordPicker(self.desk, self._part.search), required=True, hint=hint)

    def data(self) -> int:
        """The id of the one that stays."""
        by: int = self.form.values()["by"]
        return by

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_replace, self._part.details, Deletion(self._gone.id, self._gone.version), wish)

    def said(self, result: Any) -> Message:
        """That it is gone."""
        return _("“{name}” was replaced.", name=self._gone.name)


def _load(kind: type[ChoiceDetails], choice_id: int, links: Collection[str], session: Session) -> Loaded:
    """In the lane."""
    written = choice_written(session, kind, choice_id)
    values = {each.name: getattr(written.details, each.name) for each in fields(kind)}
    return Loaded(written.version, values | {key: _option(written, key, values[key]) for key in links})


def _option(written: Written, key: str, value: Any) -> Any:
    """What a picker shows of what is linked."""
    if isinstance(value, tuple):
        return tuple(Option(each, written.called[key, each]) for each in value)
    return None if value is None else Option(value, written.called[key, value])


def _save(wish: Save, session: Session) -> int:
    """In the lane."""
    return save_choice(session, wish)


def _replace(kind: type[ChoiceDetails], gone: Deletion, by: int, session: Session) -> None:
    """In the lane."""
    replace_choice(session, kind, gone, by)
