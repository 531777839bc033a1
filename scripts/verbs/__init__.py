"""What one types: a file for each verb, named like it."""
