"""The table in a file: which sheet is meant, which rows are its headers, which columns are its own, where it ends."""
