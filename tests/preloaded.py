"""A winstead that has imported itself already: for each line of JSON on its standard input it forks, and the fork is
the command, with the line's arguments, environment and files for output; the exit code is answered.

Importing takes most of a short command's time, and the tests run hundreds of them.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import sys
from typing import Any

import winstead
from winstead.cli import main


def _become(request: dict[str, Any]) -> None:
    """Makes this process what a shell would have started."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = request["command"]
    for number, path in enumerate((os.devnull, request["out"], request["err"])):
        opened = os.open(path, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def serve() -> bool:
    """Forks until its input ends; True in a fork."""
    for found in pkgutil.walk_packages(winstead.__path__, "winstead."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    gc.freeze()  # so that a fork copies less, and ends sooner
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
            return True
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    return False


if __name__ == "__main__" and serve():
    main()
