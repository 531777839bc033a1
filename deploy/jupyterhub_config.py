"""JupyterHub for one server: a shared password, a home for each name, no accounts.

    jupyterhub --config deploy/jupyterhub_config.py

Passwords and folders come from the environment (README.md lists them). All
participants are one user of the server: nothing keeps them apart, see README.md.
"""

import os
import sys
from pathlib import Path

from deploy.homes import NAMES, find_worksheets, prepare_home
from deploy.sizes import count_places
from scripts.door.errors import Problem
from scripts.door.files import ROOT

c = get_config()  # noqa: F821 - JupyterHub gives this function to its settings

HUB = Path(sys.prefix)  # where deploy/install.py has put everything
SHORTEST, SHORTEST_FACILITATOR = 8, 32
WAIT = 300  # seconds; on two cores the last of thirty who come at once waits 80
IDLE = 2 * 60 * 60  # longer than lunch and the talk after it
NOT_PRIVATE = (
    "Your files are not private here: others in this course could open them, and "
    "whoever knows your name and the password can work in your place. Write nothing "
    "that only you may know."
)


def read(name: str, default: str = "") -> str:
    """Return a setting of the environment."""
    return os.environ.get(f"WORKSHOP_HUB_{name}", "").strip() or default


def read_number(name: str, default: int) -> int:
    """Return a setting that is a whole number. Ends the hub when it is none."""
    text = read(name, str(default))
    if not text.isdecimal():
        sys.exit(f'WORKSHOP_HUB_{name} is "{text}": write a whole number.')
    return int(text)


def read_password(name: str, shortest: int) -> str:
    """Return a password from the environment. Ends the hub when it is too short."""
    password = read(name)
    if len(password) < shortest:
        sys.exit(
            f"WORKSHOP_HUB_{name} has {len(password)} characters and needs {shortest}: "
            "set it in the environment of the hub (/etc/workshop-hub.env) and start "
            "again."
        )
    return password


def bring_worksheets(spawner) -> None:
    """Fill somebody's home before their server starts; a fault is shown to them."""
    try:
        prepare_home(Path(spawner.home_dir), worksheets)
    except Problem as problem:
        problem.jupyterhub_message = str(problem)
        raise


def allow_root() -> list[str]:
    """Return the option for servers of root. Ends the hub unless that was wished for.

    What participants run is run as the user of the hub: root could change everything.
    """
    if os.geteuid() != 0:
        return []
    if read("AS_ROOT") != "yes":
        sys.exit(
            "The hub does not run as root, because participants would be root, too: "
            "start it as a user of its own, as deploy/workshop-hub.service does."
        )
    return ["--allow-root"]


state = Path(read("STATE", "/var/lib/workshop-hub")).resolve()
state.mkdir(mode=0o700, parents=True, exist_ok=True)
(state / "homes").mkdir(mode=0o700, exist_ok=True)
try:
    worksheets = find_worksheets(read("COURSE"))
except Problem as problem:
    sys.exit(str(problem))

# Who comes in: any name with the shared password; the facilitator with a longer one.
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = read_password("PASSWORD", SHORTEST)
c.SharedPasswordAuthenticator.admin_password = read_password(
    "FACILITATOR_PASSWORD", SHORTEST_FACILITATOR
)
c.Authenticator.admin_users = {read("FACILITATOR", "facilitator").lower()}
c.Authenticator.allow_all = True
c.Authenticator.username_pattern = NAMES
c.JupyterHub.template_vars = {"announcement_login": NOT_PRIVATE}

# Where the hub listens and what it remembers. A web server with HTTPS stands before it.
c.JupyterHub.bind_url = read("URL", "http://127.0.0.1:8000")
c.JupyterHub.db_url = f"sqlite:///{state}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(state / "cookie-secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.ConfigurableHTTPProxy.command = [
    str(HUB / "proxy/node_modules/.bin/configurable-http-proxy")
]

# A server for each name, as `open` starts it: our settings, our extension.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{state}/homes/{{username}}"
c.Spawner.pre_spawn_hook = bring_worksheets
c.Spawner.cmd = [str(HUB / "bin/jupyterhub-singleuser")]
c.Spawner.args = allow_root()
c.Spawner.default_url = f"/lab/tree/{worksheets[0].name}"
c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": str(ROOT / "scripts/verbs/jupyter"),
    "MPLCONFIGDIR": str(state / "matplotlib"),  # fonts are looked for once, not by each
    "PATH": os.pathsep.join([str(HUB / "bin"), os.environ.get("PATH", os.defpath)]),
    "PYTHONUTF8": "1",
}
c.Spawner.start_timeout = c.Spawner.http_timeout = WAIT

# With a limit here those who come at once are sent away (429) in place of waiting.
c.JupyterHub.concurrent_spawn_limit = 0
# The local spawner enforces no limit of memory: so many people fit, and the next one
# is told so, before Linux ends a program of somebody who is working.
places = count_places(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
c.JupyterHub.active_server_limit = read_number("PLACES", places)

# A server that nobody uses makes room; files stay, and signing in starts it again.
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [
            sys.executable,
            "-m",
            "jupyterhub_idle_culler",
            f"--timeout={read_number('IDLE', IDLE)}",
        ],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": [
            "list:users",
            "read:users:activity",
            "read:servers",
            "delete:servers",
        ],
        "services": ["idle-culler"],
    }
]
