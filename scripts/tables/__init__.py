"""The tables: what is wrong with them, and their dictionary."""
