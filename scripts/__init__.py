"""What builds: one room a subject, one job a file; run.py is the door."""

import sys

# jsonschema checks international web addresses with it if it is there, and takes more
# than a second to import it. Notebooks are checked without: no schema of theirs asks.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
