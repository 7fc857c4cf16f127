"""Questions as people ask them, reduced to the words that a notice may hold. Pure."""

import re

# What makes a question of a query. Examples: "谁带队巡视了辽宁", "可以发短信举报吗", "巡视了哪些县区？"
_ASKS = re.compile(
    r"谁|哪[个些位几年月天里儿家所]|什么|多少|怎么|怎样|如何|是否|有没有|能不能|是不是|为何|何时|何地"
    r"|几[个家名轮号]|[吗呢?]$"
)

# What a question says beside its matter: the asking words with what hangs on them, and the particles of all questions.
# Longer ones first. Examples: "|谁带队|巡视|了|辽宁", "组长|是谁"
_ASKING = re.compile(
    r"请问|我想知道|想知道|告诉我|麻烦|"
    r"由谁|是谁|谁是|(?:谁)?(?:带队|率队|带领)|谁|"
    r"(?:有|是|在|到)?(?:哪[个些位几年月天里儿家所]+|什么(?:时候|时间|地方|地点|样)?|多少[个家名]?|几[个家名轮号])(?:单位|部门|地方|人)?|"
    r"怎么样?|怎样|如何|是否|有没有|是不是|能不能|可不可以|可以|能否|可否|应该|为什么|为何|何时|何地|"
    r"[吗呢吧啊呀?!,。、]|的?情况(?=[吗呢?]|$)|(?<=[视察查驻])[了过](?=.)|了$"
)
_NOTHING = re.compile(r"[的了是在有和与对由被把]+")


def is_question(text: str) -> bool:
    return _ASKS.search(text) is not None


def core_of(text: str) -> tuple[str, ...]:
    """What is left of a folded word without what only asks, in order."""
    parts = (part.strip("的了是在有") for part in _ASKING.split(text))
    return tuple(part for part in parts if part and not _NOTHING.fullmatch(part))
