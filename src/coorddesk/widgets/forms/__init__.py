"""Forms: typed editors with their titles and troubles beside them, and dialogs that never lose what was typed."""
