"""Reproducible measurements: each compares us with the fastest known way to do the bare job, in one run."""
