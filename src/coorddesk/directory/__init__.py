"""Who and where: people, departments, places and suppliers."""
