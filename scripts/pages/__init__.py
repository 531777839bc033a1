"""What people read: decks, handouts, the index, PDF, and their templates."""
