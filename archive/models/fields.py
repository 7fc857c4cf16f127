"""Model fields for values that Django has none for: partial dates, lists of words."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.partial_date import PartialDate
from archive.pinyin import SORT_KEY_LENGTH, sort_key
from archive.unit_names import firm
from archive.writings import folded_name

if TYPE_CHECKING:
    _IntegerOfDate = models.PositiveIntegerField[PartialDate | str | None, PartialDate | None]
    _TextOfWords = models.TextField[Sequence[str], list[str]]
    _Text = models.CharField[str, str]
else:  # generic in the stubs alone
    _IntegerOfDate = models.PositiveIntegerField
    _TextOfWords = models.TextField
    _Text = models.CharField


class WorkedOutField(_Text):
    """A text made of other fields of its row, worked out whenever these are saved; of names them."""

    of: Sequence[str] = ("name",)

    def made_of(self, row: models.Model) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = self.made_of(model_instance)
        setattr(model_instance, self.attname, text)
        return text


class NameKeyField(WorkedOutField):
    """What the row's name is found by, however it is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 300, "blank": True, "editable": False, "default": "", **kwargs})

    def made_of(self, row: models.Model) -> str:
        return folded_name(getattr(row, "name"))  # noqa: B009  # of no model in particular


class FirmCoreField(WorkedOutField):
    """What is proper to a firm's name, see unit_names.firm(): empty of what is none."""

    def made_of(self, row: models.Model) -> str:
        known = firm(getattr(row, "name"))  # noqa: B009  # of no model in particular
        return known.core if known else ""


class PartialDateField(_IntegerOfDate):
    """A PartialDate, stored as the integer YYYYMMDD with 0 for unknown parts, so that every database sorts it right.

    2021-05 (20210500) sorts before 2021-05-01; dates without a year (--11-01, 1101) sort before all others.
    Filter by year with a range: field__gte=PartialDate(2015), field__lt=PartialDate(2016).
    """

    description = gettext_lazy("可以只知道一部分的日期")

    def from_db_value(self, value: int | None, *_args: object) -> PartialDate | None:
        return None if value is None else PartialDate.from_key(value)

    def to_python(self, value: object) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None  # type: ignore[return-value]
        try:
            return PartialDate.parse(value) if isinstance(value, str) else PartialDate.from_key(int(value))  # type: ignore[call-overload]
        except (TypeError, ValueError) as error:
            raise ValidationError(_partial_date_message(str(value)), code="invalid") from error

    def get_prep_value(self, value: object) -> int | None:
        date = self.to_python(value)
        return None if date is None else date.sort_key()

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    @property
    def validators(self) -> list[Any]:
        """None: the integer's own limits say nothing of a date, and PartialDate checks itself."""
        return []

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        kwargs.pop("form_class", None)
        kwargs.pop("widget", None)
        own_help = {"help_text": self.help_text} if self.help_text else {}
        return PartialDateFormField(**{"required": not self.blank, "label": self.verbose_name, **own_help, **kwargs})


class PartialDateFormField(forms.CharField):
    """A date typed as 2015-11-01, 2021-05, 2018 or --11-01."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("如 2015-11-01、2021-05、2018，年份不明写 --11-01；不知道就留空"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(_partial_date_message(text), code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python("" if initial is None else str(initial))
        except ValidationError:
            return True


def _partial_date_message(text: str) -> str:
    return _("“%(text)s”不是日期。写成 2015-11-01、2021-05、2018，年份不明写 --11-01；不知道就留空。") % {"text": text}


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Of stored text: rows by the thousand hold the same few lists."""
    return tuple(json.loads(text))


class WordListField(_TextOfWords):
    """A list of strings in the order written, stored as JSON text; with choices, a closed list of them.

    The stored text has a fixed form ('["常规", "专项"]'), so that has_word() can be asked of any database.
    """

    description = gettext_lazy("词的列表")

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.vocabulary is not None:
            kwargs["vocabulary"] = self.vocabulary
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_args: object) -> list[str]:
        return list(_words(value)) if value else []

    def to_python(self, value: object) -> list[str]:
        if not value:
            return []
        if isinstance(value, str):
            value = json.loads(value)
        if not isinstance(value, Sequence) or not all(isinstance(word, str) for word in value):
            raise ValidationError(_("需要一列词"), code="invalid")
        return list(value)

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(self.to_python(value), ensure_ascii=False)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        options: dict[str, Any] = {"required": not self.blank, "label": self.verbose_name, "help_text": self.help_text}
        if self.vocabulary is not None:
            options |= {"choices": self.vocabulary.choices, "widget": forms.CheckboxSelectMultiple}
            return forms.MultipleChoiceField(**options)
        return LinesFormField(**options)


def has_word(field: str, word: str) -> models.Q:
    """The condition that the WordListField named field holds word."""
    return models.Q(**{f"{field}__contains": json.dumps(word, ensure_ascii=False)})


class LinesFormField(forms.CharField):
    """A list typed one value a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != list(initial or [])


class WebAddressField(models.URLField):
    """An address on the web; typed without a scheme it is taken for https."""

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class SortKeyField(WorkedOutField):
    """Where a row stands among others by how its name is read; of names the fields that the name is made of."""

    def __init__(self, *, of: Sequence[str] = ("name",), is_person: bool = False, **kwargs: Any) -> None:
        self.of, self.is_person = tuple(of), is_person
        super().__init__(**{**kwargs, "max_length": SORT_KEY_LENGTH, "blank": True, "editable": False})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for settled in ("max_length", "blank", "editable"):
            kwargs.pop(settled, None)
        return name, path, args, {**kwargs, "of": self.of, "is_person": self.is_person}

    def made_of(self, row: models.Model) -> str:
        return sort_key("".join(getattr(row, name) for name in self.of), is_person=self.is_person)
