"""Making one record of two: the pairs that look alike, and both sides of a pair, field by field."""
