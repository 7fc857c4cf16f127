"""Counting words as notices write them: 第七, 十八届, 第二十一轮, 二〇一八年."""

# What may stand where a number stands, placeholders included: 第七, 第12, 第X, 第××
NUMERAL = r"(?:[一二三四五六七八九十百零〇两]{1,5}|\d{1,3}|[x×*某]{1,3})"

_DIGIT_WORDS = "零一二三四五六七八九"
_DIGITS = {character: value for value, character in enumerate(_DIGIT_WORDS)} | {"〇": 0, "两": 2}


def to_int(text: str) -> int | None:
    """The number that figures or Chinese numerals below a thousand write; None for a placeholder or anything else."""
    if text.isdecimal():
        return int(text)
    if not text or any(character not in _DIGITS and character not in "十百" for character in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[character]) for character in text))  # 二〇一八
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def to_chinese(number: int) -> str:
    """The Chinese form of a number from 0 to 999: 18 -> 十八, 120 -> 一百二十; beyond that its figures."""
    if not 0 <= number <= 999:
        return str(number)
    if number < 10:
        return _DIGIT_WORDS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGIT_WORDS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGIT_WORDS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGIT_WORDS[ones] if ones else "")
