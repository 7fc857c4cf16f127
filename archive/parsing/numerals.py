"""Chinese and Arabic numerals of up to three digits, as rounds, groups, months and days are counted."""

# What may stand where a number stands, placeholders included: 第七, 第12, 第X, 第××
NUMERAL = r"(?:[一二三四五六七八九十百零〇两]{1,5}|\d{1,3}|[x×*某]{1,3})"

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def to_int(text: str) -> int | None:
    """The number that the numeral stands for; None for a placeholder or anything else."""
    if text.isdecimal():
        return int(text)
    if not text or any(char not in _DIGITS and char not in "十百" for char in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[char]) for char in text))  # 二〇一八
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def to_chinese(number: int) -> str:
    """1 -> 一, 12 -> 十二, 30 -> 三十: how the members of a range of groups are named (below 100)."""
    digits = "零一二三四五六七八九"
    tens, rest = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else digits[tens] + "十")
    return head + (digits[rest] if rest or not tens else "")
