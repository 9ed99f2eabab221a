"""A dialog whose refusal may be passed over: somebody else needs a thing then, which is said and asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.lending.rules import MayBeOverridden
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from coorddesk.core.errors import UserError
    from coorddesk.core.messages import Message


class SpiteDialog(RecordDialog):
    """A subclass says `anyway`, the word on the button, and puts `take_despite()` into its wish."""

    anyway: Message
    _is_despite = False

    def take_despite(self) -> bool:
        """Whether the wish is meant in spite of what was said of the last one: each is asked about anew."""
        despite, self._is_despite = self._is_despite, False
        return despite

    def show_error(self, error: UserError) -> None:
        """Ask whether to do it all the same; a refusal that stands is shown."""
        if isinstance(error, MayBeOverridden) and self.desk.ask(self, error.message, None, self.anyway):
            self._is_despite = True
            self.form.setDisabled(False)
            self._on_save_clicked()
            return
        super().show_error(error)
