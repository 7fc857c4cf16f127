"""An archive of what is too long, and of what says nothing."""

from archive.models import Evidence, Kind, Notice
from archive.partial_date import PartialDate
from tests.makers import (
    make_authority,
    make_contact,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)

LONG_TEXT = 200_000  # characters
LONG_NAME = 80

_SENTENCE = "根据统一部署，巡视组近日进驻该单位开展专项巡视工作，动员会召开，组长作了讲话。"


def long_name(begins: str, length: int = LONG_NAME) -> str:
    """No space, no punctuation: nothing that a line could be broken at but the characters themselves."""
    return (begins + "暨特别冗长而又不可省略的有关部门" * 10)[:length]


def long_text(length: int = LONG_TEXT) -> str:
    """Paragraphs of all lengths, a line without any break among them, and a word of two thousand letters."""
    paragraphs = [_SENTENCE * (1 + number % 40) for number in range(length // 400)]
    text = "\n".join(["x" * 2_000, _SENTENCE * 500, *paragraphs])
    return (text + _SENTENCE * (length // len(_SENTENCE)))[:length]


def make_long_notice(length: int = LONG_TEXT, marks: int = 2_000) -> Notice:
    """Everything as long as it may be; facts stand at so many places of its text."""
    place = make_place(long_name("甲", 40), long_name("乙", 40), long_name("丙", 40))
    authority = make_authority(long_name("中共"), "county", place)
    group = make_group(3, authority, long_name("第三巡察组"))
    unit = make_unit(long_name("某单位"), authority)
    unit.aliases.get_or_create(name=long_name("又名"))
    wave = make_round(18, 8, authority)
    notice = make_notice(
        long_name("关于"),
        text=long_text(length),
        places=[place],
        level="county",
        authority=authority,
        term=18,
        round=wave,
        round_number=8,
        types=["专项"],
        publisher=long_name("发布者"),
        source_url="https://xunlan.example/" + "a" * 900,
        file_name="f" * 250,
        duration=long_name("两个月"),
        meeting_date=PartialDate(2015, 11, 1),
    )
    make_mention(notice, group, unit, wave=wave, heads=[long_name("长")], deputies=[long_name("副")])
    make_contact(notice, "https://xunlan.example/" + "b" * 200, kind="email")
    version = notice.versions.get()
    step = length // marks
    Evidence.objects.bulk_create(
        Evidence(version=version, field="groups", value="巡视组", start=at, end=at + 3, rule="t", confidence=1)
        for at in range(0, step * marks, step)
    )
    return notice


def make_empty_notice() -> Notice:
    """Nothing is known of it: not even what it is called."""
    return make_notice("", text="。", year=None, level="", activity="", kind=Kind.OTHER)


def fill_with_extremes() -> None:
    """The long one, under the key 1 in an empty archive, and the one that says nothing."""
    make_long_notice()
    make_empty_notice()
