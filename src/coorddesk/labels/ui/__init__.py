"""The screens of labels: dialogs that the shell opens, on offers of other features' records."""
