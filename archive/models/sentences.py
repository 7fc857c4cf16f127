"""Sentences as they are stored: in their pattern and parts, as JSON."""

from typing import TYPE_CHECKING, Any

from django.db import models

from archive.parsing.sentences import Sentence, from_plain, to_plain

if TYPE_CHECKING:
    _Json = models.JSONField[Sentence | None, Sentence | None]
else:  # generic in the stubs alone
    _Json = models.JSONField


class SentenceField(_Json):
    """A Sentence, so that pages can say it in their reader's language; NULL where only its text is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True, "editable": False, **kwargs})

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        data = super().from_db_value(value, expression, connection)
        return None if data is None else from_plain(data)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        data = to_plain(value) if isinstance(value, Sentence) else value
        return super().get_db_prep_value(data, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return None if value is None else to_plain(value)
