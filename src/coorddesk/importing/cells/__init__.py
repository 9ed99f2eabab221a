"""What the cells of a field mean on this desk, and what becomes of those that nobody understands."""
