"""Lessons run afresh: what they show is stored, compared and remembered."""
