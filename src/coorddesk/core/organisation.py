"""Whose desk this is, and the choices that belong to the desk rather than to one PC."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.desk_tables import Organisation, Remembered
from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.files import get, put
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import expect_version

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LARGEST_LOGO = 5_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class OrganisationKind(StrEnum):
    """What sort of house it is."""

    SCHOOL = "school"
    ASSOCIATION = "association"
    LIBRARY = "library"
    OTHER = "other"


ORGANISATION_KIND_TITLES: dict[OrganisationKind, Message] = {
    OrganisationKind.SCHOOL: _("School"),
    OrganisationKind.ASSOCIATION: _("Association"),
    OrganisationKind.LIBRARY: _("Library"),
    OrganisationKind.OTHER: _p("organisation", "Other"),
}
ORGANISATION_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "kind": _p("organisation", "Kind"),
    "address": _("Address"),
    "logo": _("Logo"),
    "currency": _("Currency"),
    "language": _("Language"),
    "country": _("Country"),
    "company_number": _("Company number (SIRET)"),
    "service_code": _("Service code"),
}


@dataclass(frozen=True)
class OrganisationRow:
    """Whose desk this is; as a wish, what to write over the `version` that was seen (0: nothing is said yet).

    `logo` is the hash of a kept file, `language` that of letters, `country` that of the public holidays.
    `company_number` and `service_code` stand on what is ordered.
    """

    version: int = 0
    name: str = ""
    kind: str = ""
    address: str = ""
    logo: str | None = None
    currency: str = "EUR"
    language: str = "fr"
    country: str = "FR"
    company_number: str = ""
    service_code: str = ""


def organisation(session: Session) -> OrganisationRow:
    """Whose desk this is."""
    row = session.scalar(select(Organisation))
    return OrganisationRow() if row is None else OrganisationRow(**{key: getattr(row, key) for key in _FIELDS})


def logo_of(session: Session, whose: OrganisationRow) -> bytes | None:
    """The logo itself; None where there is none that is whole, as where a desk was copied without its files."""
    try:
        return get(session, whose.logo) if whose.logo else None
    except (Surroundings, OSError):  # `coorddesk check` tells of it
        return None


@allowed(Role.COORDINATOR)
def describe_organisation(session: Session, wish: OrganisationRow) -> None:
    """Write down whose desk this is. Raises `StaleWrite` if somebody changed it since."""
    if not tidy(wish.name):
        raise UserError(_("Give the organisation a name: it stands at the head of every report."), field="name")
    wanted = {key: getattr(wish, key) for key in ORGANISATION_TITLES}
    wanted |= {key: tidy(getattr(wish, key)) for key in ("name", "company_number", "service_code")}
    wanted["address"] = tidy_lines(wish.address)
    row = session.scalar(select(Organisation))
    if row is None:
        session.add(Organisation(**wanted))
    else:
        expect_version(row, wish.version, wanted, ORGANISATION_TITLES)
        for key, value in wanted.items():
            setattr(row, key, value)
    record(session, _("Describe the organisation “{name}”", name=wanted["name"]))
    session.flush()


@allowed(Role.COORDINATOR)
def keep_logo(session: Session, picture: bytes) -> str:
    """Keep a picture; returns the hash for the wish that names it as logo, in the same transaction."""
    if not picture.startswith(_PICTURES):
        raise UserError(_("The logo must be a PNG or JPEG picture."), field="logo")
    if len(picture) > _LARGEST_LOGO:
        raise UserError(_("The logo is too large. Choose a picture of less than 5 MB."), field="logo")
    return put(session, picture)


def remembered(session: Session, key: str) -> dict[str, Any] | None:
    """A choice of the desk, such as the mapping for a shape of file."""
    return session.scalar(select(Remembered.value).where(Remembered.key == key))


@allowed(Role.COORDINATOR, Role.STAFF)
def remember(session: Session, key: str, value: dict[str, Any]) -> None:
    """Keep a choice of the desk. It is no deed, and stays when the one that it was made for is undone."""
    row = session.scalar(select(Remembered).where(Remembered.key == key))
    if row is None:
        session.add(Remembered(key=key, value=value))
    else:
        row.value = value
    session.flush()


@allowed(Role.COORDINATOR, Role.STAFF)
def forget(session: Session, key: str) -> None:
    """Keep a choice of the desk no longer."""
    row = session.scalar(select(Remembered).where(Remembered.key == key))
    if row is not None:
        session.delete(row)
        session.flush()


_FIELDS = [field.name for field in fields(OrganisationRow)]
