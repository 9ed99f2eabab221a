"""The screens of messages: the list of what waits and what left, and their settings."""
