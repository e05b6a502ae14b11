"""The catalogue: every code is used, speaks both languages and asks for the same words in both."""

import re
from pathlib import Path
from string import Formatter

import pytest

import convert
from convert.diagnostic import Language, catalogue, entry

CODE = re.compile(r"DC[0-9]{3}")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(convert.__file__).parent.rglob("*.py")))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("code", catalogue())
def test_both_languages_say_the_same(code: str) -> None:
    message = catalogue()[code]
    assert message == entry(code)
    assert placeholders(message.zh) == placeholders(message.en)
    assert re.search("[\u4e00-\u9fff]", message.zh)
    assert not re.search("[\u4e00-\u9fff]", message.en)
    assert "\n" not in message.zh + message.en
    assert CODE.fullmatch(code)


def test_every_code_in_the_code_is_in_the_catalogue_and_the_other_way() -> None:
    assert set(CODE.findall(SOURCES)) == set(catalogue())


def test_languages_are_the_fields_of_a_message() -> None:
    assert set(Language) == {"zh", "en"}
