"""The form of an article."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.inventory.queries import category_options
from coorddesk.knowledge.queries import ArticleRow, article_row
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES, Audience, Language
from coorddesk.knowledge.service import ArticleDetails, ArticleEdit, create_article, edit_article
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("title", "body", "keywords", "language", "audience", "review_on")
_WIDTH, _LINES = 780, 9


class ArticleDialog(RecordDialog):
    """Adds an article or changes one."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        edited: ArticleRow | None,
        first: ArticleDetails | None = None,
        category: Option | None = None,
    ) -> None:
        """`edited` is the article to change, None for a new one, which may begin with what `first` says.

        `category` is then the kind of device that it is for.
        """
        self._edited, self._first, self._category = edited, first, category
        title = _("New article") if edited is None else _("Edit “{title}”", title=edited.title)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        hint = _("As people say it: “The projector shows nothing”")
        form.add("title", _p("article", "Title"), TextEditor(desk), required=True, hint=hint, wide=True)
        hint = _("One step to a line. Who reads it stands before the device.")
        form.add("body", _p("article", "Text"), NotesEditor(desk, _LINES), required=True, hint=hint, wide=True)
        hint = _("What everybody may read is shown at the kiosk too.")
        form.add("audience", _p("article", "For whom"), ChoiceEditor(desk, list(AUDIENCE_TITLES.items())), hint=hint)
        form.add("language", _("Language"), ChoiceEditor(desk, list(LANGUAGE_TITLES.items())))
        form.add("category", _("For devices of the category"), RecordPicker(desk, category_options))
        form.add("review_on", _("To be read again on"), DateEditor(desk, desk.clock))
        hint = _("Other words by which people look for it, with commas between them")
        form.add("keywords", _("Keywords"), TextEditor(desk), hint=hint, wide=True)
        form.editor("audience").set_value(Audience.STAFF)
        form.editor("language").set_value(Language(desk.texts.language))
        if self._first is not None:
            for field in _OWN:
                form.editor(field).set_value(getattr(self._first, field))
            form.editor("category").set_value(self._category)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The article to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> ArticleDetails | ArticleEdit:
        """The wish."""
        values = self.form.values()
        details = ArticleDetails(category_id=values["category"], **{field: values[field] for field in _OWN})
        if self._edited is None:
            return details
        assert self.version is not None
        return ArticleEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        title = self.form.editor("title").value()
        return _("“{name}” added.", name=title) if self._edited is None else _("“{name}” saved.", name=title)


def _load(article_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = article_row(session, article_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    category = None if row.category_id is None else Option(row.category_id, row.category or "")
    return Loaded(row.version, {field: getattr(row, field) for field in _OWN} | {"category": category})


def _save(wish: ArticleDetails | ArticleEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, ArticleDetails):
        return create_article(session, wish)
    edit_article(session, wish)
    return wish.id
