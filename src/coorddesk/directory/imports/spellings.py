"""Header words for what people, places and suppliers have in common, as other programs and people write them."""

EMAILS = ("Courriel", "Mél", "Mail", "Adresse mail", "Adresse e-mail", "Adresse électronique", "Email address")
PHONES = ("Téléphone", "Tél.", "Tel", "Portable", "Mobile", "N° de téléphone", "Phone", "Phone number")
ADDRESSES = ("Adresse", "Adresse postale", "Rue", "Street", "Street address")
NOTES = ("Note", "Commentaire", "Commentaire libre", "Observation", "Remarque", "Comment", "Description")
DEPARTMENTS = ("Service", "Département", "Direction", "Pôle", "Unité", "Entité", "Entity", "Department name")
