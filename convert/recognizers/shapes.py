"""What single lines look like, whatever stands around them: dates, 发文字号, salutations, names, titles."""

from convert.hanzi import HAN, NUMERALS
from convert.patterns import pattern

LONGEST_END = 24
"""Of the last word of a title and the brackets after it."""

_ISSUE = "[（(][^（）()]{1,16}[)）]"
_OFFICIAL = "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
_SPEECH = (
    "(?:讲话|演讲|发言|講話|演講|發言)(?:稿|摘要|全文|提纲|要点|摘登)?|讲稿|致辞|致词|致辭|贺词|献词|主持词"
    "|(?:答谢|欢迎|开幕|闭幕)[词辞]"
)
_OTHER = (
    "办法|规定|细则|条例|规则|规程|章程|制度|方案|规划|计划|要点|纲要|总结|汇报|名单|解释|答复|说明|标准|指南|守则|公约|协议|合同"
    "|報告|請示|批復|議案|紀要|決定|決議|意見|辦法|規定|細則|條例|規則|總結|匯報|計劃|規劃|賀信"
    "|倡议书|任务书|贺信|贺电|唁电|慰问信|感谢信|公开信|一封信|讣告|悼词|请柬|启事|清单|目录|措施|布告|声明|宣言|建议|提案|材料|心得|一览表|计划表"
)
_TITLE_END = pattern(f"(?:(?P<official>{_OFFICIAL})|(?P<speech>{_SPEECH})|{_OTHER})(?:{_ISSUE})?[》”]?$")
"""The word a title ends in: one of the fifteen kinds of official documents, of a speech, or another."""
_DAY = f"(?:[0-9]{{1,2}}|[{NUMERALS}]{{1,3}}|[XxＸ×]{{1,2}})"
DATE = pattern(f"(?:[0-9]{{4}}|[{NUMERALS}○OＯ0]{{4}}|20[XxＸ×]{{2}}|[XxＸ×]{{2,4}})年{_DAY}月{_DAY}日")
"""A whole date as it is printed, in Arabic or Han numerals."""
_MOMENT = pattern(f"{DATE.pattern}(?:[0-9]{{1,2}}时(?:[0-9]{{1,2}}分)?)?")
"""A date, under a telegram with its hour."""
_SHORT_DATE = pattern("(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\\1[0-9]{1,2}")
_MONTH = pattern(f"(?:[0-9]{{4}}|[{NUMERALS}○]{{4}})年(?:[0-9]{{1,2}}|[{NUMERALS}]{{1,2}})月")
_DATELINE = pattern(
    f"[（(](?:[^（）()]{{0,30}}[：， ])?{DATE.pattern}[^（）()]{{0,30}}[)）]|——{DATE.pattern}(?:在[^。；]{{2,60}})?"
)
DOCUMENT_NUMBER = pattern(
    f"(?:[{HAN}A-Za-z（）()、·]{{0,24}}[〔\\[（(【](?:19|20)[0-9]{{2}}[〕\\]）)】]第?[0-9]{{1,4}}[号號期]"
    f"|[{HAN}]{{1,10}}(?:19|20)[0-9]{{2}}第?[0-9]{{1,4}}[号號]"
    f"|第(?:[0-9]{{1,5}}|[{NUMERALS}]{{1,7}})[号號期])"
)
"""国发〔2026〕3号, 〔2025〕第7期, 第12号."""
SERIES = ("纪要", "简报", "专报", "工作通报")
"""What a 发文机关标志 ends in whose papers are numbered by issue (10.3)."""
_PEOPLE = pattern(
    "同志|朋友|先生|女士|各位|代表|委员|同学|老师|嘉宾|来宾|领导|乡亲|战友|同事|家长|校友|同仁|师生|阁下|们|您好|你们好|大家好|诸位|們|來賓|貴賓|鄉親"
)
_CHEER = pattern("让|我们|好[！!]|感谢|谢谢|[祝愿]|前进|努力|奋斗")
"""What makes a call to act or a greeting of a line that names people and ends in ！"""
_GREETING = pattern("(?:您|你们?|大家|各位|早上|上午|中午|下午|晚上).{0,20}好[！!]$|谢谢|感谢")
_ADDRESSED = pattern(
    "(?:单位|部门|机构|机关|海关|军区|政协|司|政府|委员会|党委|委|局|部|院|厅|处|室|办|组|公司|学校|院校|企业|银行|行|团体|总队|中心|协会|会|署|馆|台|社|所|站|庭|厂|集团|大学|街道"
    "|乡镇|镇|乡|县|市|区|州|省|盟|旗|户|店|群众|居民|村民|同志|投标人|供应商)(?:[（(][^（）()]{1,40}[)）])?[：:]"
)
_ORGAN = pattern(
    "(?:政府|[委会局部院厅处室办组所站馆台社队行区]|中心|公司|学校|大学|中学|小学|集团|法院|司令|书记|主席|主任|[省市县乡镇]长)(?:（章）)?$"
)
_NO_ADDRESS = pattern("[我他她它咱]们|如下|下列|以下|现将|决定|意见|[是为有说]：")
_NAME_PART = f"[{HAN}A-Za-z0-9·（）()、《》“”]"
_SPREAD = f"[{HAN}][ \u3000]{{1,6}}[{HAN}](?=[ \u3000])"
"""A post of two characters that are set apart: 市　长　李明."""
_NAME = pattern(f"(?:{_SPREAD}|{_NAME_PART}{{2,40}})(?:[ \u3000]{{1,3}}{_NAME_PART}{{1,24}}){{0,4}}")
_SIGNER = pattern(
    f"[{HAN}、 \u3000]{{0,24}}[长席任理记][ \u3000]{{1,4}}"
    f"(?:[{HAN}](?:[ \u3000]{{0,3}}[{HAN}]){{1,3}}|[{HAN}]{{1,12}}(?:·[{HAN}]{{1,12}}){{1,4}})"
)
_SPACED = pattern(f"[{HAN}](?:[ \u3000]{{1,4}}[{HAN}]){{1,40}}")
_TITLED = pattern(
    "(?:讲话|講話|发言|發言|致辞|致辭|致词|致詞|演讲|演講|主持词|稿)(?:稿|全文)?(?:[（(][^（）()]{1,8}[)）])?$"
    f"|篇[ ]?[0-9{NUMERALS}]{{1,3}}$|^[0-9 ]{{1,40}}$"
)
"""What a line between title and salutation ends in that is another title, or a number, and nobody's name."""
LONGEST_NAME = 3
"""Hanzi of a person's name, which is spread out too: 张　三."""


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return len(text) < 24 and _MOMENT.fullmatch(text.replace(" ", "")) is not None


