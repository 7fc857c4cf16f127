"""A notice's text as HTML: every character escaped and none changed, the sources of facts marked."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.facts import KINDS
from archive.marking import Paragraph, Segment

register = template.Library()

# "巡视组:深圳,", "信箱a@b.cn": what leaves wide gaps in a justified line
_HALF_WIDTH = re.compile(r"[,:;][\u4e00-\u9fff]|[\u4e00-\u9fff][,:;]|@")
_TRADITIONAL, _SIMPLIFIED = set("巡視組進駐會黨監導問題們這個開縣單"), set("巡视组进驻会党监导问题们这个开县单")

_CLASSES = {"name": "ev", "title": "ev ev-title", "number": "ev ev-num"}


@register.filter
def marked(paragraph: Paragraph) -> SafeString:
    return format_html_join("", "{}", ((_html(segment),) for segment in paragraph.segments))


def _html(segment: Segment) -> SafeString:
    if segment.is_usual:
        return format_html('<span class="common">{}</span>', segment.text)
    if not segment.facts:
        return format_html("{}", segment.text)
    first = segment.facts[0]
    number = format_html(' id="e{}" data-n="{}"', segment.number, segment.number) if segment.number else ""
    return format_html(
        '<a class="{}"{} href="#f-{}" data-f="{}"><u>{}</u></a>',
        _CLASSES[KINDS[first].mark],
        number,
        first,
        " ".join(segment.facts),
        segment.text,
    )


@register.filter
def is_ragged(text: str) -> bool:
    """Whether the text is set unjustified, because it was written with half-width punctuation."""
    return bool(_HALF_WIDTH.search(text))


@register.filter
def script(text: str) -> str:
    """The language tag of the text by the forms of its commonest characters: zh-Hant or zh-Hans."""
    traditional = sum(map(text.count, _TRADITIONAL - _SIMPLIFIED))
    return "zh-Hant" if traditional > sum(map(text.count, _SIMPLIFIED - _TRADITIONAL)) else "zh-Hans"
