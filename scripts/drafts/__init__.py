"""Begin a case, an exercise or a lesson: what is there runs, and asks for its words.

A place that somebody has still to fill says "TO WRITE"; ``unwritten.py`` of
``scripts/contract`` finds it.
"""
