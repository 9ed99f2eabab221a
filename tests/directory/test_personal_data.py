"""All that is kept of one person is told, whatever feature keeps it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.reporting.report import Report
from tests.factories import make_asset, make_person

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.kind import ReportKind


def report_kind() -> ReportKind:
    return next(each for feature in features.load() for each in feature.reports if each.key == "personal-data")


def test_a_person_is_told_all_that_is_kept_of_them(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session, email="ines@ville.fr", left_on=date(2026, 12, 31))
        make_asset(session, holder_id=ines)
        make_asset(session, "CD-2", holder_id=make_person(session, "Roux", "Léa"))
    kind = report_kind()
    with desk.reading() as session:
        told = kind.build(session, kind.choose(("person", ines)))
        nobody = kind.build(session, None)
    assert isinstance(told, Report)
    assert isinstance(nobody, Report)
    said = {
        texts.say(group.title): [(texts.say(row.what), texts.say(row.says)) for row in group.rows]
        for group in told.groups
        if group.title is not None
    }
    assert said["Directory"] == [
        ("Last name", "Moreau"),
        ("First name", "Inès"),
        ("E-mail", "ines@ville.fr"),
        ("Left on", "31/12/2026"),
    ]
    assert [what for what, _says in said["1 device"]] == ["CD-1"]
    assert said["History"]
    assert (nobody.count, kind.choose(("asset", 1))) == (0, None)
