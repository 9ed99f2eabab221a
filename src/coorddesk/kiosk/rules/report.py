"""One report of a kiosk, as it is typed and as it travels: a small JSON text that carries its own key."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from coorddesk.core.tidy import tidy, tidy_lines

MOST_WORDS, MOST_NAME, MOST_ANSWER = 4_000, 80, 1_000
"""Letters that are kept of what somebody types, or of what a scanner that has gone wild does."""

_VERSION = 1
_KEY = re.compile(r"[0-9a-f]{32}")
_MOST_ID = 2**53
_LETTERS = "23456789BCDFGHJKLNPRSTVX"  # none that is taken for another, nor moves between keyboards
_LENGTH = 4
_SCORES = range(1, 5)
_MOST_ANSWERS = 200
_KIND = re.compile(r"[a-z_]{0,40}")

Answers = tuple[tuple[int, int | str], ...]
"""What was answered to questions, by their ids: the number of a box, or words."""


class ReportKind(StrEnum):
    """What somebody did at the kiosk."""

    FAULT = "fault"
    ME_TOO = "me_too"
    RATING = "rating"
    ANSWERS = "answers"


class NotAReport(ValueError):
    """A text that is no report of a kiosk; its words say why, for the log."""


@dataclass(frozen=True)
class KioskReport:
    """What was reported, when (UTC), at which kiosk. `key` is its own: whatever arrives twice under it is one.

    A fault names a room or a device, and a tile or words; `where` and `tile` say what the screen called them, should
    they be gone when it arrives. "Me too" and a rating (`score` 1-4) name a ticket. Answers are to a questionnaire,
    about a record or about nothing.
    """

    key: str
    kiosk: str
    moment: datetime
    kind: ReportKind = ReportKind.FAULT
    place_id: int | None = None
    asset_id: int | None = None
    fault_id: int | None = None
    where: str = ""
    tile: str = ""
    words: str = ""
    who: str = ""
    ticket_id: int | None = None
    score: int | None = None
    questionnaire_id: int | None = None
    about_kind: str = ""
    about_id: int | None = None
    answers: Answers = ()

    @property
    def is_numbered(self) -> bool:
        """Whether the desk draws a number for it, which somebody waits for."""
        return self.kind is not ReportKind.ANSWERS

    @property
    def is_whole(self) -> bool:
        """Whether it says enough to be sent."""
        match self.kind:
            case ReportKind.FAULT:
                return self.fault_id is not None or bool(self.words)
            case ReportKind.ME_TOO:
                return self.ticket_id is not None
            case ReportKind.RATING:
                return self.ticket_id is not None and self.score in _SCORES
            case ReportKind.ANSWERS:
                is_about = bool(self.about_kind) == (self.about_id is not None)
                return self.questionnaire_id is not None and bool(self.answers) and is_about


def new_key(random: bytes) -> str:
    """The key of a new report, of 16 random bytes."""
    return random.hex()


def provisional_number(key: str) -> str:
    """What a kiosk shows until the desk has drawn a number: "P-7K3M"."""
    value, letters = int(key, 16), ""
    for _place in range(_LENGTH):
        value, at = divmod(value, len(_LETTERS))
        letters += _LETTERS[at]
    return f"P-{letters}"


def tidied(report: KioskReport) -> KioskReport:
    """A report whose words are fit to be kept, and no longer than people write."""
    return replace(
        report,
        kiosk=tidy(report.kiosk)[:MOST_NAME],
        where=_cut(tidy(report.where), MOST_NAME),
        tile=_cut(tidy(report.tile), MOST_NAME),
        words=_cut(tidy_lines(report.words), MOST_WORDS),
        who=_cut(tidy(report.who), MOST_NAME),
        answers=tuple((each, said) for each, given in report.answers if (said := _said(given)) != ""),
    )


def written_report(report: KioskReport) -> bytes:
    """A report as a file, in UTF-8."""
    said = {
        "version": _VERSION,
        "key": report.key,
        "kiosk": report.kiosk,
        "moment": report.moment.astimezone(UTC).isoformat(),
        "kind": report.kind.value,
        **{field: getattr(report, field) for field in _OTHERS},
    }
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")


def parse_report(data: bytes) -> KioskReport:
    """The report in a file; `NotAReport` for anything else, whatever it is."""
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotAReport(f"no JSON: {error}") from error
    if not isinstance(said, dict) or said.get("version") != _VERSION:
        raise NotAReport("of another version")
    report = tidied(
        KioskReport(
            key=_text(said, "key"),
            kiosk=_text(said, "kiosk"),
            moment=_moment(_text(said, "moment")),
            kind=_kind(_text(said, "kind")),
            place_id=_number(said, "place_id"),
            asset_id=_number(said, "asset_id"),
            fault_id=_number(said, "fault_id"),
            where=_text(said, "where"),
            tile=_text(said, "tile"),
            words=_text(said, "words"),
            who=_text(said, "who"),
            ticket_id=_number(said, "ticket_id"),
            score=_number(said, "score"),
            questionnaire_id=_number(said, "questionnaire_id"),
            about_kind=_about_kind(_text(said, "about_kind")),
            about_id=_number(said, "about_id"),
            answers=_answers(said),
        )
    )
    if _KEY.fullmatch(report.key) is None:
        raise NotAReport("no key")
    if not report.is_whole:
        raise NotAReport("says nothing")
    return report


_OTHERS = (
    *("place_id", "asset_id", "fault_id", "where", "tile", "words", "who", "ticket_id", "score"),
    *("questionnaire_id", "about_kind", "about_id", "answers"),
)


def _text(said: dict[str, Any], field: str) -> str:
    value = said.get(field, "")
    if not isinstance(value, str):
        raise NotAReport(f"{field} is no text")
    return value


def _number(said: dict[str, Any], field: str) -> int | None:
    value = said.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < _MOST_ID:
        raise NotAReport(f"{field} is no number")
    return value


def _answers(said: dict[str, Any]) -> Answers:
    given = said.get("answers", [])
    if not isinstance(given, list) or len(given) > _MOST_ANSWERS:
        raise NotAReport("answers are no list")
    if not all(map(_is_answer, given)):
        raise NotAReport("an answer is none")
    return tuple(dict(given).items())


def _is_answer(pair: Any) -> bool:
    match pair:
        case [bool(), _] | [_, bool()]:
            return False
        case [int(question), int(value)]:
            return 0 < question < _MOST_ID and 0 <= value < _MOST_ID
        case [int(question), str()]:
            return 0 < question < _MOST_ID
    return False


def _about_kind(text: str) -> str:
    if _KIND.fullmatch(text) is None:
        raise NotAReport("about_kind is no kind")
    return text


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NotAReport("no moment") from error


def _kind(text: str) -> ReportKind:
    try:
        return ReportKind(text)
    except ValueError as error:
        raise NotAReport("of no known kind") from error


def _said(answer: int | str) -> int | str:
    return _cut(tidy_lines(answer), MOST_ANSWER) if isinstance(answer, str) else answer


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
