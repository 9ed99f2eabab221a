"""The screens of the help desk."""
