"""Figures as the reader's language writes them: 1,234 in English, 1234 in Chinese.

Only what counts something is one: years, numbers of rounds, telephone numbers and keys stay as they are, and so does
whatever programs read (files, addresses, values of forms). So templates name what is a figure; nothing else is grouped.
"""

from django.utils.formats import number_format


class Figure(int):
    """A number that counts and calculates as ever, and is grouped wherever it is written out."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)
