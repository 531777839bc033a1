"""What a lesson promises: cells, exercises, words and numbers, links, outputs.

A check yields (cell id, sentence); the sentence says what is wrong and the mend.
"""

from collections.abc import Iterator

Faults = Iterator[tuple[str, str]]
