"""``hand_in("Team Bridge")``: to the room where there is one, else into one file."""

import io
import json
import os
import re
import secrets
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from workshop import room
from workshop.messages import tr
from workshop.output import emit_reply
from workshop.plan import kept

# The page around the worksheet listens: scripts/classroom/templates/participant.js.
CHANNEL = "workshop-room"
PATIENCE = 30  # seconds
PLAN = "my-plan.json"
ABOUT = (
    "about.json"  # by it, "collect" knows whose file this is and which is the latest
)


def hand_in(name: str = "") -> None:
    """Hand in worksheet and plan under the name of a person or team.

    In a room they go to the facilitator's laptop. Elsewhere nothing is sent: they are
    put into one file. It says which of the two happened, and never raises.
    """
    name = " ".join(str(name).split())
    if not name:
        say_again(
            tr(
                "Write your name or the name of your team in quotation marks, for "
                "example {code}.",
                code='`hand_in("Team Bridge")`',
            )
        )
    elif room.is_here():
        ask_page(name)
    elif kept.is_browser():
        say_again(
            tr(
                "There is no room here to hand in to. Choose “Take home” above the "
                "worksheet, then “All in one file, to hand in”, and give that file to "
                "your facilitator."
            )
        )
    else:
        save_file(name)


def ask_page(name: str) -> None:
    """Let the page around the worksheet hand in, and pass on what it says."""
    try:
        said = wait_for_page(name)
    except Exception:  # noqa: BLE001 - whatever failed, nothing is known to have arrived
        said = None
    if said and said.get("arrived"):
        emit_reply("right", "✓", tr("Handed in."), str(said.get("words", "")))
    elif said:
        say_again(str(said.get("words", "")))
    else:
        say_again(
            tr("Choose “Hand in” above the worksheet: it says whether all arrived.")
        )


def wait_for_page(name: str) -> dict | None:
    """Send the wish to the page and return its answer; None when none comes."""
    import asyncio

    import js
    from pyodide.ffi import can_run_sync, create_proxy, run_sync

    if not can_run_sync():
        return None
    number = secrets.token_hex(8)
    answer = asyncio.get_event_loop().create_future()

    def hear(event: Any) -> None:
        said = json.loads(event.data)
        if said.get("answer_to") == number and not answer.done():
            answer.set_result(said)

    channel, heard = js.BroadcastChannel.new(CHANNEL), create_proxy(hear)
    channel.onmessage = heard
    try:
        wish = {"hand_in": number, "name": name, "cell": find_cell()}
        channel.postMessage(json.dumps(wish))
        return run_sync(kept.wait_for(answer, PATIENCE, None))
    finally:
        channel.close()
        heard.destroy()


def find_cell() -> str:
    """Return the code of the cell that runs: the page looks for its own."""
    from IPython import get_ipython

    return str(get_ipython().user_ns["In"][-1])


def save_file(name: str) -> None:
    """Put worksheet and plan into one file beside them, under a name of its own."""
    found = [path for path in (find_notebook(), Path(PLAN)) if path and path.is_file()]
    if not found:
        say_again(tr("There is nothing to hand in yet: no worksheet and no plan."))
        return
    content = io.BytesIO()
    about = {"name": name, "received": datetime.now().isoformat(timespec="seconds")}
    try:
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in found:
                archive.write(path, path.name)
            archive.writestr(ABOUT, json.dumps(about, ensure_ascii=False))
        place = write_new(name, content.getvalue())
    except OSError as error:
        say_again(tr("The file could not be written ({fault}).", fault=error.strerror))
        return
    emit_reply(
        "right",
        "✓",
        tr("Saved in a file. Nothing was sent."),
        tr(
            "There is no room here to hand in to. {file} stands beside your worksheets "
            "and holds: {names}. Give it to your facilitator. What you have not saved "
            "is not in it: save the worksheet, then run this cell again.",
            file=place.name,
            names=", ".join(path.name for path in found),
        ),
    )


def find_notebook() -> Path | None:
    """Return the worksheet that runs, where Jupyter has told its name."""
    session = os.environ.get("JPY_SESSION_NAME", "")
    path = Path(session)
    return path if path.suffix == ".ipynb" else None


def write_new(name: str, content: bytes) -> Path:
    """Write a file that was not there, whole; raises OSError."""
    word = re.sub(r"[^\w]+", "-", name)[:40].strip("-") or "team"
    for number in range(1, 1000):
        place = Path(f"hand-in-{word}-{number}.zip")
        try:
            with place.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            return place
        except FileExistsError:
            continue
        except OSError:
            place.unlink(missing_ok=True)
            raise
    raise FileExistsError(17, tr("there are too many of them"))


def say_again(text: str) -> None:
    """Say that nothing was handed in, and what to do."""
    emit_reply("again", "↻", tr("Not handed in."), text)
