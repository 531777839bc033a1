"""Say whether this Python can open the worksheets of the folder: 0 means yes.

The start files ask every Python that they find, so that even a very old one must be
able to read this.
"""

import json
import os
import platform
import sys
import sysconfig

HERE = os.path.dirname(os.path.abspath(__file__))
PROCESSORS = ("win-amd64", "linux-x86_64")  # macOS has one file for both of its own


def fits(pythons):
    """Say whether packages for this Python are in the folder."""
    version = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    system = sysconfig.get_platform()
    try:
        import venv  # noqa: F401
    except ImportError:
        return False
    return (
        version in pythons
        and platform.python_implementation() == "CPython"
        and not sysconfig.get_config_var("Py_GIL_DISABLED")
        and (system in PROCESSORS or system.startswith("macosx"))
    )


if __name__ == "__main__":
    with open(os.path.join(HERE, "contents.json")) as stream:
        sys.exit(not fits(json.load(stream)["pythons"]))
