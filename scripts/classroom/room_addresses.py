"""The addresses of this computer, and which one the room is to have."""

import socket
from collections.abc import Callable

import psutil

from scripts.door.errors import Problem

THIS_COMPUTER = "127.0.0.1"
# Given by a computer to itself when no network has given it one.
NO_NETWORK = "169.254."


def list_addresses() -> list[tuple[str, str]]:
    """List the IPv4 addresses of this computer in its networks: address, network."""
    state = psutil.net_if_stats()
    return [
        (one.address, name)
        for name, known in psutil.net_if_addrs().items()
        if name in state and state[name].isup
        for one in known
        if one.family == socket.AF_INET
        and not one.address.startswith(("127.", NO_NETWORK))
    ]


def pick_address(
    wanted: str | None,
    known: list[tuple[str, str]],
    ask: Callable[[str], str] | None,
) -> str:
    """Return the address of the room in the network.

    ``ask`` asks the person at the keyboard; None when there is nobody. Raises Problem.
    """
    listed = [address for address, _ in known]
    if wanted in listed:
        return wanted
    if wanted is not None:
        raise Problem(
            f"room: this computer has no address {wanted}. It has: "
            f"{', '.join(listed) or 'none; join the Wi-Fi first'}."
        )
    if not known:
        raise Problem(
            "room: this computer is in no network. Join the Wi-Fi of the hall, or open "
            "a hotspot on this computer or a phone, then start the room again."
        )
    if len(known) == 1:
        return listed[0]
    if ask is None:
        raise Problem(
            "room: this computer has several addresses; say which one is that of the "
            f"hall: {' or '.join(f'--address {one}' for one in listed)}."
        )
    return ask_for_one(known, ask)


def ask_for_one(known: list[tuple[str, str]], ask: Callable[[str], str]) -> str:
    """Ask which address it is to be, until the answer is one of them."""
    lines = [
        f"  {number}  {address}  ({name})"
        for number, (address, name) in enumerate(known, start=1)
    ]
    print("This computer is in several networks. In which one is the hall?")
    print("\n".join(lines))
    while True:
        answer = ask(f"Type a number from 1 to {len(known)}, then press Enter: ")
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(known):
            return known[int(answer) - 1][0]
