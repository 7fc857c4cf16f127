"""What a page says of a notice, as a closed list of facts: the parsed fields that each shows, and its mark in the text.

A fact's key is its address on the page (#f-leaders).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from archive.ingest.fields import CASES
from archive.labels import LABELS


@dataclass(frozen=True, slots=True)
class FactKind:
    """A row's label (see archive.labels), the parsed fields it shows, and whether its absence is worth saying."""

    key: str
    label: str | Promise
    fields: tuple[str, ...]
    is_main: bool = False
    mark: str = "name"  # how its source is marked in the text: name, title or number


MAIN = (
    FactKind("group", LABELS["group"], ("groups", CASES), is_main=True),
    FactKind("authority", gettext_lazy("派出机关"), ("authority",)),
    FactKind("leaders", LABELS["leaders"], ("leaders",), is_main=True),
    FactKind("deputies", LABELS["deputies"], ("deputies",)),
    FactKind("units", LABELS["units"], ("units", CASES), is_main=True),
    FactKind("types", LABELS["types"], ("types",)),
    FactKind("stage", gettext_lazy("阶段"), ("stage",)),
    FactKind("round", gettext_lazy("届次轮次"), ("term", "round", "round_year", "round_in_year"), is_main=True),
    FactKind("meeting", gettext_lazy("动员会"), ("meeting_date",), mark="number"),
    FactKind("year", gettext_lazy("年份"), ("year",), is_main=True, mark="number"),
    FactKind("period", gettext_lazy("巡视期间"), ("period_start", "period_end"), is_main=True, mark="number"),
    FactKind("feedback", gettext_lazy("反馈"), ("feedback_date",), mark="number"),
    FactKind("signed", gettext_lazy("落款日期"), ("signed_date",), mark="number"),
    FactKind("duration", gettext_lazy("时长"), ("duration",), mark="number"),
    FactKind("host", LABELS["host"], ("host",)),
    FactKind("speaker", LABELS["speaker"], ("speaker",)),
    FactKind("place", LABELS["place"], ("place",)),
)
CONTACTS = (
    FactKind("phones", LABELS["phones"], ("phones",), mark="number"),
    FactKind("sms", gettext_lazy("短信号码"), ("sms",), mark="number"),
    FactKind("mailboxes", LABELS["mailboxes"], ("mailboxes",), mark="number"),
    FactKind("postcodes", LABELS["postcodes"], ("postcodes",), mark="number"),
    FactKind("emails", LABELS["emails"], ("emails",), mark="number"),
    FactKind("addresses", LABELS["addresses"], ("addresses",), mark="number"),
    FactKind("hours", gettext_lazy("受理时间"), ("hours", "days"), mark="number"),
    FactKind("deadline", gettext_lazy("受理截止"), ("deadline", "deadline_time"), mark="number"),
)
OTHER = (
    FactKind("rounds_done", gettext_lazy("已开展"), ("rounds_done",), mark="number"),
    FactKind("units_done", gettext_lazy("已巡视"), ("units_done",), mark="number"),
    FactKind("disciplines", gettext_lazy("受理重点"), ("disciplines",)),
    FactKind("rules", gettext_lazy("引用的文件"), ("cited_rules",), mark="title"),
)
KINDS = {kind.key: kind for kind in (*MAIN, *CONTACTS, *OTHER)}
FACT_OF_FIELD = {name: kind.key for kind in KINDS.values() for name in kind.fields}
