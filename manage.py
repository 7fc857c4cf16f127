#!/usr/bin/env python
"""Xunlan's command line: `manage.py help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line

_ENDED_BY_PIPE = 141  # what a shell sees of any program whose reader went away (SIGPIPE)


def main() -> None:
    """Run the command; where the reader of its output has seen enough (manage.py parse … | head), end quietly."""
    try:
        try:
            execute_from_command_line(sys.argv)
        finally:
            sys.stdout.flush()  # here, where the error can be caught, rather than as Python ends
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        sys.exit(_ENDED_BY_PIPE)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
