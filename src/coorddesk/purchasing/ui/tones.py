"""The colours in which purchases are told: how far each is, at a glance."""

from __future__ import annotations

from coorddesk.purchasing.rules.words import OrderState, RequestState
from coorddesk.widgets.icons import Tone

REQUEST_TONES = {
    RequestState.DRAFT: Tone.MUTED,
    RequestState.TO_APPROVE: Tone.WARNING,
    RequestState.APPROVED: Tone.SUCCESS,
    RequestState.REFUSED: Tone.DANGER,
}
ORDER_TONES = {
    OrderState.DRAFT: Tone.MUTED,
    OrderState.SENT: Tone.ACCENT,
    OrderState.PARTLY_RECEIVED: Tone.ACCENT,
    OrderState.RECEIVED: Tone.SUCCESS,
    OrderState.INVOICED: Tone.WARNING,
    OrderState.PAID: Tone.MUTED,
    OrderState.CANCELLED: Tone.DANGER,
}
