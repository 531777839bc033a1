"""Show the pages of a lesson while somebody writes it, from its stored outputs."""
