"""Files of people that school programs write, by the headers that they are known to have."""

from __future__ import annotations

from coorddesk.core.messages import verbatim
from coorddesk.importing.presets import Preset

# A class list has each pupil's health and family beside what a desk may know: those columns are left out on purpose.

_SIECLE = Preset(
    # the columns of the "extraction personnalisée" of the pupils: 1 Sexe; 3 Elève No Etab; 4 Num. Elève Etab; 5 Nom;
    # 6 Prénom; 9 Date Naissance; 11 Id National; 34 Code Structure; 35 Type Structure; 36 Lib. Structure ... as Triade
    # lists them in its import (gep_eleve, 2012); later ones say "Nom de famille" (see also import_eleve_complet)
    key="siecle",
    title=verbatim("SIECLE"),
    mapping={
        "Nom de famille": "last_name",
        "Nom": "last_name",
        "Nom d'usage": "",
        "Prénom": "first_name",
        "Prénom 1": "first_name",
        "Prénom 2": "",
        "Prénom 3": "",
        "Date Naissance": "birth_date",
        "Né(e) le": "birth_date",
        "Id National": "identifier",
        "INE": "identifier",
        "Num. Elève Etab": "",
        "Elève No Etab": "",
        "Code Structure": "group",
        "Division": "group",
        "Lib. Structure": "",
        "Code Régime": "",
        "Lib. Régime": "",
    },
    signatures=(("Num. Elève Etab",), ("Elève No Etab",), ("Id National", "Code Structure"), ("INE", "Code MEF")),
    readings={"birth_date": "dmy"},
)

_ONDE = Preset(
    # "CSVExtraction.csv": Nom élève;Nom d'usage élève;Prénom élève;Date naissance;Sexe;INE;Adresse1;Cp1;Commune1;Pays1;
    # ...;Cycle;Niveau;Libellé classe;Identifiant classe;... as EOLE's import test writes it; Pix asks for Nom élève,
    # Prénom élève, INE, Cycle, Niveau, Libellé classe, Date naissance (migration "update-onde-import-format")
    key="onde",
    title=verbatim("ONDE"),
    mapping={
        "Nom élève": "last_name",
        "Nom d'usage élève": "",
        "Prénom élève": "first_name",
        "Date naissance": "birth_date",
        "INE": "identifier",
        "Libellé classe": "group",
        "Identifiant classe": "",
        "Niveau": "",
        "Cycle": "",
    },
    signatures=(("Nom élève", "Prénom élève", "INE"), ("Nom élève", "Prénom élève", "Libellé classe")),
)

_PRONOTE = Preset(
    # "Élèves;Encouragement/Valorisation;Né(e) le;Sexe;Adresse E-mail;Entrée;Sortie;;Classe de rattachement;Tuteur;
    # Cnx Ele.;Cnx Resp.;Option 1;...;Régime", names as "DA SILVA COSTA Emma"; copied lists have Numero, Nom, Prenom,
    # DateNaissance, PrenomUsage, Sexe, Classe de rattachement, Projet d'accompagnement (two class apps' import tests)
    key="pronote",
    title=verbatim("Pronote"),
    mapping={
        "Élèves": "last_name+first_name",
        "Nom": "last_name",
        "Prénom": "first_name",
        "Prénom usage": "",
        "Né(e) le": "birth_date",
        "Date naissance": "birth_date",
        "Adresse E-mail": "email",
        "Classe de rattachement": "group",
        "Classe": "group",
        "Numéro": "",
        "Sortie": "",  # the end of the school year, for those who stay too
        "Tuteur": "",
        "Régime": "",
        "Projet d'accompagnement": "",
    },
    signatures=(("Classe de rattachement",), ("Élèves", "Né(e) le")),
    readings={"birth_date": "dmy"},
)

_SNIPE_IT = Preset(
    # sample_csvs/users-sample.csv of Snipe-IT; a login identifies everybody, an employee number hardly anybody
    key="snipe-it",
    title=verbatim("Snipe-IT"),
    mapping={
        "First Name": "first_name",
        "Last Name": "last_name",
        "Username": "identifier",
        "Email": "email",
        "Phone": "phone",
        "Job Title": "role",
        "Department": "department",
        "Company": "department",
        "Notes": "notes",
        "Employee Number": "",
        "Manager": "",
        "Gravatar": "",
        "Activated": "",
    },
    signatures=(("Username", "Activated"), ("Username", "Employee Number", "Job Title")),
)

PEOPLE_PRESETS = (_ONDE, _PRONOTE, _SIECLE, _SNIPE_IT)
