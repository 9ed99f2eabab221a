"""The import wizard: a file, what its columns are, what it would do, and what it did."""
