"""The screens of the knowledge base."""
