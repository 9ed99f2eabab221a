"""The form that says whose desk this is, at the first run and in the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p
from coorddesk.shell.logo_editor import LogoEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.organisation import OrganisationRow
    from coorddesk.widgets.desk import Look

_ADDRESS_LINES = 3
_AS_TYPED = ("name", "address", "company_number", "service_code")


@dataclass(frozen=True)
class Described:
    """Whose desk this is as it stands, with the logo itself."""

    row: OrganisationRow
    logo: bytes | None


class OrganisationForm(Form):
    """Name, kind, address and logo."""

    def __init__(self, look: Look) -> None:
        """Build it empty."""
        super().__init__(look)
        from coorddesk.core.organisation import ORGANISATION_KIND_TITLES  # SQL, loaded by now

        kinds = [(kind.value, title) for kind, title in ORGANISATION_KIND_TITLES.items()]
        self.add("name", _("Name of the organisation"), TextEditor(look))
        self.add("kind", _p("organisation", "Kind"), ChoiceEditor(look, kinds, blank=Message("")))
        self.add("address", _("Address"), NotesEditor(look, _ADDRESS_LINES))
        hint = _("Stands on purchase orders, so that invoices come back to you.")
        self.add("company_number", _("Company number (SIRET)"), TextEditor(look), hint=hint)
        self.add("service_code", _("Service code"), TextEditor(look), hint=_("Of Chorus Pro, if yours has one."))
        self.add("logo", _("Logo"), LogoEditor(look), hint=_("Stands at the head of every report, with the name."))

    def show_described(self, described: Described) -> None:
        """Put in what stands."""
        row = described.row
        own = {key: getattr(row, key) for key in _AS_TYPED}
        self.show_values(own | {"kind": row.kind or None, "logo": described.logo})

    def work(self, before: Described) -> Callable[[Session], None]:
        """What writes the form down, over what stood `before`. Raises `UserError` for what is wrong in it."""
        values = self.values()
        logo = values["logo"]
        typed = {key: values[key] for key in _AS_TYPED}
        row = replace(before.row, kind=values["kind"] or "", **typed)
        keeps_logo = logo == before.logo

        def write(session: Session) -> None:
            from coorddesk.core import organisation

            wish = row
            if not keeps_logo:
                wish = replace(row, logo=organisation.keep_logo(session, logo) if logo else None)
            organisation.describe_organisation(session, wish)

        return write


def described(session: Session) -> Described:
    """Whose desk this is."""
    from coorddesk.core import organisation

    row = organisation.organisation(session)
    return Described(row, organisation.logo_of(session, row))
