"""Lists of records: ids in order, pages fetched when painted, and a table that never loses its place."""
