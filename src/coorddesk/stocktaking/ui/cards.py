"""What the cards of a stocktake and of a thing that was counted say, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.feature import Feature, story
from coorddesk.stocktaking.queries import STAGE_TITLES, LineRow, StocktakeRow, line, sittings_of, stocktake
from coorddesk.stocktaking.rules import LINE_STATE_TITLES, Sitting
from coorddesk.stocktaking.ui.sources import STAGE_TONES, STATE_TONES
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts


def stocktake_card(
    session: Session, stocktake_id: int, features: Sequence[Feature], texts: Texts
) -> CardContent | None:
    """The card of a stocktake; None if it is no longer there."""
    row = stocktake(session, stocktake_id)
    if row is None:
        return None
    sittings = tuple(
        Fact(verbatim(texts.moment(each.began)), _said(each, texts)) for each in sittings_of(session, stocktake_id)
    )
    return CardContent(
        title=row.name,
        caption=texts.say(row.scope),
        badges=((STAGE_TITLES[row.stage], STAGE_TONES[row.stage]),),
        sections=(
            Section(None, _counts(row, texts)),
            Section(_("Sittings"), sittings),
            Section(_("Notes"), (Fact(Message(""), row.notes),)),
        ),
        story=story(session, features, ("stocktake", stocktake_id)),
    )


def line_card(session: Session, line_id: int, texts: Texts) -> CardContent | None:
    """The card of a thing in a stocktake; None if it is no longer there."""
    row = line(session, line_id)
    if row is None:
        return None
    badges: list[tuple[Message, Tone]] = [(LINE_STATE_TITLES[row.state], STATE_TONES[row.state])]
    if row.correction_title is not None:
        badges.append((row.correction_title, Tone.SUCCESS))
    return CardContent(
        title=row.called,
        caption=row.about,
        badges=tuple(badges),
        sections=(Section(None, _facts(row, texts)), Section(_("Note"), (Fact(Message(""), row.note),))),
        pictured=() if row.asset_id is None else (("asset", row.asset_id),),
    )


def _counts(row: StocktakeRow, texts: Texts) -> tuple[Fact, ...]:
    counts, number = row.counts, texts.number
    found = texts.say(
        _n("{found} of {count} device", "{found} of {count} devices", counts.devices, found=counts.counted)
    )
    return (
        Fact(_p("stocktake line", "Found"), found),
        Fact(_p("stocktake line", "To find"), number(counts.to_find) if counts.to_find else ""),
        Fact(_p("stocktake line", "Misplaced"), _if_any(counts.misplaced, texts), tone=Tone.WARNING),
        Fact(_p("stocktake line", "Missing"), _if_any(counts.missing, texts), tone=Tone.DANGER),
        Fact(_p("stocktake line", "Unknown"), _if_any(counts.unknown, texts)),
        Fact(_p("stocktake", "Opened"), texts.say(_by(row.opened_at, row.opened_by))),
        Fact(
            _p("stocktake", "Closed on"),
            "" if row.closed_at is None else texts.say(_by(row.closed_at, row.closed_by)),
        ),
    )


def _facts(row: LineRow, texts: Texts) -> tuple[Fact, ...]:
    asset = None if row.asset_id is None else ("asset", row.asset_id)
    return (
        Fact(_("Device"), row.called if asset is not None else "", asset),
        Fact(_("Serial number"), row.serial or ""),
        Fact(_("Expected in"), row.expected_place or ""),
        Fact(_("Holder"), row.holder or ""),
        Fact(_("Found in"), row.found_place or ""),
        Fact(_("Counted on"), "" if row.found_at is None else texts.say(_by(row.found_at, row.found_by))),
        Fact(_("Condition"), "" if row.condition_title is None else texts.say(row.condition_title)),
        Fact(_("Value"), "" if row.value is None else texts.money(row.value)),
    )


def _if_any(count: int, texts: Texts) -> str:
    return texts.number(count) if count else ""


def _by(moment: object, actor: str) -> Message:
    return _("{moment}, {person}", moment=moment, person=actor)


def _said(sitting: Sitting, texts: Texts) -> str:
    lasted = max(1, round((sitting.ended - sitting.began).total_seconds() / 60))
    scans = _n("{count} scan", "{count} scans", sitting.scans)
    minutes = _n("{count} minute", "{count} minutes", lasted)
    return texts.say(_("{scans} in {minutes}, {person}", scans=scans, minutes=minutes, person=sitting.actor))
