"""The verbs on messages: drafted once for each cause, sent, printed or dropped; their templates; the mail server."""

from coorddesk.notices.service.drafting import DRAFTERS, Draft, draft, take_back
from coorddesk.notices.service.handling import (
    Handle,
    NoticeEdit,
    begin_sending,
    drop,
    edit_notice,
    keep_draft,
    mark_opened,
    mark_printed,
    mark_sent,
    put_back,
)
from coorddesk.notices.service.settings import TemplateWish, reset_template, save_template, set_server

__all__ = [
    "DRAFTERS",
    "Draft",
    "Handle",
    "NoticeEdit",
    "TemplateWish",
    "begin_sending",
    "draft",
    "drop",
    "edit_notice",
    "keep_draft",
    "mark_opened",
    "mark_printed",
    "mark_sent",
    "put_back",
    "reset_template",
    "save_template",
    "set_server",
    "take_back",
]
