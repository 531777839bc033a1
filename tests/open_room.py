"""A room for each test.

A test file asks for this fixture with ``pytest_plugins = ("tests.open_room",)``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hall import Hall, open_hall


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A room with a small site."""
    yield from open_hall(tmp_path)
