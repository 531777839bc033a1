"""Programs on one computer that talk to each other, as a notebook and its kernel do."""

import socket

from scripts.door.errors import Problem

HERE = "127.0.0.1"
SECONDS = 5  # to be answered by ourselves


def require_loopback() -> None:
    """Raise Problem when this computer cannot talk to itself: then no kernel answers.

    Without the look a kernel is waited for, and a minute later blamed.
    """
    try:
        with (
            socket.create_server((HERE, 0)) as server,
            socket.create_connection(server.getsockname(), timeout=SECONDS),
        ):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(
            f"Programs on this computer cannot reach each other ({HERE}: {reason}), "
            "and a notebook reaches its kernel in this way. Switch the loopback "
            "device on (Linux: ip link set lo up), or let the firewall allow it, then "
            "try again."
        ) from None
