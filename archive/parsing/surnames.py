"""Surnames: the one or two characters with which a personal name begins."""

# Surnames of two characters, one behind the other, so that each even offset begins one.
_TWO = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒夏侯宇文端木轩辕呼延南宫长孙独孤拓跋闻人澹台"
    "申屠淳于单于太叔仲孙钟离鲜于闾丘司空亓官西门东郭百里第五完颜赫连叶赫那拉爱新"
)
COMPOUND = frozenset(_TWO[at : at + 2] for at in range(0, len(_TWO), 2))
SINGLE = frozenset(
    # the Hundred Family Surnames
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞"
    "任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计"
    "伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经"
    "房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧"
    "隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池"
    "乔阴鬱胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向"
    "古易慎戈廖庾终暨居衡步耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢"
    "关蒯相查后荆红游竺权逯盖益桓公"
    # later forms and surnames that are common today or in one region
    "肖闫岳冼苑亓付代仝侴疏佟佘冶区叔谌谯遆邸郄鹿麦楼揭官植哈朴原展商海淳尧妥隋门闪随伦但禚况种逢补覃布战晋楚法汝鄢涂钦"
    "归候操撒锺粟旷雒缑亢琚苟母揣库依鲜保普禇么邝栗招折敏虎盘斯丛兰仉丘青户才芦药言眭睢郇郐鄞渠年禤练占矫初衣泮牟綦修迟"
    "卿蹇阳帅淡税银磨闭玉零刀岩木字资角蜂阿尼洛旦呼奇畅承恽求励腾典宛英铁朵拜买速摆喇图瓜恒敬靖泰漆尉豆仁仵贠降拓邳郅栋"
    "逮郸鄄揣锁智苻芶冮忻竹信候浩沐萨阔慈蓬巨尕旺扎才多次格洪达晓贯线乞俱戢上甫逊菅昂问泽莎宝撖鈡钭弋邾麴訚佴肇"
)  # fmt: skip


def has_surname(text: str) -> bool:
    return text[:1] in SINGLE or text[:2] in COMPOUND


def has_compound(text: str) -> bool:
    return text[:2] in COMPOUND
