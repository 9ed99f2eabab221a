"""Headers of sheets of budgets and of plans of accounts, as people and accounting programs write them."""

_YEARS = range(2020, 2041)


def _of_years(*words: str) -> tuple[str, ...]:
    """The same words with a year behind them: "BP 2026"."""
    return tuple(f"{word} {year}" for word in words for year in _YEARS)


YEARS = (
    *("Exercice", "Exercice budgétaire", "Année budgétaire", "Année", "Année de budget", "Fiscal year", "Year"),
    "Budget year",
)
CODES = (
    *("Code d'imputation", "Code imputation", "Imputation", "Imputation budgétaire", "Ligne budgétaire", "Code ligne"),
    *("N° de ligne", "Ligne de crédit", "Code", "Allocation code", "Line code", "Budget code"),
)
SECTIONS = ("Section", "Section budgétaire", "F/I", "Fonctionnement / Investissement", "Type de section", "I/F")
CHAPTERS = (
    *("Chapitre", "Chap.", "Chap", "Code chapitre", "N° chapitre", "Chapitre budgétaire", "Service", "Chapter"),
    *("chapitre_par_nature", "code_chapitre"),
)
ACCOUNTS = (
    *("Compte", "N° compte", "N° de compte", "Numéro de compte", "Article", "Nature", "Code nature", "Compte nature"),
    *("Compte budgétaire", "Compte par nature", "Imputation comptable", "Code article", "code_article", "Account"),
    "Account number",
)
ACCOUNT_LABELS = (
    *("Libellé du compte", "Libellé compte", "Libellé de l'article", "Libellé article", "Libellé nature"),
    *("Intitulé du compte", "libelle_article", "Account label", "Account name"),
)
LABELS = (
    *("Libellé", "Intitulé", "Désignation", "Libellé de la ligne", "Objet", "Libellé budgétaire", "Poste"),
    *("Poste budgétaire", "Description", "Dépense", "Label", "Line"),
)
TAGS = (
    *("Axe analytique", "Axes analytiques", "Analytique", "Code analytique", "Étiquettes", "Étiquette", "Action"),
    *("Code activité", "Domaine", "Projet", "Tags", "Analytic tags", "Analytic code"),
)
FUNDING = (
    *("Financement", "Source de financement", "Financeur", "Subvention", "Origine des crédits", "Convention"),
    *("Funding source", "Funding", "Grant", "Funder"),
)
PEOPLE = ("Responsable", "Gestionnaire", "En charge", "Référent", "In charge", "Owner", "Manager")
ON_OVERSPENDING = ("Dépassement", "En cas de dépassement", "Contrôle", "Overspending")
CREDITS = (
    *_of_years("BP", "Budget", "Budget primitif", "Voté", "Montant", "Prévision", "Prévisions", "Crédits", "Proposé"),
    *_of_years("Montant voté", "Budget voté", "Dotation"),
    *("Voté", "BP", "Budget primitif", "Budget voté", "Montant voté", "Crédits votés", "Budget initial", "BI"),
    *("Voté et modifié", "Crédits inscrits", "Montant inscrit", "Inscrit", "Prévision", "Prévisions", "Prévu"),
    *("Dotation", "Montant", "Budget", "Crédits", "mt_vote_bp", "Voted", "Budgeted", "Amount"),
)
OPENED = (
    *_of_years("Crédits ouverts", "Ouvert", "Budget total", "Total budget", "BP + DM", "BP+DM"),
    *("Crédits ouverts", "Ouvert", "Total des crédits", "Budget total", "Total crédits", "Crédits totaux", "BP + DM"),
    *("BP+DM", "Budget après DM", "Budget ouvert", "Total ouvert", "Opened", "Total budget"),
)
NOTES = ("Remarques", "Remarque", "Observations", "Commentaire", "Commentaires", "Notes", "Comments")

NUMBERS = (*ACCOUNTS, "Numéro", "N°", "Code", "Number")
TITLES = (*ACCOUNT_LABELS, "Libellé", "Intitulé", "Désignation", "Nom du compte", "Label", "Name")
CHARTS = (
    "Plan de comptes",
    "Plan comptable",
    "Nomenclature",
    "Instruction",
    "Référentiel",
    "Plan of accounts",
    "Chart",
)