def is_short_date(text: str) -> bool:
    """Whether a line is a date in figures and nothing else (1965.12.14)."""
    return len(text) < 12 and _SHORT_DATE.fullmatch(text) is not None


def is_month(text: str) -> bool:
    """Whether a line is a month of a year and nothing else (2026年3月)."""
    return len(text) < 12 and _MONTH.fullmatch(text) is not None


def is_dateline(text: str) -> bool:
    """Whether a line is a date in brackets or after a dash, perhaps with a place: （2026年1月10日，临江）."""
    return text[:1] in ("（", "(", "—") and len(text) < 80 and _DATELINE.fullmatch(text) is not None


def is_salutation(text: str) -> bool:
    """Whether a line calls on people (同志们：)."""
    if len(text) > 120 or text[-1:] not in ("：", ":", "！", "!"):
        return False
    body = text[:-1]
    if text[-1] in "！!" and (len(text) > 40 or _CHEER.search(text)):
        return False
    if any(mark in body for mark in "。；？：《“"):
        return False
    return _PEOPLE.search(text) is not None and not _NO_ADDRESS.search(text)


def is_greeting(text: str) -> bool:
    """Whether a line wishes a good day (各位来宾，大家好！)."""
    return text[-1:] in ("！", "!") and _GREETING.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a line names the organs that a document is sent to (各区人民政府，市直各单位：)."""
    if text[-1:] not in ("：", ":") or len(text) > 600 or any(mark in text for mark in "。；？！“《"):
        return False
    return _ADDRESSED.search(text, max(0, len(text) - 48)) is not None and not _NO_ADDRESS.search(text)


def is_name(text: str) -> bool:
    """Whether a line may be the name of an organ or a person, with a post: no mark, and short."""
    return len(text) <= 48 and _NAME.fullmatch(text) is not None and not is_date(text) and not _TITLED.search(text)


def is_organ(text: str) -> bool:
    """Whether a name ends as names of organs do."""
    return _ORGAN.search(text, max(0, len(text) - 4)) is not None


def is_signer(text: str) -> bool:
    """Whether a line is a post and a name, as under an order: 市长　李明."""
    return _SIGNER.fullmatch(text) is not None


def is_masthead(text: str) -> bool:
    """Whether a name may stand alone as a 发文机关标志: that of an organ, or of a series of minutes."""
    return is_organ(text) or text.endswith((*SERIES, "文件"))


def ends_as_title(text: str) -> bool:
    """Whether a line ends in a word in which titles end, brackets after it aside: …的通知, …办法（试行）."""
    return _TITLE_END.search(text, max(0, len(text) - LONGEST_END)) is not None


def kind_of(title: str) -> str:
    """The 文种 that a title ends in, if it is one."""
    match = _TITLE_END.search(title, max(0, len(title) - LONGEST_END))
    if match is None:
        return ""
    return "讲话" if match["speech"] else {"令": "命令"}.get(match["official"] or "", match["official"] or "")


def closed_up(text: str) -> str:
    """The line without the spaces that spread it out: 几 个 问 题 → 几个问题."""
    if not _SPACED.fullmatch(text):
        return text
    closed = text.replace(" ", "").replace("\u3000", "")
    return closed if len(closed) > LONGEST_NAME or ends_as_title(closed) else text
