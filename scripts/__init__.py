"""What builds: one job a file; run.py is the door."""
