"""What may and what may not stand around a personal name in running text: closed lists of words."""

import re

HAN = r"\u4e00-\u9fff"

# Saying and doing of which a person is the subject. Example: 胡新元|指出, 冼国庆|动员
_SAYS_WORDS = (
    r"指出|指明|强调|要求|表示|表态|表明|希望|认为|提出|提醒|提到|通报|说明|传达|介绍|宣读|宣布|宣讲|解读|解释|反馈|汇报|阐述|阐明"
    r"|总结|点评|告诉|告知|透露|回答|重申|发言|发表|致辞|讲话|坦言|直言|勉励|叮嘱|嘱咐|号召|谈到|谈话|作了|做了|就此|明确"
)
_SAYS = _SAYS_WORDS + r"|[说讲谈宣阐作做就]"
_DOES_WORDS = (
    r"主持|进驻|入驻|出席|参加|参与|参会|到会|到场|列席|陪同|带领|带队|带着|率领|率队|担任|兼任|现任|曾任|出任|历任|部署|动员|安排"
    r"|听取|进行|前往|来到|抵达|走访|调研|深入|检查|查看|查阅|督导|组织|牵头|负责|委托|授权|开展|召集|召开|约谈|会见|接待|接访"
    r"|签订|签署|领学|领誓|见面|沟通|共同|一并|一同|一起|分别|先后|此前|随后|首先|最后|接着|会前|会上|会后|当场|现场|逐[一条项个]|着重"
    r"|重点|简要|详细|亲自|专门|全程|代表|围绕|结合|针对|按照|根据|通过|来自|曾经|正在|以及|还有|另有|其中"
)
_DOES = _DOES_WORDS + r"|[带率任签赴受]"
_NOUN_WORDS = (
    r"同志|一行|副?组长|组员|两位|三位|二人|两人|三人|副?书记|副?主任|副?局长|副?校长|副?院长|副?部长|副?主席|副?处长|副?科长"
    r"|副?县长|副?市长|副?区长|副?省长|副?厅长|副?镇长|副?乡长|副?行长|副?总|副?董事长|副?教授|常委|委员|院士|老师|博士|先生|女士"
)
_NOUN = _NOUN_WORDS + r"|[等及和与]"
_PARTICLE = r"[在对向为从到已将也还又并的同则却仍曾]"

# Example: 刘卒|就, 侯运通|同志
BEHIND = re.compile(rf"$|[^{HAN}·]|{_SAYS}|{_DOES}|{_NOUN}|{_PARTICLE}")
# Words of two characters or more: where one follows a shorter name, its first character is no third of the name.
# Example: 李丽|以及, 李明|参与, 张三|现任
WORD_BEHIND = re.compile(rf"{_SAYS_WORDS}|{_DOES_WORDS}|{_NOUN_WORDS}")
# Behind a name without a known surname. Example: 格桑卓玛|就, 罕山|作, 巴图|、
SURELY_BEHIND = re.compile(rf"$|[^{HAN}·]|同志|等\d|{_SAYS}|代表|主持|出席|参加|带队|以及|[向和及与]")
# Of these a person is the subject at once, so that what stands before them is all name. Example: 张永和|指出
FINITE = re.compile(r"指出|指明|强调|要求|表示|希望|认为|说|提出|坦言|透露|作|就|主持|宣")
# Verbs of which only the first character is looked at, behind a name of three. Example: 冀春林|用了
LOOSELY_BEHIND = re.compile(r"[用给把被让请叫跟前后看走听读问答逐随与以因只先曾再均没不便则]")

