"""Any sheet -> rows -> mapping -> plan (dry run) -> applied. No Qt, no domain."""
