"""A function that remembers what it gave for short texts, and for no others."""

from convert.memo import remembering


def test_short_texts_are_asked_for_once() -> None:
    asked: list[str] = []

    @remembering(3, 2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length(text) for text in ("甲", "甲乙丙", "甲", "甲乙丙丁", "甲乙丙丁")] == [1, 3, 1, 4, 4]
    assert asked == ["甲", "甲乙丙", "甲乙丙丁", "甲乙丙丁"]
    length("丁")
    length("甲乙丙")
    assert asked[-2:] == ["丁", "甲乙丙"], "two are remembered, the last ones asked for"
