"""First and last names as one reads them on the doors of a French-speaking town; chance alone joins them."""

FIRST_NAMES = (
    *("Inès", "Awa", "Minh", "Léo", "Chloé", "Mehdi", "Fatou", "Jules", "Manon", "Yanis", "Aïcha", "Nathan", "Lucie"),
    *("Ibrahim", "Camille", "Thaïs", "Soraya", "Gabriel", "Mariam", "Hugo", "Louise", "Kévin", "Aminata", "Arthur"),
    *("Zoé", "Bilal", "Jade", "Théo", "Nour", "Maël", "Élise", "Ousmane", "Sarah", "Tom", "Lina", "Rayan", "Alice"),
    *("Moussa", "Éva", "Adam", "Margaux", "Samuel", "Clémentine", "Idriss", "Noémie", "Enzo", "Salomé", "Malo"),
    *("Agathe", "Kenza", "Baptiste", "Océane", "Sacha", "Rokia", "Antoine", "Maïwenn", "Ilyes", "Juliette", "Rémi"),
    *("Anh", "Capucine", "Tiago", "Jeanne", "Ahmet", "Solène", "Lucas", "Myriam", "Victor", "Anaïs", "Erwan", "Rose"),
    *("Joaquim", "Pauline", "Yann", "Djeneba", "Martin", "Ludivine", "Xavier", "Hawa", "Bruno", "Maryam", "Corentin"),
)
LAST_NAMES = (
    *("Moreau", "Diallo", "Nguyen", "Lefèvre", "Benali", "Garnier", "Traoré", "Le Goff", "Fournier", "Haddad"),
    *("Rousseau", "Da Silva", "Mercier", "Konaté", "Blanchard", "Yilmaz", "Gauthier", "Etcheverry", "Perrin"),
    *("Bouchard", "Ferreira", "Lambert", "Camara", "Chevalier", "Kaya", "Faure", "Tremblay", "Morin", "Cissé"),
    *("Guérin", "Pham", "Marchand", "Belkacem", "Roussel", "Kowalski", "Leroux", "Mbaye", "Renaud", "Costa"),
    *("Schmitt", "Colin", "Saïdi", "Picard", "Vandenberghe", "Aubert", "N'Diaye", "Rolland", "Lopes", "Caron"),
    *("Mansouri", "Deschamps", "Tran", "Brunet", "Kassé", "Vidal", "Le Bihan", "Olivier", "Demir", "Barbier"),
    *("Ouedraogo", "Giraud", "Rahmani", "Bertin", "Peeters", "Coulibaly", "Renard", "Hamidi", "Lacroix", "Ramos"),
    *("Dumas", "Bâ", "Legrand", "Zeller", "Charpentier", "Mokrani", "Jacquet", "Sow", "Bonnet", "Guillou"),
)
