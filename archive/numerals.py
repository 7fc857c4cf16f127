"""Counting words as notices write them: 第七, 十八届, 第二十一轮."""

_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """The Chinese form of a number from 0 to 999: 18 -> 十八, 120 -> 一百二十; beyond that its figures."""
    if not 0 <= number <= 999:
        return str(number)
    if number < 10:
        return _DIGITS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def read_number(text: str) -> int | None:
    """The number that figures or Chinese numerals up to 999 write: 7, 七, 十二, 一百二十; None for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    number, digit = 0, 0
    for character in text.replace("〇", "零"):
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in "十百":
            number += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return number + digit if text else None
