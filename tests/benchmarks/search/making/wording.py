"""The text of a notice: its facts as notices of its kind tell them, and talk between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from archive.models import ContactKind, Kind
from archive.numerals import to_chinese
from archive.partial_date import PartialDate
from tests.benchmarks.search.making.made import Group, Wave
from tests.benchmarks.search.making.names import Sender
from tests.benchmarks.search.making.words import clause, finding, sentences

_SECTIONS = (
    "提高政治站位，深刻认识重大意义",
    "聚焦监督重点，把握政治定位",
    "强化责任担当，确保取得实效",
    "加强组织领导，主动支持配合",
)
_CONTACT_WORDS = {
    ContactKind.PHONE: "值班电话：",
    ContactKind.SMS: "短信号码：",
    ContactKind.MAILBOX: "邮政信箱：",
    ContactKind.POSTCODE: "邮编：",
    ContactKind.EMAIL: "电子邮箱：",
    ContactKind.ADDRESS: "来信请寄：",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a text may tell."""

    kind: str
    sender: Sender
    wave: Wave
    groups: tuple[Group, ...]
    types: tuple[str, ...]
    says_round: bool
    says_year: bool
    meeting: PartialDate
    start: PartialDate
    end: PartialDate
    hours: str
    disciplines: tuple[str, ...]
    host: str
    speaker: str

    @property
    def activity(self) -> str:
        return self.sender.activity

    @property
    def round(self) -> str:
        """十一届洛阳市委第七轮, or what the sender is called where the text does not say the round."""
        if not self.says_round:
            return self.sender.name
        return f"{to_chinese(self.wave.term)}届{self.sender.name}第{to_chinese(self.wave.number)}轮"

    @property
    def what(self) -> str:
        """专项巡察, 巡察“回头看”."""
        kinds = "、".join(name for name in self.types if name != "回头看")
        return f"{kinds}{self.activity}" + ("“回头看”" if "回头看" in self.types else "")

    def day(self, date: PartialDate) -> str:
        day = f"{date.month}月{date.day}日"
        return f"{date.year}年{day}" if self.says_year else day


def title_of(facts: Facts, chance: Random) -> str:
    group = facts.groups[0]
    unit = group.units[0].name
    return {
        Kind.MOBILIZATION_REPORT: f"{group.name}{facts.activity}{unit}工作动员会召开",
        Kind.MOBILIZATION_SPEECH: f"在{facts.activity}{unit}党组工作动员会上的讲话",
        Kind.ANNOUNCEMENT: f"{facts.round}{facts.activity}进驻公告",
        Kind.ROUND_OVERVIEW: f"{facts.round}{facts.activity}全面启动",
        Kind.FEEDBACK: f"{group.name}向{unit}反馈{facts.what}情况",
        Kind.RECTIFICATION: f"中共{unit}党组关于{facts.activity}整改进展情况的通报",
    }.get(Kind(facts.kind)) or f"{facts.sender.area}{clause(chance)}"


def text_of(facts: Facts, title: str, length: int, chance: Random) -> str:
    """About `length` characters: facts first and last, and between them as much talk as there is room for."""
    opening = [title, *_OPENINGS.get(Kind(facts.kind), _of_anything)(facts)]
    closing = list(_closing(facts)) if facts.kind not in (Kind.ROUND_OVERVIEW, Kind.OTHER) else []
    room = length - sum(len(paragraph) + 1 for paragraph in (*opening, *closing))
    return "\n".join([*opening, *_talk(facts, room, chance), *closing])


def _of_meeting(facts: Facts) -> Iterator[str]:
    group = facts.groups[0]
    unit = group.units[0]
    known_as = f"（以下简称“{unit.alias}”）" if unit.alias else ""
    yield (
        f"根据{facts.sender.name}统一部署，{group.name}近日进驻{unit.name}{known_as}开展{facts.what}。{facts.day(facts.meeting)}，"
        f"{facts.round}{facts.activity}{unit.name}工作动员会召开，{unit.alias or unit.name}党组书记{facts.host}主持会议"
        f"并作动员讲话，{group.name}组长{group.head}就即将开展的工作作了讲话。"
    )
    deputies = "、".join(group.deputies)
    yield f"{group.name}副组长{deputies}及{facts.activity}组全体成员，{unit.name}领导班子成员出席会议。"


def _of_speech(facts: Facts) -> Iterator[str]:
    group = facts.groups[0]
    yield f"{facts.speaker}\n（{facts.day(facts.meeting)}）\n同志们："
    yield (
        f"按照{facts.sender.name}统一部署，{group.name}对{group.units[0].name}开展{facts.what}。刚才，{group.name}组长{group.head}同志"
        f"通报了{facts.round}{facts.activity}的主要任务。受{facts.sender.name}{facts.activity}工作领导小组委托，我讲三点意见。"
    )


