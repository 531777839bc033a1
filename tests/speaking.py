"""A language to speak in a test.

A test file asks for it with ``pytest_plugins = ("tests.speaking",)``.
"""

import pytest

from scripts.languages import catalogues
from scripts.languages.project import read_texts
from workshop import messages


@pytest.fixture
def speak(tmp_path, monkeypatch):
    """Speak a language, with these messages or with the committed ones."""

    def begin(language, texts=None):
        if texts is None:
            texts = read_texts(language)[0]
        catalogues.compile_messages(language, texts, tmp_path)
        monkeypatch.setattr(messages, "FOLDER", tmp_path / catalogues.COMPILED)
        messages.read_messages.cache_clear()
        return messages.choose(language.code)

    yield begin
    monkeypatch.undo()
    messages.read_messages.cache_clear()
    messages.choose("")