# What could stand behind a name does not begin one; nor do auxiliaries, pronouns, verbs of what a head has to do.
# Asked only where the surname is unknown. Example: "组长|到会指导", "组长|要带头", "组长|委托"
NOT_BEGINNING = re.compile(
    rf"{_SAYS}|{_DOES}|{_NOUN}|{_PARTICLE}"
    r"|[要应须需必可能会不没是有把被让给用了着过之制库岗级们名责权签履落抓管审定选配牵统全各每该此这其某谁如若因所先再才只均"
    r"且但而或则仍负点首与第]"
)
# Words that begin with a surname, or stand where only a name can, and may be followed by what follows a name.
# Offices, words for others who are there: "常务|副组长", "全体|同志". Verbs and adverbs: "宣布|:", "明确|要求",
# "于昨日|在". What a group or its head has: "组长|会议", "组长|人选". Labels and columns: "联系|电话".
NOT_A_NAME = re.compile(
    r"党[委组支总工]|常[务委]|纪[委检]|时任|任[组副命职期]|成员|单位|全体|全程|全面|干部|相关|有关|同志|和[各相其全]|及其"
    r"|强调|宣[布读讲]|公[布示告司]|通[报过知]|安排|明确|应当|从严|连续|分别|亲自|共同|高度|严[格肃禁]|时间|后续|国[家务有]"
    r"|向[市县区党省被全大各]|于[近今昨当会本上下日即]|.{0,3}[某×]|副|组[长员织内里成]|正[副组厅处科]|各|本[次轮]|该|其|被|由|以|兼|原"
    r"|人[员选]|名单|会[议上前后]|工作|人民|主要|代表|负责|授权|讲话|带[队领]|作[了动表]|做[了动]|在[会动]|就[巡做专]|一行|等"
    r"|联[系络]|电[话子]|值班|信[箱访]|邮[政箱编]|地址|驻地|马[上克]|手机|进驻|巡[视察查]|备注|序号|组[别名]|对象|职[务责]|姓名|办公|受理"
    r"|主持|出席|参加|传达|介绍|反馈|听取|表[示态]|指出|提出|要求|所有|部分|班子|领导|中央|市[委县]|县委|区委|省委|书记|主任"
    r"|暂[缺无]|待定|空缺|无[、,。\s]"
)
# Words in which no name ends. Example: "工作人员", "班子成员", "王强委托"
NOT_AT_END = re.compile(
    r"(?:同志|人员|成员|组员|领导|干部|单位|一行|有关|相关|全体|巡察|巡视|工作|会议|办公室|党组|党委|支部|公司|集团|学校|医院|群众"
    r"|代表|党员|负责|嘉宾|专家|委托|主持|讲话|发言|参加|出席|强调|指出|分别|共同|科室|大会|全会|例会|[委部局厅处组室])$"
)
# Where a shorter name also fits, these belong to the sentence. Example: 石涛|作动员讲话, 祁红|和6名组员
PARTICLES = frozenset("作就在与对向将已做及和同为从到等任带率受并讲说签曾")
# Never the end of a name before a verb. Example: 禹洋|还带队
ADVERBS = frozenset("还也又已则却仍的")
# Characters that write the sounds of Mongolian, Tibetan, Uyghur and Kazakh names; five or more of them in a row are
# such a name. Example: 额尔敦巴图, 阿拉坦巴根, 那仁满都拉
_SOUNDS = (
    "阿巴白包宝毕布朝楚达代德敦额尔恩根格古哈海浩呼胡吉嘉金拉勒朗兰满木牧莫那娜尼诺其奇琪钦热日如萨塞桑色沙舍苏斯索塔陶特腾图托"
    "娃瓦乌希喜雅伊音扎珠都仁高道基旺坦西次堆平措顿卓玛央姆曲珍普边洛丹增旦贡嘎多罗强土登加晋美久村坚赞赤列群培欧益泽邓翁降昂夏"
    "才让完么不云琴鲁毛尕藏杰智切科岱克苏伦亚森松顺青龙孟合曼买提吐逊丽努艾力江依米吾肉孜玉克里迪帕卡别叶赫穆甫什汗"
)
SOUNDS = re.compile(rf"[{_SOUNDS}]+")
TRANSCRIBED_WHOLE = re.compile(rf"[{_SOUNDS}]{{4,8}}")
TRANSCRIBED = re.compile(rf"[{_SOUNDS}]{{5,8}}?(?={SURELY_BEHIND.pattern})")
