"""The door: verbs, environment, files and errors, with the standard library alone."""
