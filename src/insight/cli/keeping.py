"""A new file with a person's answers: readable by its owner alone, never over another, and not lost at an end."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from insight.errors import FileAccessError, Problem

# Who may read and write it: its owner.
OWNER_ALONE = 0o600


def refuse_unwritable(out: str) -> None:
    """Refuse a name under which no new file can be made; whether one can is tried, and nothing of that stays.

    Raises:
        FileAccessError: If something has that name, or its folder takes no file.
    """
    try:
        os.close(create(out))
        Path(out).unlink()
    except FileExistsError:
        problem = Problem(out, "it is there already", remedy="choose another name with --out")
    except FileNotFoundError:
        problem = Problem(out, "its folder is not there", remedy="make the folder first, or choose another one")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the path is not valid"
        problem = Problem(out, f"it cannot be written ({reason})", remedy="choose another place with --out")
    else:
        return
    raise FileAccessError("", [problem])


def keep(out: str, text: str) -> str:
    """Write *text* to the new file *out*, all of it or nothing; what kept it from being written, or nothing.

    It can fail although it was tried before: a file has appeared, or the disk is full.
    """
    try:
        descriptor = create(out)
    except OSError as error:
        return str(error.strerror)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except BaseException as error:
        Path(out).unlink(missing_ok=True)
        if isinstance(error, OSError):
            return str(error.strerror)
        raise
    return ""


def create(out: str) -> int:
    """The descriptor of a new file."""
    return os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)


def ended_by(handler: Any) -> AbstractContextManager[None]:
    """Have what ends a program answered by *handler*: Ctrl-C, a terminal that is closed, a system that shuts down."""
    return answered_by(handler, "SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def answered_by(handler: Any, *names: str) -> Iterator[None]:
    """Have signals answered by *handler*, as far as the system has them and this is where they come."""
    # Signals come to the main thread alone.
    here = threading.current_thread() is threading.main_thread()
    known = [getattr(signal, name) for name in names if hasattr(signal, name)] if here else []
    before = {each: signal.signal(each, handler) for each in known}
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)
