"""The page in a real Chromium: three languages, desktop and phone, without script, and its printed sheet."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import require

SHOTS = os.environ.get("ANTERIORITY_SHOTS")  # a folder to keep the pictures in, for looking at them


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        require("browser", "no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def shot(page: object, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "device"), [(1280, "desktop"), (375, "phone")])
@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_a_search_from_the_form(browser: object, server: str, lang: str, width: int, device: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(server)
    page.click(f"button[value={lang}]")
    assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
    page.fill("#text", "زليج" if lang == "ar" else "ZELLIJ")
    page.fill("#goods", "carreaux")
    page.click("form.ask button")
    assert page.url.rstrip("/") == server  # nothing of the question in the address
    assert page.locator("ol.rows > li").count() > 3
    assert page.locator(".limits li").count() > 3
    shot(page, f"page-{lang}-{device}")
    boxes = page.locator("ol.rows > li").first.bounding_box()
    assert boxes["x"] >= 0
    assert boxes["x"] + boxes["width"] <= width
    context.close()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_printed_sheet_holds_the_answer_and_not_the_form(
    browser: object, server: str, lang: str, tmp_path: Path
) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(server)
    page.click(f"button[value={lang}]")
    page.fill("#text", "ARGAN")
    page.fill("#goods", "savon")
    page.click("form.ask button")
    page.emulate_media(media="print")
    assert not page.locator("form.ask").is_visible()
    assert page.locator(".limits").is_visible()
    target = Path(SHOTS) / f"sheet-{lang}.pdf" if SHOTS else tmp_path / "sheet.pdf"
    page.pdf(path=str(target), format="A4")
    assert target.stat().st_size > 5_000
    page.close()


def test_no_hit_is_a_limitation_and_not_an_approval(browser: object, server: str) -> None:
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(server)
    page.click("button[value=en]")
    page.fill("#text", "XQJWFPGV")
    page.click("form.ask button")
    assert "does not mean that the name is free" in page.inner_text("main")
    shot(page, "page-none")
    page.close()


NAMES = {
    "fr": ["QAHWA ATLAS SARL", "SILLAGES", "BANQUE ROYALE"],
    "ar": ["شركة قهوة أطلس", "سياج", "TOUBKAL CAFE"],
    "en": ["ATLAS COFFEE", "", ""],
}
ACTIVITY = {"fr": "salon de café", "ar": "مقهى", "en": "coffee shop"}


def ask_names(page: object, server: str, lang: str) -> None:
    page.goto(f"{server}/names")  # type: ignore[attr-defined]
    with page.expect_navigation():  # type: ignore[attr-defined]  # else the form that is filled may be the one that leaves
        page.click(f"button[value={lang}]")  # type: ignore[attr-defined]
    for at, name in enumerate(NAMES[lang], start=1):
        page.fill(f"#name{at}", name)  # type: ignore[attr-defined]
    page.fill("#activity", ACTIVITY[lang])  # type: ignore[attr-defined]
    page.fill("#city", "Agadir")  # type: ignore[attr-defined]
    with page.expect_navigation():  # type: ignore[attr-defined]
        page.click("form.ask > button")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "device"), [(1280, "desktop"), (375, "phone")])
@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_three_names_from_the_form(browser: object, server: str, lang: str, width: int, device: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    ask_names(page, server, lang)
    assert page.url == f"{server}/names"  # nothing of the question in the address
    assert page.get_attribute("html", "dir") == ("rtl" if lang == "ar" else "ltr")
    asked = sum(bool(name) for name in NAMES[lang])
    assert page.locator(".decision").count() == asked
    assert page.locator(".decision .anatomy .key").count() >= asked - 1
    assert page.input_value("#name1") == NAMES[lang][0]
    shot(page, f"names-{lang}-{device}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_navigation():
        page.click("button[value=en]")
    assert page.input_value("#name1") == NAMES[lang][0]  # the question goes along into another language
    context.close()


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_the_sheet_of_three_names(browser: object, server: str, lang: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = browser.new_page()  # type: ignore[attr-defined]
    ask_names(page, server, lang)
    sheet = Path(SHOTS or tmp_path) / f"names-{lang}.pdf"
    page.pdf(path=str(sheet), format="A4")
    text = "".join("".join(part.extract_text().split()) for part in PdfReader(sheet).pages)
    assert ("TOUBKAL" if lang == "ar" else "SILLAGESERVICE") in text
    page.emulate_media(media="print")
    assert not page.locator("form.ask").is_visible()
    assert page.locator(".decision").first.is_visible()
    page.close()


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("path", ["", "/names"])
def test_a_word_without_end_stays_on_the_page(browser: object, server: str, path: str, lang: str) -> None:
    """Beside a page wider than the screen, Arabic opens on an empty part of it."""
    page = browser.new_page(viewport={"width": 375, "height": 800})  # type: ignore[attr-defined]
    page.goto(server + path)
    page.click(f"button[value={lang}]")
    for name in ("#name1", "#name2") if path else ("#text",):
        page.fill(name, "W" * 120)
    page.click("form.ask button")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.close()
