"""The year, term and round: read where they stand, worked out from the table of rounds where they don't."""

from archive.parsing.congresses import term_near
from archive.parsing.roundtable import Round, RoundTable
from archive.parsing.sentences import Month, Part, Sentence, gettext_noop
from archive.parsing.source import Finding
from archive.parsing.workedout import WorkedOut, round_name
from archive.parsing.writtenyear import find_written_year
from archive.parsing.yearclues import Clues, YearFinding
from archive.parsing.yearrounds import find_round_of_year


def find_year(clues: Clues, table: RoundTable) -> tuple[YearFinding | None, WorkedOut | None]:
    """The year and, for the centre, the round where only counts tell it."""
    worked_out = _named_round(clues, table) or _after_rounds(clues, table) or _after_units(clues, table)
    explicit = find_written_year(clues, worked_out)
    worked_out = worked_out or _counted_in_year(clues, explicit, table)
    if explicit is not None:
        return explicit, worked_out
    if worked_out is None:
        return None, None
    year = _year_of_round(clues, worked_out.row)
    if year is None:
        return None, worked_out
    sentence = Sentence(gettext_noop("{why}，{year}年。"), {"why": worked_out.why, "year": year})
    return YearFinding(year, worked_out.basis, sentence, worked_out.finding), worked_out


def _year_of_round(clues: Clues, row: Round) -> int | None:
    """The year of what is reported: within the round, or for findings the next such month behind its end."""
    if clues.is_later and row.ends is not None and row.ends.year is not None and row.ends.month is not None:
        return row.ends.year + (clues.month is not None and clues.month < row.ends.month)
    return row.year_of(clues.month_of_round)


def _named_round(clues: Clues, table: RoundTable) -> WorkedOut | None:
    mention = clues.round
    if clues.sender_kind != "中央" or mention is None or mention.term is None:
        return None
    row = table.get(mention.term, mention.number)
    if row is None or not row.holds(clues.month_of_round):
        return None
    name = round_name(row)
    finding = Finding(str(name), mention.start, mention.end, "round-named")
    return WorkedOut(row, "round", Sentence(gettext_noop("文中为{round}"), {"round": name}), finding)


def _after_rounds(clues: Clues, table: RoundTable) -> WorkedOut | None:
    """已开展7轮: this is the eighth, or still the seventh where the month says so."""
    done = clues.rounds_done
    if clues.sender_kind != "中央" or done is None or clues.month_of_round is None:
        return None
    term = term_near(clues.source.text, done.start)
    terms = {row.term for row in table} if term is None else {term}
    rows = [
        row for each in terms if (row := _round_after(table, each, int(done.value), clues.month_of_round)) is not None
    ]
    if len(rows) != 1:
        return None
    parts: dict[str, Part] = {"said": clues.source.written(done.start, done.end), "round": round_name(rows[0])}
    return WorkedOut(rows[0], "round", Sentence(gettext_noop("文中称“{said}”，据此为{round}"), parts), done)


def _counted_in_year(clues: Clues, explicit: YearFinding | None, table: RoundTable) -> WorkedOut | None:
    """2014年中央第三轮: which round of the term it is. What findings call 今年 is not the year in which it began."""
    if clues.sender_kind != "中央" or (clues.round is not None and clues.round.term is not None):
        return None
    year = explicit.year if explicit is not None and not clues.is_later else None
    return find_round_of_year(clues.source, clues.all_rounds, year, clues.month_of_round, table)


def _round_after(table: RoundTable, term: int, done: int, month: int) -> Round | None:
    for number in (done + 1, done):
        row = table.get(term, number)
        if row is not None and row.holds(month):
            return row
    return None


def _after_units(clues: Clues, table: RoundTable) -> WorkedOut | None:
    """巡视了66个地区和单位: only one round began with that many done."""
    done = clues.units_done
    if clues.sender_kind != "中央" or done is None or clues.month_of_round is None:
        return None
    rows = [row for row in table.after_units(int(done.value)) if row.holds(clues.month_of_round)]
    if len(rows) != 1:
        return None
    said = clues.source.written(done.start, done.end)
    why = Sentence(
        gettext_noop("文中称“{said}”，其后在{month}进行的只有{round}"),
        {"said": said, "month": Month(clues.month_of_round), "round": round_name(rows[0])},
    )
    return WorkedOut(rows[0], "context", why, done)
