"""Words of deeds that units are called by too: 审计 is what auditors do, 审计局 whom an inspection may go to."""

# What makes the word in front of it part of a unit's name; not where it begins another word.
# Example: "审计|局", "培训|中心", "信访|服务中心", but "公示|所有", "整改|部署"
_ENDS_NAME = (
    r"(?:服务|事务|教育|技术|管理|信息|指导|评价|保障|监督|执法){0,2}"
    r"(?:局|厅|署|处(?![理置分罚])|部(?![署分门])|科(?![学技目])|室|办(?![理法好结])|所(?![有属列在示需])|站(?!位)|院"
    r"|中心|学校|大学|机关|公司|集团|委员会|基地|大队|支队|总队)"
)


def deeds(words: str) -> str:
    """A pattern for the words, separated by bars, where they are no part of a unit's name."""
    return rf"(?:{words})(?!{_ENDS_NAME})"
