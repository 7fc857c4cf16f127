"""The closed vocabularies of the field. Values are what the parser says and the database holds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """The level of the authority that sent the group, not of the place inspected."""

    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    COUNTY = "county", _("县")
    OTHER = "other", _("部门与单位内部")


class Kind(TextChoices):
    """What sort of notice it is."""

    MOBILIZATION_REPORT = "mobilization_report", _("动员会报道")
    MOBILIZATION_SPEECH = "mobilization_speech", _("动员会讲话")
    ANNOUNCEMENT = "announcement", _("进驻公告")
    ROUND_OVERVIEW = "round_overview", _("轮次总览")
    FEEDBACK = "feedback", _("反馈")
    RECTIFICATION = "rectification", _("整改进展")
    OTHER = "other", _("其他")


# What begins an inspection: a meeting that such a notice tells of is the one that opened it.
OPENINGS = (Kind.MOBILIZATION_REPORT, Kind.MOBILIZATION_SPEECH, Kind.ANNOUNCEMENT)
# What came of an inspection: the dates of the inspection that such a notice recalls are not its own.
AFTERWARDS = (Kind.FEEDBACK, Kind.RECTIFICATION)


class InspectionType(TextChoices):
    """Types of inspection; one inspection may be of several."""

    ROUTINE = "常规", _("常规")
    SPECIAL = "专项", _("专项")
    MOBILE = "机动", _("机动")
    LOOK_BACK = "回头看", _("回头看")
    EXTENDED = "延伸", _("延伸")
    RAISED = "提级", _("提级")
    CROSSED = "交叉", _("交叉")
    JOINED = "联动", _("联动")


class Activity(TextChoices):
    """巡视 is done by the centre and the provinces, 巡察 by everybody below and inside institutions."""

    XUNSHI = "巡视", _("巡视")
    XUNCHA = "巡察", _("巡察")


class Stage(TextChoices):
    """The stages that one inspection goes through."""

    MOBILIZATION = "mobilization", _("动员")
    ENTRY = "entry", _("进驻")
    FEEDBACK = "feedback", _("反馈")
    RECTIFICATION = "rectification", _("整改")


class YearBasis(TextChoices):
    """Where a notice's year comes from, strongest first; an editor's word stands above all."""

    EXPLICIT = "explicit", _("原文写明")
    ROUND = "round", _("由轮次推定")
    CONTEXT = "context", _("由上下文推定")
    PUBLISHED = "published", _("由发布日期推定")
    EDITOR = "editor", _("编辑更正")

    @classmethod
    def inferred(cls) -> tuple["YearBasis", ...]:
        """Those of years that were worked out, and not read."""
        return (cls.ROUND, cls.CONTEXT, cls.PUBLISHED)


class RoundBasis(TextChoices):
    """How it is known when a central round was and how many units it had; an editor may write other words instead."""

    PUBLIC = "public", _("起止月份取自公开资料。")
    COUNTED = "counted", _("起止月份取自公开资料；累计单位数由公告所说的“已巡视”若干单位得出。")
    NOTICE = "notice", _("起止月份见于本站收录的公告。")


class Role(TextChoices):
    """What somebody does in a notice. Heads and deputies belong to a group, host and speaker to the meeting."""

    HEAD = "head", _("组长")
    DEPUTY = "deputy", pgettext_lazy("角色", "副组长")  # one of them: languages with a plural say it otherwise
    HOST = "host", _("主持")
    SPEAKER = "speaker", _("讲话人")


class ContactKind(TextChoices):
    """How the public reaches the group or, where a unit tells of its rectification, the unit."""

    PHONE = "phone", _("电话")
    SMS = "sms", _("短信号码")
    MAILBOX = "mailbox", _("邮政信箱")
    POSTCODE = "postcode", _("邮政编码")
    EMAIL = "email", _("电子邮箱")
    ADDRESS = "address", _("地址")


class ReportingDay(TextChoices):
    """On which days reports are taken; several words together say it: 周一 周二, 每天 节假日除外.

    WORKING_HOURS and AS_WRITTEN name no day: the notice has a mere word for them, or a rule beyond these words.
    """

    EVERY_DAY = "每天", _("每天")
    WORKDAYS = "工作日", _("工作日")
    MONDAY = "周一", _("周一")
    TUESDAY = "周二", _("周二")
    WEDNESDAY = "周三", _("周三")
    THURSDAY = "周四", _("周四")
    FRIDAY = "周五", _("周五")
    SATURDAY = "周六", _("周六")
    SUNDAY = "周日", _("周日")
    NO_HOLIDAYS = "节假日除外", _("节假日除外")
    NO_PUBLIC_HOLIDAYS = "法定节假日除外", _("法定节假日除外")
    WORKING_HOURS = "工作时间", _("工作时间")
    AS_WRITTEN = "以原文为准", _("以公告原文为准")

    @classmethod
    def of_week(cls) -> tuple["ReportingDay", ...]:
        """In the order of the week, from Monday on, as date.weekday() counts."""
        return (cls.MONDAY, cls.TUESDAY, cls.WEDNESDAY, cls.THURSDAY, cls.FRIDAY, cls.SATURDAY, cls.SUNDAY)


class Status(TextChoices):
    """Drafts are seen by staff only."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")


class JoinState(TextChoices):
    """What became of a proposal to take two cases for one."""

    OPEN = "open", _("待定")
    JOINED = "joined", _("同一次巡视")
    PARTED = "parted", _("不是同一次")


class ReportState(TextChoices):
    """What became of a reader's report of an error."""

    OPEN = "open", _("待核")
    ACCEPTED = "accepted", _("已采纳")
    DECLINED = "declined", _("未采纳")


class ReportedField(TextChoices):
    """What a report of an error is about, in a reader's terms; empty where the reader cannot tell."""

    TITLE = "title", _("题名")
    GROUP = "group", _("巡视组、派出机关")
    PEOPLE = "people", _("人员")
    UNITS = "units", _("被巡视单位")
    ROUND = "round", _("年份、轮次")
    DATES = "dates", _("日期")
    CONTACTS = "contacts", _("联系方式")
    CASES = "cases", _("与别的公告是否同一次巡视")
    TEXT = "text", _("原文")
