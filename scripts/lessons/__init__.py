"""What a lesson is: how it is read, listed and picked, and who sees what of it."""
