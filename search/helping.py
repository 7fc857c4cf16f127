"""The help page: the query language in sections, each with examples that can be tried."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from search.language import FIELDS
from search.language.wording import FIELD_LABELS


@dataclass(frozen=True, slots=True)
class Example:
    query: str
    says: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    says: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """A field, every name it goes by, and an example."""

    label: str
    names: str
    example: str


_FIELD_EXAMPLES = {
    "title": "标题:巡察公告",
    "unit": "单位:深交所",
    "group": "组:第七",
    "head": "组长:刘卒",
    "deputy": "副组长:董涵英",
    "host": "主持:吴利军",
    "speaker": "讲话人:任晓平",
    "person": "人员:叶青纯",
    "year": "年份:2015..2018",
    "type": "类型:回头看",
    "kind": "种类:反馈",
    "level": "层级:中央",
    "round": "轮次:十八届第八轮",
    "place": "地区:河南",
    "contact": "联系方式:0755",
    "phone": "电话:0755",
    "email": "邮箱:163.com",
    "mailbox": "信箱:1006",
    "authority": "机关:洛阳市委",
    "publisher": "来源:新华网",
    "body": "正文:“四个着力”",
}


def help_sections() -> tuple[Section, ...]:
    return (
        Section(
            _("字词"),
            _(
                "几个词用空格分开。各词都有的公告在前，只有一部分的列在后面。任意连着的几个字都查得到，不管是不是一个词；"
                "繁体与简体、全角与半角、大小写、号码里的横线都不必区分。"
            ),
            (
                Example("深交所 刘卒", _("两个词都有")),
                Example("深圳證券交易所", _("繁体也查得到简体")),
                Example("0755 88106327", _("号码")),
            ),
        ),
        Section(
            _("原样查找"),
            _('引号里的字须原样连在一起，“”、""、「」都可以。'),
            (Example("“四个着力”", _("四个字连在一起")),),
        ),
        Section(
            _("除去、或者、括号"),
            _("减号前面空一格，后面紧跟要除去的词。OR（或者“或”）两边空格，二者有一即可，先于空格结合；括号改变结合。"),
            (
                Example("回头看 -辽宁", _("有“回头看”而没有“辽宁”")),
                Example("深交所 OR 辽宁", _("二者有一")),
                Example("专项 (深交所 OR 通用技术集团)", _("括号里的二者有一")),
            ),
        ),
        Section(
            _("简称、轮次与番号"),
            _("简称与全称互相查得到。写出年份、轮次、巡视组，推算出来的也查得到；说法相反的公告排在后面。"),
            (
                Example("国资委", _("也查国有资产监督管理委员会")),
                Example("十八届中央第八轮", _("由轮次推定的公告")),
                Example("中央第10巡视组", _("与“第十”相同")),
            ),
        ),
        Section(
            _("提问"),
            _("可以直接提问：问法本身略去，只查其中的字词。"),
            (Example("谁带队巡视了辽宁", _("查“巡视”和“辽宁”")),),
        ),
    )


def field_help() -> tuple[FieldHelp, ...]:
    return tuple(
        FieldHelp(str(FIELD_LABELS[field]), "、".join(names), _FIELD_EXAMPLES[field]) for field, names in FIELDS.items()
    )
