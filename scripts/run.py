"""The door to everything: ``python3 scripts/run.py VERB``, with Python alone.

Every Python can read this file, so that an old one gets a sentence.
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "This project needs Python 3.11 or newer, and this is Python "
        + sys.version.split()[0]
        + ": install a newer one (python.org/downloads) and start it by its name, "
        + "for example python3.13 scripts/run.py build"
    )

HERE = os.path.dirname(os.path.realpath(__file__))
# Modules here must not hide the standard ones, and `scripts` must be found.
sys.path[:] = [os.path.dirname(HERE)] + [path for path in sys.path if path != HERE]

from scripts.door.verbs import enter

if __name__ == "__main__":
    sys.exit(enter(sys.argv[1:]))
