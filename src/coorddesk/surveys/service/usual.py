"""The questionnaires that a new desk begins with: content, each in its own language, whatever that of the desk."""

from __future__ import annotations

from coorddesk.surveys.rules import Language, QuestionKind, Stage
from coorddesk.surveys.service.questionnaires import QuestionDetails, QuestionnaireDetails

_SCALE, _YES_NO, _NPS, _TEXT = QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.NPS, QuestionKind.TEXT

USUAL = (
    QuestionnaireDetails(
        "Questionnaire à chaud",
        Stage.HOT,
        Language.FRENCH,
        (
            QuestionDetails(_SCALE, "Information reçue avant la séance", "Organisation"),
            QuestionDetails(_SCALE, "Durée et rythme", "Organisation"),
            QuestionDetails(_SCALE, "Clarté des explications", "Formateur"),
            QuestionDetails(_SCALE, "Écoute et réponses aux questions", "Formateur"),
            QuestionDetails(_SCALE, "Exercices et mise en pratique", "Animation et supports"),
            QuestionDetails(_SCALE, "Supports remis", "Animation et supports"),
            QuestionDetails(_SCALE, "Salle et accueil", "Locaux et matériel"),
            QuestionDetails(_SCALE, "Ordinateurs, tablettes, connexion", "Locaux et matériel"),
            QuestionDetails(_YES_NO, "Les objectifs annoncés ont-ils été atteints ?", "Objectifs"),
            QuestionDetails(_YES_NO, "Pensez-vous utiliser ce que vous avez appris ?", "Objectifs"),
            QuestionDetails(_NPS, "Recommanderiez-vous cette séance ? (0 pas du tout, 10 certainement)", "Objectifs"),
            QuestionDetails(_TEXT, "Qu’avez-vous le plus apprécié ?", "Avec vos mots"),
            QuestionDetails(_TEXT, "Que faudrait-il améliorer ?", "Avec vos mots"),
        ),
        "Vos réponses sont anonymes et nous aident à faire mieux. Merci !",
    ),
    QuestionnaireDetails(
        "Questionnaire à froid",
        Stage.COLD,
        Language.FRENCH,
        (
            QuestionDetails(_SCALE, "Avec le recul, la séance dans son ensemble", "Objectifs"),
            QuestionDetails(_YES_NO, "Avez-vous utilisé ce que vous avez appris ?", "Objectifs"),
            QuestionDetails(_YES_NO, "Y arrivez-vous maintenant sans aide ?", "Objectifs"),
            QuestionDetails(_NPS, "Recommanderiez-vous cette séance ? (0 pas du tout, 10 certainement)", "Objectifs"),
            QuestionDetails(_TEXT, "Que voudriez-vous encore apprendre ?", "Avec vos mots"),
        ),
        "Vous avez suivi une séance il y a quelques mois. Cinq questions nous disent ce qu’il en reste."
        " Vos réponses sont anonymes.",
    ),
    QuestionnaireDetails(
        "Immediate survey",
        Stage.HOT,
        Language.ENGLISH,
        (
            QuestionDetails(_SCALE, "Information received beforehand", "Organisation"),
            QuestionDetails(_SCALE, "Length and pace", "Organisation"),
            QuestionDetails(_SCALE, "Clear explanations", "Trainer"),
            QuestionDetails(_SCALE, "Listening and answering questions", "Trainer"),
            QuestionDetails(_SCALE, "Exercises and practice", "Content and materials"),
            QuestionDetails(_SCALE, "Materials handed out", "Content and materials"),
            QuestionDetails(_SCALE, "Room and welcome", "Room and equipment"),
            QuestionDetails(_SCALE, "Computers, tablets, network", "Room and equipment"),
            QuestionDetails(_YES_NO, "Were the aims of the session reached?", "Aims"),
            QuestionDetails(_YES_NO, "Will you use what you learnt?", "Aims"),
            QuestionDetails(_NPS, "Would you recommend this session? (0 not at all, 10 certainly)", "Aims"),
            QuestionDetails(_TEXT, "What did you like best?", "In your words"),
            QuestionDetails(_TEXT, "What should be done better?", "In your words"),
        ),
        "Your answers are anonymous and help us to do better. Thank you!",
    ),
    QuestionnaireDetails(
        "Delayed survey",
        Stage.COLD,
        Language.ENGLISH,
        (
            QuestionDetails(_SCALE, "Looking back, the session as a whole", "Aims"),
            QuestionDetails(_YES_NO, "Have you used what you learnt?", "Aims"),
            QuestionDetails(_YES_NO, "Can you now do it without help?", "Aims"),
            QuestionDetails(_NPS, "Would you recommend this session? (0 not at all, 10 certainly)", "Aims"),
            QuestionDetails(_TEXT, "What would you still like to learn?", "In your words"),
        ),
        "You took part in a session some months ago. Five questions tell us what remains of it."
        " Your answers are anonymous.",
    ),
)
