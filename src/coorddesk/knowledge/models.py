"""Knowledge base as stored."""
