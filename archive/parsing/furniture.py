"""What the site puts around a notice and isn't the notice's: footers with their own telephones and addresses."""

import re

from archive.parsing.source import Source

# Words that only the foot of a page has. Example: "版权所有:…", "皖ICP备17012345号", "主办:庐江县人民政府", "下一篇:…"
_FOOT = re.compile(
    r"版权所有|版权声明|icp备|icp证|公网安备|网站标识码|网站地图|网站管理|技术支持|copyright|©|友情链接"
    r"|(?:主办|承办|协办|主管)(?:单位)?:|(?:上|下)一[篇条页](?::|\s)|相关(?:新闻|链接|阅读|文章|报道):?(?:\s|$)"
    r"|关于我们|联系我们|扫一扫|分享到|不良信息举报|免责声明|网站(?:声明|首页\s)"
)
# A sentence that was written, not laid out: it ends in a full stop and is longer than any label.
_PROSE = 60


# The unit's own line at the foot. Example: "地址:人民路1号 电话:0573-85110000 传真:0573-85110001"
_OWNERS_LINE = re.compile(r"地址|电话|邮编")


def own_end(source: Source) -> int:
    """Where the notice ends: at the first line of the site's furniture in the block of short lines that closes the
    page; the end of the text where there is none. Never in the upper third: a page may begin with its menu."""
    if "own_end" not in source.known:
        source.known["own_end"] = _own_end(source)
    return source.known["own_end"]


def _own_end(source: Source) -> int:
    end = len(source.text)
    top = end // 3
    for line in reversed(source.lines):
        if line.start < top or ("。" in line.text and len(line.text) > _PROSE and not _FOOT.search(line.text)):
            break
        if _FOOT.search(line.text) or ("传真" in line.text and _OWNERS_LINE.search(line.text)):
            end = line.start
    return end
