"""A language to speak in a test.

A test file asks for it with ``pytest_plugins = ("tests.speaking",)``.
"""

from functools import cache

import pytest

from scripts.languages import catalogues
from scripts.languages.project import read_texts
from workshop import messages


@cache
def read_committed(language):
    """Return the translations of a language as they are committed."""
    return read_texts(language)[0]


@pytest.fixture
def speak(tmp_path, monkeypatch):
    """Speak a language, with these messages or with the committed ones."""

    def begin(language, texts=None):
        if texts is None:
            texts = read_committed(language)
        catalogues.compile_messages(language, texts, tmp_path)
        monkeypatch.setattr(messages, "FOLDER", tmp_path / catalogues.COMPILED)
        messages.read_messages.cache_clear()
        return messages.choose(language.code)

    yield begin
    monkeypatch.undo()
    messages.read_messages.cache_clear()
    messages.choose("")
