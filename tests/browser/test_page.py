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
    page.fill("#text", "QXYRVUMP")
    page.click("form.ask button")
    assert "does not mean that the name is free" in page.inner_text("main")
    shot(page, "page-none")
    page.close()
