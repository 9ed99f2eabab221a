"""Notes, reminders and attachments, read."""
