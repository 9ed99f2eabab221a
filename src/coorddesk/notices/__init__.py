"""What people are told: drafted from templates, sent once, kept in a log."""
