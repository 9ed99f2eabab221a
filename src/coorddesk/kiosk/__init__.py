"""Kiosks: where faults are reported without an account, and how they reach the desk."""
