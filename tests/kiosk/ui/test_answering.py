"""Somebody answers a questionnaire before the kiosk: one touch a question, and a way back that loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from coorddesk.kiosk.rules import MOST_ANSWER, Question, ReportKind, Survey
from coorddesk.surveys.rules import Language, QuestionKind
from tests.kiosk.ui.stood_before import SHOWN

if TYPE_CHECKING:
    from tests.kiosk.ui.stood_before import Stood

_KINDS = (QuestionKind.SCALE, QuestionKind.CHOICE, QuestionKind.NPS, QuestionKind.YES_NO, QuestionKind.TEXT)
ASKING = replace(
    SHOWN,
    surveys=(
        Survey(
            *(1, "CDI", 5, "À chaud", "Photo <b>& vidéo</b>", "Merci", Language.FRENCH),
            *(True, "training_session", 3, ""),
        ),
    ),
    questions=tuple(
        Question(place, 5, "", kind, f"Q{place}", ["Matin", "Soir"] if kind is QuestionKind.CHOICE else [], place == 2)
        for place, kind in enumerate(_KINDS, start=1)
    ),
)


def test_a_questionnaire_is_answered_touch_by_touch(stood: Stood) -> None:
    stood.window.show_catalogue(ASKING)
    stood.touch("Your opinion: Photo <b>& vidéo</b>")
    assert stood.title == "Photo <b>& vidéo</b>"
    stood.touch("Satisfait")  # in the language of the questionnaire
    stood.window.speak("en")
    assert ("Q2" in stood.seen, stood.offers("Leave it out")) == (True, False)  # it must be answered
    stood.touch("Soir")
    stood.touch("Back")
    stood.touch("Back")
    stood.touch("Very satisfied")
    stood.touch("Go on")
    stood.touch("10")
    stood.touch("Leave it out")
    stood.write("é" * (MOST_ANSWER + 1))
    assert len(stood.field(QPlainTextEdit).toPlainText()) == MOST_ANSWER
    stood.write("Très clair\n")
    stood.window.speak("fr")
    stood.window.speak("en")
    stood.touch("Go on")
    stood.touch("Send")
    (sent,) = stood.sent()
    assert (sent.kind, sent.questionnaire_id, sent.about_kind, sent.about_id) == (
        *(ReportKind.ANSWERS, 5),
        *("training_session", 3),
    )
    assert sent.answers == ((1, 4), (2, 2), (3, 10), (5, "Très clair"))
    stood.touch("Finished")
    assert stood.title == "Something does not work?"


def test_nothing_answered_is_not_sent(stood: Stood) -> None:
    optional = tuple(replace(each, is_required=False) for each in ASKING.questions[:1])
    stood.window.show_catalogue(replace(ASKING, questions=optional))
    stood.touch("Your opinion: Photo <b>& vidéo</b>")
    stood.window.speak("en")
    stood.touch("Leave it out")
    assert (stood.title, stood.offers("Send")) == ("Nothing is answered yet.", False)
    stood.touch("Start again")
    assert stood.sent() == []
