"""What was worked out, explained in the reader's language."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from archive.parsing import Sentence, parse
from archive.parsing.sentences import Clauses, Day, Month, Part, RoundName, RoundNames, from_plain, to_plain
from archive.partial_date import PartialDate
from archive.reasons import spoken_reason
from tests.archive.parsing.scoring import DEV, SEEDS, text_of

SAID = Sentence("文中称“{said}”，据此为{round}", {"said": "第<7>轮", "round": RoundName("中央", 18, 8)})
YEAR = Sentence("{why}，{year}年。", {"why": SAID, "year": 2015})
PAIR = Sentence(
    "{said}；{missing}。",
    {
        "said": Clauses(
            (
                Sentence("同为{who}对{unit}的巡察", {"who": "市委第三巡察组", "unit": "市教育局"}),
                Sentence("轮次相同（{value}）", {"value": RoundName("", 11, 7)}),
                Sentence("日期相同（{value}）", {"value": Day(PartialDate(2021, 3, 1))}),
            )
        ),
        "missing": Clauses((Sentence("一方未写明地区"), Sentence("双方都未写明年份"))),
    },
)
LOCAL = Sentence("编辑将轮次定为{round}，据此为{year}年。", {"round": RoundName("洛阳市委", 11, 7), "year": 2021})

IN_ENGLISH = [
    (
        YEAR,
        (
            'The text says "<span lang="zh-Hans">第&lt;7&gt;轮</span>", which makes this central round 8 of term 18; '
            "hence the year 2015."
        ),
        "a quotation stays Chinese, a round is said in English",
    ),
    (
        LOCAL,
        'An editor set the round to round 7 of <span lang="zh-Hans">洛阳市委</span>, term 11; hence the year 2021.',
        "the name of a committee stays Chinese",
    ),
    (
        Sentence("文中只写到日，月份取自巡视期间（{month}）。", {"month": Month(6)}),
        "The text gives the day alone; the month is that of the inspection period (June).",
        "a month has its English name",
    ),
    (
        PAIR,
        (
            'Both are inspections of <span lang="zh-Hans">市教育局</span> by '
            '<span lang="zh-Hans">市委第三巡察组</span>, '
            "the same round (round 7 of term 11), the same date (1 March 2021); "
            "one does not state the place, neither states the year."
        ),
        "clauses are joined as the language joins them, a date is said in English",
    ),
    (
        Sentence("日期残缺，只取其中的年份，需核对"),
        "The date is damaged: only its year was taken, and should be checked.",
        "nothing stands in it",
    ),
]


@pytest.mark.parametrize(("sentence", "english", "why"), IN_ENGLISH)
def test_it_explains_in_english(sentence: Sentence, english: str, why: str) -> None:
    with translation.override("en"):
        assert spoken_reason(str(sentence), sentence) == english, why


@pytest.mark.parametrize("sentence", [YEAR, None])
def test_it_explains_in_chinese_as_it_always_did(sentence: Sentence | None) -> None:
    with translation.override("zh-hans"):
        said = spoken_reason("文中称“第<7>轮”。", sentence)
    assert said == '<span lang="zh-Hans">文中称“第&lt;7&gt;轮”。</span>'


OF_NO_TRANSLATION = [None, Sentence("早先的说法{x}", {"x": 1}), Sentence("{why}。", {"why": Sentence("早先")})]
OF_NO_TRANSLATION += [Sentence("{said}。", {"said": Clauses((Sentence("一方未写明地区"), Sentence("早先")))})]


@pytest.mark.parametrize("sentence", OF_NO_TRANSLATION)
def test_it_leads_to_the_chinese_where_there_is_no_other(sentence: Sentence | None) -> None:
    with translation.override("en"):
        said = spoken_reason("早先的说法", sentence, "Inferred from the round")
    assert said == 'Inferred from the round. The reason, in Chinese: <span lang="zh-Hans">早先的说法</span>'


def test_it_lists_rounds_as_the_language_does() -> None:
    rounds = RoundNames((RoundName("", 18, 3), RoundName("", 18, 4)))
    parts: dict[str, Part] = {"said": "2014年第二轮", "year": 2014, "rounds": rounds, "round": RoundName("中央", 18, 4)}
    sentence = Sentence("文中称“{said}”，{year}年开始的中央巡视依次是{rounds}，据此为{round}", parts)
    with translation.override("en"):
        assert "in order: round 3 of term 18, round 4 of term 18; this is" in spoken_reason("", sentence)


def test_it_is_the_same_sentence_after_it_was_stored() -> None:
    rounds = RoundNames((RoundName("", 18, 1), RoundName("", 18, 2)))
    sentence = Sentence("{why}{rounds}{month}", {"why": YEAR, "rounds": rounds, "month": Month(12)})
    assert from_plain(to_plain(sentence)) == sentence
    assert from_plain(to_plain(PAIR)) == PAIR
    assert str(sentence) == "文中称“第<7>轮”，据此为十八届中央第八轮，2015年。十八届第一轮、十八届第二轮12月"


@pytest.mark.parametrize("gold", [*SEEDS, *DEV], ids=lambda gold: gold.name)
def test_it_says_in_english_whatever_the_parser_says(gold: Path) -> None:
    notice = parse(text_of(gold))
    with translation.override("en"):
        said = [spoken_reason("", why) for why in (*notice.basis.values(), *(doubt.reason for doubt in notice.doubts))]
    assert not re.findall(r"[\u4e00-\u9fff]", re.sub(r'<span lang="zh-Hans">.*?</span>', "", "".join(said)))
    assert not any("in Chinese:" in sentence for sentence in said)


def test_it_marks_every_pattern_for_translation() -> None:
    """A pattern that stands in the code without its mark is never collected."""
    code = "".join(path.read_text() for path in Path(settings.BASE_DIR, "archive").rglob("*.py"))
    assert not re.findall(r'\bSentence\(\s*f?["\'][^\n]*', code)
