"""Offices that people hold: the words with which a title ends, behind which a name may follow at once."""

import re

# Example: "党委|书记|吴利军", "县财政局|局长|张三", "县审计局党组|成员|毛岁喜", "二级主任|科员|蒲建华"
OFFICE = (
    r"(?:书记|主任|主席|经理|总裁|总监|董事长?|监事长?|委员|常委|成员|专员|代表|负责人|领导|助理|巡[视察]员|调研员|督[查察导]员"
    r"|检[查察]员|监察[员官]|纪检员|联络员|科员|干事|参谋|干部|政委|司令员?|指挥|教授|院士|研究员|讲师|工程师|经济师|会计师"
    r"|审计师|农艺师|政工师|医师|药师|护士长|法官|检察官|委员长|一把手"
    r"|[部局院校会所厅市县省区州盟旗镇乡村处行社台署司科股组队站馆园厂店团师旅营连室段系关庭办书事察谋]长)"
)
OFFICE_END = re.compile(OFFICE)
# Example: "县委常委、组织部|部长|"
ENDS_WITH_OFFICE = re.compile(OFFICE + r"$")
