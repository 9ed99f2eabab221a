"""Qt without domain: what every screen is made of."""
