"""What the lines around a page's text look like: heads of link lists, editors' lines, lines about the page."""

import re

from convert.patterns import pattern

_SP = "[ \xa0\u3000]?"
_COLON = f"{_SP}[:：丨|/]"

DATE = pattern(
    "(?<![0-9])(?P<year>(?:19|20)[0-9]{2}) ?[-/.年] ?(?P<month>1[0-2]|0?[1-9]) ?[-/.月] ?"
    "(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]{1,2}[-/.])"
)
HAN_DATE = pattern(
    "(?P<year>[一二][〇○零Ｏ一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    "(?P<day>[一二三四五六七八九十]{1,3})日"
)
_CLOCK = pattern("(?<![0-9])(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")

_EDITOR = (
    f"(?:(?:责任?|本文|本期|网络|值班|执行|文字|新媒体)?(?:编辑|责编|编审|主编)|(?:本文)?来源.{{0,30}}责任编辑"
    f"|[初复终一二三]审|审核|审校|校对|监制){_COLON}"
)
EDITOR = pattern(rf"[（(\[【]?{_SP}{_EDITOR}")
"""How the line begins that names an article's editors; no text comes after it."""

_TOPIC = "阅读|新闻|链接|文章|推荐|专题|报道|内容|资讯|信息|稿件|文档|解读|视频"
RELATED = pattern(
    rf"[【\[]?{_SP}(?:"
    rf"(?:相关|延伸|推荐|扩展|热门|更多|最新|精彩|热点)(?:{_TOPIC}){{1,2}}[】\]:：]?(?:{_SP}更多.{{0,3}})?$"
    r"|阅读(?:下一篇|排行|推荐|更多)|[为猜][您你](?:推荐|喜欢)|[您你]可能(?:会|还|也)?(?:喜欢|感兴趣)"
    rf"|点击(?:进入专题|查看更多|加载)|[上下]一[篇条页]{_SP}[:：]|分享[到至]?[:：]|分享[到至]$"
    r"|我要(?:评论|跟帖|纠错|反馈)|网友评论|发表评论|热帖$|加载更多|正在加载"
    rf"|(?:热门?|最新|全部)?评论{_SP}[(（]?[0-9]{{0,9}}[)）]?$|[0-9]{{1,9}}{_SP}条评论"
    r"|往期(?:推荐|回顾|精选|内容)|长按.{0,8}(?:识别|扫码|二维码)|扫一扫|扫码|扫描[左右下上二]|打开微信|用微信|关注我们|返回(?:首页|顶部|列表|上一页)"
    rf"|打印(?:本页|正文|文章)|关闭(?:窗口|本页|页面)|友情链接|关键[词字]{_SP}(?:[:：]|>>)"
    r"|(?:免责|特别|版权|郑重)(?:声明|说明)|Notice:"
    r")"
)
"""How a line begins with which the links, tools and notices after a text start; a sentence that begins so is none."""

CLOSING = pattern(
    rf"[（(\[【]?{_SP}(?:"
    rf"{_EDITOR}.{{0,80}}"
    rf"|(?:本文|文章|稿件|信息|新闻|资料|图片)?来[源自]{_COLON}.{{0,80}}"
    rf"|(?:发布|更新|发表|录入)(?:时间|日期|人|单位|者){_COLON}.{{0,80}}"
    rf"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?{_COLON}.{{0,30}}"
    rf"|原(?:标题{_COLON}|题为).{{0,80}}|(?:版权|免责|特别|郑重)?声明[:：].{{0,200}}|(?:转载请|本文来自).{{0,120}}"
    r"|.{0,60}(?:不得|禁止|严禁|谢绝|请勿)[^，。]{0,6}(?:转载|摘编|二次传播).{0,60}"
    r"|.{0,40}更多.{0,30}(?:下载|关注|客户端|公众号).{0,40}|.{0,20}报料[:： ]?[0-9].{0,40}"
    r"|(?:点赞|收藏|分享|纠错|举报|打印|关闭|评论|[+＋0-9\[\]【】大中小 \u3000]){1,60}"
    r")[）)\]】]?$"
)
"""The whole of a line that closes an article: its editor, its source, its rights, its tools."""

