"""What several tests share: the scripts, the lessons, and runs that happen once."""
