"""The fields of the query language and the names that readers have for them."""

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("标题", "题名", "题目", "title"),
    "unit": ("单位", "被巡视单位", "被巡察单位", "巡视对象", "巡察对象", "对象", "unit"),
    "group": ("组", "巡视组", "巡察组", "组别", "番号", "group"),
    "head": ("组长", "head", "leader"),
    "deputy": ("副组长", "deputy"),
    "host": ("主持", "主持人", "host"),
    "speaker": ("讲话", "讲话人", "speaker"),
    "person": ("人", "人员", "人名", "姓名", "person", "people", "name"),
    "year": ("年", "年份", "year"),
    "type": ("类型", "type"),
    "kind": ("种类", "公告种类", "kind"),
    "level": ("层级", "级别", "level"),
    "round": ("轮次", "轮", "届次", "round"),
    "place": ("地区", "地方", "地点", "省", "市", "县", "place", "region"),
    "contact": ("联系方式", "联系", "contact"),
    "phone": ("电话", "值班电话", "举报电话", "短信", "phone", "tel"),
    "email": ("邮箱", "电子邮箱", "邮件", "email", "mail"),
    "mailbox": ("信箱", "邮政信箱", "地址", "邮编", "mailbox", "address"),
    "authority": ("机关", "派出机关", "党委", "authority"),
    "publisher": ("来源", "发布者", "publisher", "source"),
    "body": ("正文", "原文", "内容", "body", "text"),
}

_BY_NAME = {name: field for field, names in FIELDS.items() for name in names}


def field_named(name: str) -> str | None:
    """The field that a folded name stands for; None where it is none."""
    return _BY_NAME.get(name)
