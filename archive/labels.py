"""What stands before one or several values: languages that tell one from many have a word for each."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import npgettext_lazy

# By the key of the fact (archive.facts) whose values it stands before.
LABELS: Mapping[str, Any] = {
    "group": npgettext_lazy("标签", "巡视组", "巡视组", "count"),
    "leaders": npgettext_lazy("标签", "组长", "组长", "count"),
    "deputies": npgettext_lazy("标签", "副组长", "副组长", "count"),
    "units": npgettext_lazy("标签", "被巡视单位", "被巡视单位", "count"),
    "types": npgettext_lazy("标签", "类型", "类型", "count"),
    "host": npgettext_lazy("标签", "主持", "主持", "count"),
    "speaker": npgettext_lazy("标签", "讲话人", "讲话人", "count"),
    "place": npgettext_lazy("标签", "地区", "地区", "count"),
    "phones": npgettext_lazy("标签", "值班电话", "值班电话", "count"),
    "mailboxes": npgettext_lazy("标签", "邮政信箱", "邮政信箱", "count"),
    "postcodes": npgettext_lazy("标签", "邮政编码", "邮政编码", "count"),
    "emails": npgettext_lazy("标签", "电子邮箱", "电子邮箱", "count"),
    "addresses": npgettext_lazy("标签", "地址", "地址", "count"),
}


def label_of(label: Any, count: int) -> str:
    """Before so many values: a label of LABELS, or one that is the same of any number, which for want of any is one."""
    return str(label % {"count": count or 1})
