"""What the lines around a page's text look like: heads of link lists, editors' lines, lines about the page."""

import re

DATE = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2}) ?(?:[-/.]|年) ?(?P<month>1[0-2]|0?[1-9]) ?(?:[-/.]|月) ?(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]{1,2}[-/.])"
)
HAN_DATE = re.compile("(?P<year>[一二][〇○零Ｏ一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日")

RELATED = re.compile(
    r"[【\[]?\s?(?:"
    r"(?:相关|延伸|推荐|扩展|热门|更多|最新|精彩|热点)(?:阅读|新闻|链接|文章|推荐|专题|报道|内容|资讯|信息|稿件|文档|解读)"
    r"|阅读(?:下一篇|排行|推荐|更多)|为[您你]推荐|猜[您你]喜欢|[您你]可能(?:会|还|也)?(?:喜欢|感兴趣)"
    r"|(?:上|下)一(?:篇|条|页)\s?[:：]|分享到|分享至|分享[:：]|我要(?:评论|跟帖|纠错|反馈)|网友评论|发表评论|评论\s?[(（]?[0-9]*[)）]?$|[0-9]+条评论"
    r"|扫一扫|扫描(?:左|右|下|上|二)|打开微信|用微信|关注我们|返回(?:首页|顶部|列表|上一页)|打印(?:本页|正文|文章)|关闭(?:窗口|本页|页面)"
    r"|精彩视频|视频推荐|正在加载|友情链接|关键[词字]\s?(?:[:：]|>>)|(?:免责|特别|版权|郑重)(?:声明|说明)|加载更多|热帖$|点击(?:进入专题|查看更多|加载)|Notice:"
    r")"
)
"""How a line begins with which the links, tools and notices after a text start."""

CLOSING = re.compile(
    r"[（(\[【]?\s?(?:"
    r"(?:责任?|本文|本期|网络|值班|执行|文字|新媒体)?(?:编辑|责编|编审|主编)\s?[:：丨|/]|责编|责任编辑|(?:初|复|终|一|二|三)审\s?[:：]|审核\s?[:：]|审校\s?[:：]|校对\s?[:：]|监制\s?[:：]"
    r"|(?:本文|文章|稿件|信息|新闻|资料)?来源\s?[:：丨|]|(?:发布|更新|发表)(?:时间|日期|人|单位|者)\s?[:：]|(?:浏览|点击|阅读)(?:次数|量|数)?\s?[:：]"
    r"|原标题\s?[:：]|[【\[]?(?:纠错|打印|关闭|大 中 小|字体)[】\]]?"
    r"|\+1$|点赞|收藏|[0-9]{1,6}$|转载请|(?:版权|免责|特别|郑重)?声明[:：]|原题为"
    r"|.{0,60}(?:未经(?:本[网站])?(?:授权|许可|允许|同意)|不得转载|严禁转载|谢绝转载|更多.{0,12}请?(?:下载|关注)|报料|客户端)"
    r").{0,120}$"
)
"""The whole of a line that closes an article: its editor, its source, its tools."""

ABOUT = re.compile(
    r"原标题|原题为|(?:发布|发表|更新|录入|添加)?(?:时间|日期)\s?[:：]|来源\s?[:：]|稿源\s?[:：]|文章来源|信息来源|(?:发布|供稿)(?:者|人|单位|机构|部门)\s?[:：]|作者\s?[:：]|编辑\s?[:：]"
    r"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s?[:：]|字体?[号]?\s?[:：]|字号|字体|打印|放大|缩小|收藏|分享|[【\[]大|评论|次浏览|阅读\s?[0-9]"
)
"""What a line about the page says: when it was published, where it is from, its tools."""

FOOTER = re.compile(
    r"版权所有|Copyright|©|ICP[备证]|公网安备|许可证(?:编?号)?[:：]|举报电话|举报邮箱|技术支持\s?[:：]|主办单位\s?[:：]|主办\s?[:：]|承办\s?[:：]"
    r"|网站标识码|免责声明|郑重声明|特别声明|仅供参考|All Rights Reserved",
    re.IGNORECASE,
)
"""What stands in the notices at the foot of a page."""

LETTERHEAD = re.compile(r"〔(?:19|20)[0-9]{2}〕[ \u3000]?第?[0-9]{1,5}号$|文件$|令$|^第[0-9一二三四五六七八九十百]{1,6}号$")
"""A line above a title that is part of the document: 发文机关标志, 发文字号."""

_ABOUT_LONGEST = 120


def is_bare_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) <= 16 and (DATE.fullmatch(text.rstrip("日号")) or HAN_DATE.fullmatch(text)) is not None


def is_about(text: str) -> bool:
    """Whether a line at the head of a text speaks of the page: its date of publication, its source, its tools."""
    if len(text) > _ABOUT_LONGEST or text.endswith(("。", "；")):
        return False
    return ABOUT.search(text) is not None or is_bare_date(text)
