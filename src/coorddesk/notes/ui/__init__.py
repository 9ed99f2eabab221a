"""The screens of notes, reminders and attachments."""
