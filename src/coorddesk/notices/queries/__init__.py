"""What screens, papers and those above read about messages."""

from coorddesk.notices.queries.lists import NoticeCounts, NoticeQuery, notice_counts, notice_ids
from coorddesk.notices.queries.rows import NOTICE_COLUMNS, NoticeRow, notice_page, notice_row
from coorddesk.notices.queries.templates import TemplateRow, mail_server, template_for, templates
from coorddesk.notices.queries.told import alerts, findings, hits, names, timeline

__all__ = [
    "NOTICE_COLUMNS",
    "NoticeCounts",
    "NoticeQuery",
    "NoticeRow",
    "TemplateRow",
    "alerts",
    "findings",
    "hits",
    "mail_server",
    "names",
    "notice_counts",
    "notice_ids",
    "notice_page",
    "notice_row",
    "template_for",
    "templates",
    "timeline",
]
