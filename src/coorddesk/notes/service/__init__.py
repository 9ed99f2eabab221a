"""The verbs on notes, reminders and attachments."""
