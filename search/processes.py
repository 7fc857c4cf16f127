"""Child processes that live no longer than the one that starts them, however that ends."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)

# Loaded here, for between fork and exec nothing may be loaded. Only Linux tells a child that its parent died.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(parent: int) -> None:
    """Ask for SIGTERM when the parent process (its id) ends. To be called in the child."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it was quicker
            os.kill(os.getpid(), signal.SIGTERM)


def start(command: Sequence[str], cwd: Path) -> "subprocess.Popen[bytes]":
    """In a process group of its own: a terminal's Ctrl-C reaches the starter alone, who passes it on once."""
    parent = os.getpid()
    return subprocess.Popen(  # noqa: S603  our own commands
        command,
        cwd=cwd,
        process_group=0,
        preexec_fn=lambda: end_with_parent(parent),
    )


def stop(process: "subprocess.Popen[bytes]", patience: float) -> None:
    """SIGTERM, and SIGKILL for what is still there after `patience` seconds."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
