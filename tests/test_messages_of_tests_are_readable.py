"""A failing test says what is wrong, without pages of base64."""

import base64
from types import SimpleNamespace

import conftest

PICTURE = base64.b64encode(bytes(range(256)) * 8).decode()
LINES = base64.encodebytes(bytes(range(256)) * 8).decode()


def report(text, failed=True):
    """Return what pytest would report of a test that says this."""
    raw = SimpleNamespace(
        failed=failed,
        longrepr=text,
        longreprtext=text,
        sections=[("Captured stdout call", text)],
    )
    hook = conftest.pytest_runtest_makereport(None, None)
    next(hook)
    try:
        hook.send(raw)
    except StopIteration as ended:
        return ended.value


def test_pictures_are_cut_out_of_messages():
    for picture in (PICTURE, LINES, repr(LINES)):
        said = report(f"E   assert {picture!s} == 'a chart'")
        for text in (said.longrepr, said.sections[0][1]):
            assert len(text) < 200 and "base64]" in text, text
            assert text.startswith("E   assert ") and text.endswith("'a chart'")


def test_words_hashes_and_addresses_stay():
    words = f"notebooks/04-western-balkans.ipynb: {'a1' * 32} is not {'b2' * 32}"
    assert report(words).longrepr == words
    assert report(PICTURE, failed=False).longrepr == PICTURE
