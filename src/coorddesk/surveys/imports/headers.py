"""What the columns of others' sheets about surveys are called, in French and English."""

from __future__ import annotations

from coorddesk.surveys.rules import QuestionKind, Stage

QUESTIONNAIRES = ("Questionnaire", "Enquête", "Sondage", "Formulaire", "Survey", "Form")
STAGES = ("Moment", "Quand", "À chaud ou à froid", "When")
LANGUAGES = ("Langue", "Language")
INTROS = ("Introduction", "Texte d'introduction", "Intro")
ANONYMOUS = ("Anonyme", "Anonymous")
SECTIONS = ("Rubrique", "Partie", "Thème", "Section")
QUESTIONS = ("Question", "Intitulé", "Libellé de la question", "Item")
KINDS = ("Type de question", "Type de réponse", "Kind of question", "Question type")
CHOICES = ("Choix", "Réponses possibles", "Options", "Choices")
REQUIRED = ("Obligatoire", "Réponse obligatoire", "Required")
PAGES = ("Code de la page", "Code page", "Page", "N° de page", "Page code")
RECORDS = ("Code de la séance", "Code de la session", "À propos de", "About")
DAYS = ("Répondu le", "Date de réponse", "Horodateur", "Date", "Timestamp", "Submitted at", "Completed")
PEOPLE = ("Répondant", "Personne", "Participant", "Nom", "Respondent", "Person")

OF_STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.HOT: ("à chaud", "chaud", "hot", "immédiat"),
    Stage.COLD: ("à froid", "froid", "cold", "différé"),
    Stage.OTHER: ("autre", "other"),
}
OF_KINDS: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.SCALE: ("échelle", "satisfaction", "note", "scale"),
    QuestionKind.YES_NO: ("oui/non", "oui ou non", "yes/no"),
    QuestionKind.CHOICE: ("choix", "choix unique", "choice"),
    QuestionKind.NPS: ("nps", "recommandation", "0 à 10"),
    QuestionKind.TEXT: ("texte", "texte libre", "commentaire", "text"),
}

OF_ANSWERS: dict[tuple[QuestionKind, int], tuple[str, ...]] = {
    (QuestionKind.SCALE, 4): (
        "très satisfaite",
        "très satisfait(e)",
        "tout à fait satisfait",
        "tout à fait",
        "very happy",
    ),
    (QuestionKind.SCALE, 3): ("satisfaite", "satisfait(e)", "plutôt satisfait", "plutôt satisfaite", "plutôt", "happy"),
    (QuestionKind.SCALE, 2): (
        *("peu satisfaite", "peu satisfait(e)", "plutôt insatisfait", "plutôt insatisfaite"),
        *("plutôt pas satisfait", "plutôt pas", "somewhat dissatisfied"),
    ),
    (QuestionKind.SCALE, 1): (
        *("insatisfaite", "insatisfait(e)", "pas satisfait", "pas du tout satisfait", "pas du tout"),
        *("très insatisfait", "very dissatisfied"),
    ),
    (QuestionKind.YES_NO, 1): ("o", "y", "vrai", "true"),
    (QuestionKind.YES_NO, 0): ("n", "faux", "false"),
}
"""What forms of others call the boxes of ours."""
