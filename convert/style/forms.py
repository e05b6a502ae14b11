"""What a style says of the parts around the text: 版头, the signature, 附件, 版记 (7.2, 7.3.5, 7.3.7, 7.4, 10)."""

from dataclasses import dataclass, field
from typing import Literal

from convert.style.fields import Points, coloured, within

SignatureForm = Literal["plain", "seal", "stamp"]


@dataclass(frozen=True, slots=True)
class LetterheadLook:
    """The 版头: from the 发文机关标志 to the red separator (7.2, 10.1, 10.2, 10.3)."""

    top_from: Literal["type_area", "paper"]
    """Whether *top* counts from the upper edge of the 版心 or of the paper."""
    top: Points = field(metadata=within(0, 400))
    """Where the ink of the 发文机关标志 begins."""
    size: Points = field(metadata=within(10, 120))
    """The size of a 发文机关标志 that has room enough."""
    width: Points = field(metadata=within(50, 600))
    """How wide it may be; a longer one is set narrower, then smaller."""
    narrowest: float = field(metadata=within(0.3, 1))
    """How narrow its characters may be, of their own width."""
    joint_size: Points = field(metadata=within(10, 120))
    """The size of the names of a joint issue, where they have room enough."""
    joint_height: Points = field(metadata=within(20, 500))
    """How high their stack may be."""
    joint_pitch: float = field(metadata=within(1, 3))
    """From name to name of the stack, of their size."""
    host_only: bool
    """Whether the host organ's name stands alone, without 文件 (10.1)."""
    mark_from_title: bool
    """Whether the title of a numbered document without a 发文机关标志 serves as one (10.2, 10.3)."""
    stack: Literal["page", "rule"]
    """Whether 份号, 密级 and 紧急程度 stand at the top of the 版心 or under the rule (10.1)."""
    number: Literal["centre", "right"]
    """发文字号 under the mark, or at the right under the rule (10.1)."""
    number_gap: float = field(metadata=within(0, 6))
    """Blank lines between the mark and the 发文字号."""
    under_rule: Points = field(metadata=within(0, 60))
    """From the rule to what stands under it (10.1)."""
    rules: tuple[Points, ...] = field(metadata=within(0, 10))
    """How thick the rules of the separator are, from above; empty for none."""
    rule_gap: Points = field(metadata=within(0, 60))
    """From the 发文字号, or where that is at the right from the mark, to the separator."""
    rule_between: Points = field(metadata=within(0, 20))
    """Between the two rules of a double one."""
    rule_width: Points = field(metadata=within(50, 600))
    """How long the separator is, centred on the 版心."""
    foot_rule: Points = field(metadata=within(0, 200))
    """From the lower edge of page 1 up to a second separator, upside down; 0 for none (10.1)."""
    title_gap: float = field(metadata=within(0, 8))
    """Blank lines before the title."""
    colour: str = field(metadata=coloured())
    """Of the rules; that of the mark is its role's."""
    preprinted: bool
    """Whether mark and rules are on the paper already, their place left blank."""

    @property
    def rule_height(self) -> Points:
        """From the upper edge of the separator to its lower one."""
        return sum(self.rules) + self.rule_between * max(0, len(self.rules) - 1)


@dataclass(frozen=True, slots=True)
class SignatureLook:
    """署名, 成文日期 and what is put on them (7.3.5)."""

    form: SignatureForm
    seal_before: int = field(metadata=within(0, 10))
    """Blank lines between the text and a name that bears a seal."""
    seal_right: float = field(metadata=within(0, 20))
    """字 to the right of the date under a seal."""
    seal: Points = field(metadata=within(50, 180))
    """The diameter of a seal."""
    seal_above: Points = field(metadata=within(0, 60))
    """How far above the middle of name and date the middle of the seal is."""
    seal_gap: Points = field(metadata=within(0, 60))
    """Between two seals at the least."""
    seals_a_row: int = field(metadata=within(1, 8))
    outline: str = field(metadata=coloured(none=True))
    """The colour of the outline that shows where a seal or a signature stamp goes; "" for none."""
    stamp_before: int = field(metadata=within(0, 10))
    """Blank lines between the text and a signature stamp."""
    stamp_right: float = field(metadata=within(0, 20))
    """字 to the right of a signature stamp and of the date under it."""
    stamp_width: Points = field(metadata=within(20, 300))
    stamp_height: Points = field(metadata=within(10, 200))
    stamp_gap: float = field(metadata=within(0, 10))
    """字 between the signer's post and the stamp."""
    stamp_after: int = field(metadata=within(0, 10))
    """Blank lines between the stamp and the date."""
    signer: bool
    """Whether a name is printed where its stamp goes."""
    with_text: bool
    """Whether a signature is on one page, with a line at the least of what stands above it (7.3.5.5)."""


@dataclass(frozen=True, slots=True)
class AttachmentLook:
    """附件 (7.3.7)."""

    bound: bool
    """Whether they are bound with the text; else the 发文字号 stands before their label."""


@dataclass(frozen=True, slots=True)
class ImprintLook:
    """The 版记 (7.4)."""

    outer: Points = field(metadata=within(0, 6))
    """How thick the first and the last rule are; 0 for none."""
    inner: Points = field(metadata=within(0, 6))
    """How thick the rules between are."""
    padding: Points = field(metadata=within(0, 20))
    """Between a rule and the text."""
    printed: bool
    """Whether 印发机关 and 印发日期 are named (10.1)."""
    even: bool
    """Whether it stands on an even page, the back of the last sheet."""
