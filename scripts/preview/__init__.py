"""Show the pages of a lesson while somebody writes it, from what it shows at present."""
