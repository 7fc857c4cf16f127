"""Rules of the database that forms need not ask it about."""

from typing import Any

from django.db import models


class Guard(models.CheckConstraint):
    """What the fields' own validators and choices tell people; the database holds whoever else writes to it.

    Django would ask the database whether each such rule holds, one query a rule, whenever a form is checked.
    """

    def validate(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing: the fields have said it."""