_PUBLISHED = pattern(
    rf"原标题|原题为|来源{_SP}[:：]|稿源{_SP}[:：]|(?:作者|编辑){_SP}[:：]|字[体号]{_SP}[:：]|次浏览|次阅读|打印本页"
    rf"|(?:发布|发表|更新|录入|添加|供稿|撰稿)(?:时间|日期|者|人|单位|机构|部门){_SP}[:：]"
    rf"|(?:浏览|点击|阅读|访问)(?:次数|量|数)?{_SP}[:：]"
)
_TOOLS = pattern(
    "(?:打印|本页|关闭|窗口|收藏|分享|到|微信|微博|朋友圈|QQ空间|字体|字号|放大|缩小|正常|默认|超大|纠错|举报|评论|复制链接"
    "|阅读|语音播报|[大中小TA+＋－\\-:：|丨\\[\\]【】()（）,，、·>< \xa0\u30000-9]){1,60}"
)

_COPYRIGHT = (
    "版权所有(?![者人权])|Copyright|©|All Rights Reserved|网站标识码"
    "|ICP[备证](?:案号?[:：])?.?[0-9]{6}|公网安备.?[0-9]{6}"
)
COPYRIGHT = pattern(_COPYRIGHT, re.IGNORECASE)
"""What stands at the foot of a page and nowhere else."""

FOOTER = pattern(
    f"{_COPYRIGHT}|许可证(?:编?号)?[:：]|举报电话|举报邮箱|(?:技术支持|主办单位|主办|承办){_SP}[:：]"
    "|(?:免责|郑重|特别)声明|仅供参考",
    re.IGNORECASE,
)
"""What stands in the notices at the foot of a page, if in other places too."""

LETTERHEAD = pattern("〔(?:19|20)[0-9]{2}〕[ \u3000]?第?[0-9]{1,5}号$|文件$|令$|^第[0-9一二三四五六七八九十百]{1,6}号$")
"""A line above a title that is part of the document: 发文机关标志, 发文字号."""

DATELINE = pattern("[（(](?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^）)]{0,12}[）)]")
SUBTITLE = pattern("——?[\u4e00-\u9fff].{0,60}")
ADDRESS = pattern(
    "[\u4e00-\u9fff，、（） \u3000]{0,80}"
    "(?:同志|先生|女士|朋友|代表|委员|来宾|单位|政府|[局部委厅院办会校司团])们?[：:]"
)
SPEAKER = pattern("[\u4e00-\u9fff、，（）]{0,40}[ \u3000]{0,4}[\u4e00-\u9fff·][\u4e00-\u9fff· \u3000]{1,6}")
ATTACHED = pattern("附件[0-9一二三四五六七八九十]{0,3}[ \u3000]?[:：.．、]")
SIGNER = pattern("[\u4e00-\u9fff（）、· \u3000]{1,40}(?:[府局委会厅部院室处办组署行社校站团]|中心|公司|集团|大学|医院)")
"""Lines of a document that a page sets in boxes of their own, above its text and below."""

_ABOUT_LONGEST = 120  # characters of a line that speaks of the page


def is_bare_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) <= 16 and (DATE.fullmatch(text.rstrip("日号")) or HAN_DATE.fullmatch(text)) is not None


def is_beside(text: str) -> bool:
    """Whether a line after a text belongs to the page and not to the document."""
    return any(shape.match(text) for shape in (RELATED, EDITOR, CLOSING)) or FOOTER.search(text) is not None


def is_about(text: str) -> bool:
    """Whether a line at the head of a text speaks of the page: when it was published, its source, its tools."""
    if len(text) > _ABOUT_LONGEST or text.endswith(("。", "；")):
        return False
    if _PUBLISHED.search(text) or _TOOLS.fullmatch(text) or is_bare_date(text):
        return True
    return DATE.search(text) is not None and _CLOCK.search(text) is not None
