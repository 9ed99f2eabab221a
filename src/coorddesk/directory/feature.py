"""The face of the directory: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.directory.demo import fill
from coorddesk.directory.imports import CONTACTS, DEPARTMENTS, GROUPS, MEMBERS, PEOPLE, PLACES, SUPPLIERS
from coorddesk.directory.queries import findings, hits, timeline
from coorddesk.directory.queries.belonging import belongings
from coorddesk.directory.queries.called import names
from coorddesk.directory.queries.kept import kept
from coorddesk.directory.reports import REPORTS
from coorddesk.directory.reports.personal import reports_of_all
from coorddesk.directory.service.bulk_people import PERSON_EDITS
from coorddesk.directory.service.merge_kinds import MERGES
from coorddesk.directory.service.merging import repoint
from coorddesk.feature import Feature

DIRECTORY = Feature(
    key="directory",
    title=_("Places and people"),
    imports=(PLACES, PEOPLE, DEPARTMENTS, GROUPS, MEMBERS, SUPPLIERS, CONTACTS),
    reports=REPORTS,
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    belongings=belongings,
    kept=kept,
    reports_of_all=reports_of_all,
    checks=findings,
    repoint=repoint,
    merges=MERGES,
    edits=(PERSON_EDITS,),
)
