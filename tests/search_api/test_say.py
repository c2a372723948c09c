"""Every key in every language, with every value it may carry; nothing said that is in no catalogue."""

import json
import re
import string
from pathlib import Path

import pytest

from search_api.say import LOCALES, catalogue, say

ROOT = Path(__file__).parents[2]


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_key_is_said_in_every_language(locale: str) -> None:
    assert catalogue(locale).keys() == catalogue("en").keys()
    for key, sentence in catalogue("en").items():
        assert fields(catalogue(locale)[key]) == fields(sentence), key
        assert say(key, locale, dict.fromkeys(fields(sentence), "x"))


def test_every_key_used_in_the_code_is_in_the_catalogue() -> None:
    used: set[str] = set()
    for path in (
        *(ROOT / "search_api").rglob("*.py"),
        *(ROOT / "models").rglob("*.py"),
        ROOT / "search_api/web/templates/page.html",
    ):
        text = path.read_text("utf-8")
        used |= set(re.findall(r'(?:say|counted|Reason)\(\s*"([a-z_.]+[a-z])"', text))
    assert used
    assert used <= catalogue("en").keys()


def test_no_sentence_promises_that_a_name_is_free() -> None:
    text = json.dumps([catalogue(locale) for locale in LOCALES]).lower()
    assert "cleared" not in text


def test_arabic_sentences_are_arabic() -> None:
    for key, sentence in catalogue("ar").items():
        if not key.startswith("register_line"):
            assert re.search("[\u0600-\u06ff]", sentence), key
