"""The screens of licences."""
