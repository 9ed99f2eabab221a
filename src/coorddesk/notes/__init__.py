"""Notes, reminders and attachments of any record."""
