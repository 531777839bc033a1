"""One at a time begins or moves a draft: nobody's cells or rows are overwritten."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.door.environment import take
from scripts.door.errors import Problem
from scripts.door.files import ROOT, describe_failure

PAUSE = 0.1  # seconds


@contextmanager
def take_turn(root: Path = ROOT) -> Iterator[None]:
    """Wait until no other window writes drafts of this project, and hold them off.

    The turn ends with its process, however that ends. A folder that knows no locks goes
    on without one. Raises Problem where nothing can be written.
    """
    place = root / ".cache/new.lock"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        stream = place.open("a")
    except OSError as error:
        raise Problem(describe_failure(place, error)) from error
    with stream:
        try:
            while not take(stream):
                time.sleep(PAUSE)
        except OSError:
            pass
        yield
