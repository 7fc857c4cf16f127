"""What a query was understood as, and what could not be taken, in the reader's language."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.language.nodes import AllOf, AnyOf, Field, Node, Problem, Query, Without, Word

FIELD_LABELS = {
    "title": gettext_lazy("标题"),
    "unit": gettext_lazy("单位"),
    "group": gettext_lazy("巡视组"),
    "head": gettext_lazy("组长"),
    "deputy": gettext_lazy("副组长"),
    "host": gettext_lazy("主持"),
    "speaker": gettext_lazy("讲话人"),
    "person": gettext_lazy("人员"),
    "year": gettext_lazy("年份"),
    "type": gettext_lazy("类型"),
    "kind": gettext_lazy("公告种类"),
    "level": gettext_lazy("层级"),
    "round": gettext_lazy("轮次"),
    "place": gettext_lazy("地区"),
    "contact": gettext_lazy("联系方式"),
    "phone": gettext_lazy("电话"),
    "email": gettext_lazy("电子邮箱"),
    "mailbox": gettext_lazy("信箱或地址"),
    "authority": gettext_lazy("派出机关"),
    "publisher": gettext_lazy("发布者"),
    "body": gettext_lazy("正文"),
}

_SENTENCES: dict[str, Callable[[Problem], str]] = {
    "too long": lambda problem: _("查询太长，只用了前%(count)s个字符。") % {"count": problem.text},
    "too many": lambda problem: _("查询的词太多，只用了前%(count)s个。") % {"count": problem.text},
    "too deep": lambda problem: _("括号层数太多，最里面的括号已略去。"),
    "nothing": lambda problem: _("“%(text)s”里没有可以查找的字词。") % {"text": problem.text},
    "no words": lambda problem: _("“%(text)s”里没有字词，按原样查找。") % {"text": problem.text},
    "quote": lambda problem: _("引号不成对，最后一个引号已略去。"),
    "bracket": lambda problem: _("括号不成对，多出的“%(text)s”已略去。") % {"text": problem.text},
    "operator": lambda problem: _("“%(text)s”旁边缺少字词，已略去。") % {"text": problem.text},
    "empty field": lambda problem: _("“%(text)s”后面没有内容，按普通字词查找。") % {"text": problem.text},
    "bad value": lambda problem: _("“%(text)s”不是这一项可有的内容，按普通字词查找。") % {"text": problem.text},
}


def sentences(problems: Iterable[Problem]) -> list[str]:
    return list(dict.fromkeys(_SENTENCES[problem.code](problem) for problem in problems))


def understood(query: Query) -> str:
    """组长 = 刘卒，年份 = 2015; empty where the query is plain words, for these need no explaining."""
    if query.root is None or not (query.is_question or _is_structured(query.root)):
        return ""
    return _say(query.root)


def _is_structured(node: Node) -> bool:
    match node:
        case AllOf(nodes):
            return any(map(_is_structured, nodes))
        case Word():
            return node.is_phrase or node.is_spaced
        case _:
            return True


def _say(node: Node) -> str:
    match node:
        case Word(is_phrase=True):
            return _("原样含“%(text)s”") % {"text": node.written}
        case Word() if node.is_spaced:
            return _("含“%(text)s”（单字之间的空格不计）") % {"text": node.text}
        case Word():
            words = [_("含“%(text)s”") % {"text": word} for word in node.core or (node.written,)]
            return _("，").join(words)
        case Field():
            return _("%(field)s = %(value)s") % {"field": FIELD_LABELS[node.name], "value": node.written}
        case Without(inner):
            return _("除去：%(what)s") % {"what": _in_brackets(inner)}
        case AllOf(nodes):
            return _("，").join(map(_say, nodes))
        case AnyOf(nodes):
            return _(" 或 ").join(map(_in_brackets, nodes))


def _in_brackets(node: Node) -> str:
    return _("（%(what)s）") % {"what": _say(node)} if isinstance(node, AllOf | AnyOf) else _say(node)
