"""The facilitator’s password: words that one can read aloud, and slow to guess."""

import hmac
import secrets
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("room_words.txt")
COUNT = 4
FREE_TRIES = 3  # people mistype; from then on each try makes the next one wait
LONGEST_WAIT = 60  # seconds
MOST_PLACES = 1000  # addresses that are remembered


@cache
def read_words() -> list[str]:
    """Return our words."""
    return WORDS.read_text(encoding="utf-8").split()


def make_password() -> str:
    """Return a new password of four words."""
    return "-".join(secrets.choice(read_words()) for _ in range(COUNT))


def tidy(typed: str) -> str:
    """Return a password as it was meant: spaces for hyphens and capitals do no harm."""
    return "-".join(typed.casefold().replace("-", " ").split())


class Doorkeeper:
    """Knows the password, who has come in, and who has guessed how often."""

    def __init__(
        self, password: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.password = password
        self.clock = clock
        self.inside: set[str] = set()
        self.once: str | None = None
        self.wrong: dict[str, tuple[int, float]] = {}  # address: tries, wait until

    def make_ticket(self) -> str:
        """Return a word for the address line that lets one browser in, once."""
        self.once = secrets.token_urlsafe(24)
        return self.once

    def use_ticket(self, ticket: str) -> str | None:
        """Return a key for a good ticket, which is worth nothing from then on."""
        if self.once is None or not same(ticket, self.once):
            return None
        self.once = None
        return self.let_in()

    def list_wait(self, place: str) -> float:
        """Return for how many seconds an address must not try again."""
        return max(0.0, self.wrong.get(place, (0, 0.0))[1] - self.clock())

    def ask(self, place: str, typed: str) -> str | None:
        """Return a key for the right password; else make the next try wait.

        Nothing is looked at while the address has to wait.
        """
        if self.list_wait(place):
            return None
        if same(tidy(typed), self.password):
            self.wrong.pop(place, None)
            return self.let_in()
        tries = self.wrong.get(place, (0, 0.0))[0] + 1
        wait = 0 if tries < FREE_TRIES else min(2 ** (tries - FREE_TRIES), LONGEST_WAIT)
        self.wrong[place] = tries, self.clock() + wait
        if len(self.wrong) > MOST_PLACES:
            del self.wrong[next(iter(self.wrong))]
        return None

    def let_in(self) -> str:
        """Return a new key."""
        key = secrets.token_urlsafe(32)
        self.inside.add(key)
        return key

    def knows(self, key: str | None) -> bool:
        """Say whether somebody has come in with this key."""
        return key is not None and any(same(key, one) for one in self.inside)


def same(one: str, other: str) -> bool:
    """Compare so that the time tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())