def _of_announcement(facts: Facts) -> Iterator[str]:
    yield (
        f"根据{facts.sender.name}统一安排，{facts.round}{facts.activity}{len(facts.groups)}个{facts.activity}组于{facts.day(facts.start)}至"
        f"{facts.day(facts.end)}对下列单位党组织开展{facts.what}。现将有关事项公告如下："
    )
    for group in facts.groups:
        yield f"{group.name}：组长{group.head}，副组长{'、'.join(group.deputies)}，{facts.activity}{_listed(group)}。"


def _of_round(facts: Facts) -> Iterator[str]:
    count = sum(len(group.units) for group in facts.groups)
    yield (
        f"{facts.day(facts.meeting)}，{facts.round}{facts.activity}动员部署会召开。本轮共派出{len(facts.groups)}个{facts.activity}组，"
        f"对{count}个单位开展{facts.what}。具体安排如下："
    )
    yield from (f"{group.name}（组长{group.head}）：{_listed(group)}" for group in facts.groups)


def _of_feedback(facts: Facts) -> Iterator[str]:
    group = facts.groups[0]
    unit = group.units[0].name
    yield (
        f"根据{facts.sender.name}{facts.activity}工作领导小组部署，{facts.day(facts.start)}至{facts.day(facts.end)}，{group.name}对{unit}进行了"
        f"{facts.what}。日前，{group.name}组长{group.head}向{unit}反馈了情况，{facts.host}主持会议并作表态发言。"
    )


def _of_rectification(facts: Facts) -> Iterator[str]:
    group = facts.groups[0]
    unit = group.units[0].name
    yield (
        f"根据{facts.sender.name}统一部署，{facts.day(facts.start)}至{facts.day(facts.end)}，{group.name}对{unit}开展了{facts.what}，"
        f"并反馈了{facts.activity}意见。{unit}党组成立以{facts.host}为组长的整改工作领导小组。现将整改进展情况予以公布。"
    )


def _of_anything(facts: Facts) -> Iterator[str]:
    group = facts.groups[0]
    unit = group.units[0].name
    yield f"近日，{facts.sender.name}就{facts.activity}作出安排，{group.name}将于近期对{unit}开展{facts.what}。"


_OPENINGS: dict[Kind, Callable[[Facts], Iterator[str]]] = {
    Kind.MOBILIZATION_REPORT: _of_meeting,
    Kind.MOBILIZATION_SPEECH: _of_speech,
    Kind.ANNOUNCEMENT: _of_announcement,
    Kind.ROUND_OVERVIEW: _of_round,
    Kind.FEEDBACK: _of_feedback,
    Kind.RECTIFICATION: _of_rectification,
}


def _listed(group: Group) -> str:
    return "、".join(unit.name for unit in group.units)


def _talk(facts: Facts, room: int, chance: Random) -> Iterator[str]:
    """Paragraphs as the kind has them: what somebody stressed, numbered sections, findings one by one."""
    speaker = facts.groups[0].head
    number = 0
    while room > 0:
        share = 0.5 if facts.kind in (Kind.FEEDBACK, Kind.RECTIFICATION) else 0.12
        body = "".join(sentences(chance, min(room, chance.randint(120, 260)), share))
        paragraph = f"{_lead(facts.kind, speaker, number, chance)}{body}"
        number += 1
        room -= len(paragraph) + 1
        yield paragraph


def _lead(kind: str, speaker: str, number: int, chance: Random) -> str:
    if kind == Kind.MOBILIZATION_REPORT:
        return f"{speaker}{chance.choice(('指出', '强调', '要求', '表示'))}，"
    if kind == Kind.MOBILIZATION_SPEECH:
        return f"{to_chinese(number + 1)}、{chance.choice(_SECTIONS)}。"
    if kind == Kind.FEEDBACK:
        return f"{chance.choice(('巡察发现', '一是', '同时', '还发现'))}，{finding(chance)}；"
    if kind == Kind.RECTIFICATION:
        return f"（{to_chinese(number + 1)}）关于“{finding(chance)}”的问题。整改措施{chance.randint(2, 300)}项，"
    return ""


def _closing(facts: Facts) -> Iterator[str]:
    period = f"{facts.activity}期间（{facts.day(facts.start)}~{facts.day(facts.end)}）"
    for group in facts.groups:
        ways = "；".join(f"{_CONTACT_WORDS[ContactKind(kind)]}{value}" for kind, value in group.contacts)
        if ways:
            yield f"{period}，{group.name}设{ways}。受理时间为每天{facts.hours.replace('-', '至')}。"
    if facts.disciplines:
        yield (
            f"根据巡视工作条例规定，{facts.activity}组主要受理反映{facts.groups[0].units[0].name}领导班子及其成员问题的来信来电来访，"
            f"重点是关于违反{'、'.join(facts.disciplines)}等方面的举报和反映。其他不属于受理范围的信访问题，将按规定由有关部门认真处理。"
        )
